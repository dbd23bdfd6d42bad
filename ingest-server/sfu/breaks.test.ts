import type { MediaQuestion } from '@rostrum/protocol/media';
import type { PersonId } from '@rostrum/protocol/room';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MediaSession } from '../room/index.ts';
import { KEEP_LOST_MS } from './lost-sessions.ts';
import { Desk, capabilities, create, outcome, produce, session, watch } from './test-support/desk.ts';
import { missingWorker, pictureParameters, soundParameters, workerBin } from './test-support/worker.ts';

const end: MediaQuestion = { type: 'media.programme.end' };

let desk: Desk;
/** What waits for its time, which the tests tell. */
const waiting = new Map<() => void, number>();

beforeAll(async () => {
  if (!workerBin) return;
  desk = await Desk.open({
    workerBin,
    after(ms, call) {
      waiting.set(call, ms);
      return () => waiting.delete(call);
    },
  });
});
afterAll(() => desk?.sfu.close());
beforeEach((context) => {
  context.skip(missingWorker !== undefined, missingWorker);
  desk.said.length = 0;
  waiting.clear();
});

const passTime = () => {
  for (const call of waiting.keys()) call();
};
const said = () => desk.said.map((line) => line.split(' ')[0]);
/** The same person in the same class, on a new connection. */
const backAs = (who: MediaSession): MediaSession => ({ ...who, id: `${who.id} again` });

describe('a studio whose connection broke', () => {
  it('is seen on for a while, then lost', async () => {
    const who = session();
    await desk.goOnAir(who);
    desk.sfu.desk.sessionLost(who);
    expect([...waiting.values()]).toEqual([KEEP_LOST_MS]);
    expect(await desk.sfu.overview(who.classId)).toBeDefined();
    expect(said()).toEqual(['feed']);
    passTime();
    await vi.waitFor(() => expect(said()).toEqual(['feed', 'lost']));
    expect(await desk.sfu.overview(who.classId)).toBeUndefined();
  });

  it('is seen until what it sends over the new connection is complete, and no longer', async () => {
    const who = session();
    const before = await desk.goOnAir(who);
    const over = desk.ask(who, watch(before));
    await desk.ask(who, capabilities);
    desk.sfu.desk.sessionLost(who);

    const back = backAs(who);
    const transportId = await desk.createTransport(back);
    await desk.ask(back, produce(transportId, 'video', pictureParameters(11)));
    expect(waiting.size).toBe(1);
    await desk.ask(back, produce(transportId, 'audio', soundParameters(12)));
    expect(waiting.size).toBe(0);
    expect(await over).toEqual({ ok: true, answer: { over: 'replaced' } });
    expect(said()).toEqual(['feed', 'feed']);
    expect(await desk.sfu.overview(who.classId)).toBeDefined();
    desk.leave(back);
    await vi.waitFor(() => expect(said()).toEqual(['feed', 'feed', 'lost']));
  });

  it('is not kept where it said goodbye, or sent nothing', async () => {
    const [gone, silent] = [session(), session()];
    await desk.goOnAir(gone);
    await desk.ask(silent, create);
    desk.sfu.desk.sessionClosed(gone);
    desk.sfu.desk.sessionLost(silent);
    expect(waiting.size).toBe(0);
    await vi.waitFor(() => expect(said()).toEqual(['feed', 'lost']));
    for (const who of [gone, silent]) expect(await desk.sfu.overview(who.classId)).toBeUndefined();
  });
});

describe('the end of a lecture', () => {
  it('needs no transport: it is said by a studio that was lost, and is back', async () => {
    const who = session();
    await desk.goOnAir(who);
    desk.leave(who);
    await vi.waitFor(() => expect(said()).toEqual(['feed', 'lost']));
    expect(await desk.ask(backAs(who), end)).toEqual({ ok: true, answer: {} });
    expect(said()).toEqual(['feed', 'lost', 'ended']);
  });

  it('makes no loss of what still comes over the connection that broke', async () => {
    const who = session();
    await desk.goOnAir(who);
    desk.sfu.desk.sessionLost(who);
    await desk.ask(backAs(who), end);
    passTime();
    await Promise.resolve();
    expect(said()).toEqual(['feed', 'ended']);
  });

  it('is for staff to say, and not over what somebody else has begun since', async () => {
    const [who, guest] = [session('shared'), session('shared', 'guest')];
    const colleague = { ...session('shared'), personId: 'p2' as PersonId };
    await desk.goOnAir(who);
    expect(outcome(await desk.ask(guest, end))).toBe('not-allowed');
    expect(outcome(await desk.ask(colleague, end))).toBe('not-allowed');
    expect(said()).toEqual(['feed']);
    desk.leave(who);
    expect(outcome(await desk.ask(colleague, end))).toBe('ok');
  });

  it('comes with the class’s, whoever sends', async () => {
    const who = session();
    await desk.goOnAir(who);
    desk.sfu.end(who.classId);
    desk.leave(who);
    await Promise.resolve();
    expect(said()).toEqual(['feed', 'ended']);
  });
});
