import type { Session } from '@rostrum/protocol/http';
import { refuse } from '@rostrum/protocol/room';
import type { ServerAnswer } from '@rostrum/ui';
import { describe, expect, it } from 'vitest';
import { Access } from './access.ts';

const session = (token: string): ServerAnswer<Session> => ({ is: 'value', value: { token } as Session });
const expired = { is: 'refused', refusal: refuse('expired-token', 'expired') } as const;
const away = { is: 'unreachable', cause: new Error('away') } as const;

/** What was asked of the server, in order, and what it answers. */
function start({ link = true, refreshes = [session('two')] as ServerAnswer<Session>[] } = {}) {
  const asked: string[] = [];
  const good = new Set<string>();
  const access = new Access({
    open: link
      ? async () => {
          asked.push('open');
          return session('one');
        }
      : undefined,
    refresh: async () => {
      asked.push('refresh');
      return refreshes.shift() ?? expired;
    },
    onSession: ({ token }) => void good.add(token),
  });
  const read = () =>
    access.with(async (token): Promise<ServerAnswer<string>> => {
      asked.push(token);
      return good.has(token) ? { is: 'value', value: 'figures' } : expired;
    });
  return { asked, good, read };
}

describe('an admin’s access', () => {
  it('comes from the link once, and is then kept', async () => {
    const its = start();
    expect(await its.read()).toEqual({ is: 'value', value: 'figures' });
    await its.read();
    expect(its.asked).toEqual(['open', 'one', 'one']);
  });

  it('comes from what the browser keeps where the address has no link', async () => {
    const its = start({ link: false });
    expect(await its.read()).toMatchObject({ is: 'value' });
    expect(its.asked).toEqual(['refresh', 'two']);
  });

  it('is got anew when it has run out, without the reader noticing', async () => {
    const its = start();
    await its.read();
    its.good.clear();
    expect(await its.read()).toMatchObject({ is: 'value' });
    expect(its.asked).toEqual(['open', 'one', 'one', 'refresh', 'two']);
  });

  it('is refused when nothing better is to be had', async () => {
    const its = start({ refreshes: [expired] });
    await its.read();
    its.good.clear();
    expect(await its.read()).toEqual(expired);
  });

  it('is tried for again after the server was away', async () => {
    const its = start({ link: false, refreshes: [away, session('two')] });
    expect(await its.read()).toEqual(away);
    expect(await its.read()).toMatchObject({ is: 'value' });
  });
});
