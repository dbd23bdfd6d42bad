import { describe, expect, it } from 'vitest';
import { refuse } from '../room/index.ts';
import { RefusedError } from './index.ts';
import { type Line, keys, start, stateAt } from './test-surroundings.ts';

const hi = { type: 'chat.send', text: 'hi' } as const;

describe('its tokens', () => {
  const expired = refuse('expired-token', 'expired');
  const tokens = (line: Line) => line.said.flatMap((frame) => (frame.t === 'hello' ? frame.token : []));
  const refusedAtHello = (line: Line, refusal = expired) => {
    line.handlers.handleOpen();
    line.tell({ t: 'bye', refusal, again: false });
  };
  const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

  it('are the one it was given first, then that of the last welcome', () => {
    const its = start();
    its.welcome({ state: stateAt(1), resume: 'first' });
    expect(tokens(its.line)).toEqual(['the-token']);
    its.breakAndRetry();
    its.welcome({ events: [], resume: 'second' });
    expect(tokens(its.line)).toEqual(['first']);
    its.breakAndRetry();
    its.line.handlers.handleOpen();
    expect(tokens(its.line)).toEqual(['second']);
  });

  it('that are refused are renewed once, and what was under way goes on', async () => {
    const its = start(undefined, { renew: async () => 'fresh' });
    its.welcome({ state: stateAt(2) });
    const outcome = its.client.send(hi);
    its.breakAndRetry();
    refusedAtHello(its.line);
    expect(its.client.status.is).toBe('connecting');
    await settled();
    its.welcome({ events: [] });
    expect(its.line.said).toMatchObject([{ t: 'hello', token: 'fresh', since: 2 }, { t: 'command' }]);
    its.line.tell({ t: 'done', key: keys(its.line)[0]!, seq: 3 });
    expect(await outcome).toEqual({ ok: true, seq: 3 });
  });

  it('are renewed also at the very first hello: a page may have been asleep', async () => {
    const its = start(undefined, { renew: async () => 'fresh' });
    refusedAtHello(its.line, refuse('bad-token', 'bad'));
    await settled();
    its.line.handlers.handleOpen();
    expect(tokens(its.line)).toEqual(['fresh']);
  });

  it('are renewed before the first hello where the page has none yet', async () => {
    const its = start(undefined, { token: undefined, renew: async () => 'fresh' });
    expect(its.client.status).toEqual({ is: 'connecting', attempt: 0 });
    expect(its.lines).toHaveLength(0);
    await settled();
    its.line.handlers.handleOpen();
    expect(tokens(its.line)).toEqual(['fresh']);
  });

  it('end it when a fresh one is refused too', async () => {
    const its = start(undefined, { renew: async () => 'fresh' });
    refusedAtHello(its.line);
    await settled();
    refusedAtHello(its.line);
    await settled();
    expect(its.client.status).toEqual({ is: 'closed', refusal: expired });
    expect(its.lines).toHaveLength(2);
  });

  it('end it in the words of whoever refuses to renew', async () => {
    const refusal = refuse('revoked', 'Your way in was withdrawn.');
    const its = start(undefined, { renew: async () => Promise.reject(new RefusedError(refusal)) });
    refusedAtHello(its.line);
    await settled();
    expect(its.client.status).toEqual({ is: 'closed', refusal });
  });

  it('are asked for anew once a refusal has been put right, and the class goes on from where it was', async () => {
    const its = start(undefined, { renew: async () => 'signed-in-again' });
    its.welcome({ state: stateAt(2) });
    its.client.reopen();
    expect(its.lines).toHaveLength(1);
    its.line.tell({ t: 'bye', refusal: refuse('revoked', 'Your way in was withdrawn.'), again: false });
    expect(its.client.status.is).toBe('closed');
    its.client.reopen();
    await settled();
    its.welcome({ events: [] });
    expect(its.line.said).toMatchObject([{ t: 'hello', token: 'signed-in-again', since: 2 }]);
    expect(its.client.status).toEqual({ is: 'open' });
  });

  it('are not asked for by whoever has left of themselves', async () => {
    const its = start(undefined, { renew: async () => 'fresh' });
    its.welcome({ state: stateAt(1) });
    its.client.close();
    its.client.reopen();
    await settled();
    expect([its.client.status, its.lines.length]).toEqual([{ is: 'closed' }, 1]);
  });

  it('are asked for again later when nobody could be asked', async () => {
    let asked = 0;
    const renew = async () => (++asked === 1 ? Promise.reject(new Error('unreachable')) : 'fresh');
    const its = start(undefined, { renew });
    refusedAtHello(its.line);
    await settled();
    expect(its.client.status.is).toBe('waiting');
    its.clock.pass(8_000);
    refusedAtHello(its.line);
    await settled();
    its.line.handlers.handleOpen();
    expect(tokens(its.line)).toEqual(['fresh']);
  });

  it('are not used any more when it was closed while it renewed', async () => {
    const its = start(undefined, { renew: async () => 'fresh' });
    refusedAtHello(its.line);
    its.client.close();
    await settled();
    expect(its.client.status).toEqual({ is: 'closed' });
    expect(its.lines).toHaveLength(1);
    expect(its.clock.waiting).toBe(0);
  });
});
