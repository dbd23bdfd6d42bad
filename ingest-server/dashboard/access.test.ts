import type { Session } from '@rostrum/protocol/http';
import { refuse } from '@rostrum/protocol/room';
import type { ServerAnswer } from '@rostrum/ui';
import { describe, expect, it } from 'vitest';
import { Access } from './access.ts';

const LIFETIME_MS = 900_000;

const session = (token: string): ServerAnswer<Session> => ({
  is: 'value',
  // By the server's clock, which is another one than the page's.
  value: { token, at: 5_000_000, expiresAt: 5_000_000 + LIFETIME_MS } as Session,
});
const expired = { is: 'refused', refusal: refuse('expired-token', 'expired') } as const;
const away = { is: 'unreachable', cause: new Error('away') } as const;

/** What was asked of the server, in order, and what it answers. */
function start({ link = true, refreshes = [session('two')] as ServerAnswer<Session>[] } = {}) {
  const asked: string[] = [];
  const good = new Set<string>();
  const clock = { nowMs: 1_000 };
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
    now: () => clock.nowMs,
  });
  const read = () =>
    access.with(async (token): Promise<ServerAnswer<string>> => {
      asked.push(token);
      return good.has(token) ? { is: 'value', value: 'figures' } : expired;
    });
  return { access, asked, clock, good, read };
}

describe('an admin’s access', () => {
  it('comes from the link once, and is then kept', async () => {
    const its = start();
    expect(await its.read()).toEqual({ is: 'value', value: 'figures' });
    await its.read();
    expect(its.asked).toEqual(['open', 'one', 'one']);
  });

  it('uses the link once, however many ask at the same time', async () => {
    const its = start();
    await Promise.all([its.read(), its.read(), its.access.grant()]);
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

  it('is not even tried where the page knows that it has run out', async () => {
    const its = start();
    await its.read();
    its.clock.nowMs += LIFETIME_MS;
    expect(await its.read()).toMatchObject({ is: 'value' });
    expect(its.asked).toEqual(['open', 'one', 'refresh', 'two']);
  });

  it('tells how long a token is good for, and gets another where that is too short', async () => {
    const its = start();
    expect(await its.access.grant()).toEqual({ is: 'value', value: { token: 'one', leftMs: LIFETIME_MS } });
    its.clock.nowMs += 840_000;
    expect(await its.access.grant()).toEqual({ is: 'value', value: { token: 'one', leftMs: 60_000 } });
    expect(await its.access.grant(60_000)).toMatchObject({ is: 'value', value: { token: 'two' } });
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
