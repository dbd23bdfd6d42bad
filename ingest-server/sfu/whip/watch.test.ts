import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { produce, session } from '../test-support/desk.ts';
import { ownProcesses } from '../test-support/own-processes.ts';
import { missingWorker, pictureParameters, soundParameters } from '../test-support/worker.ts';
import { chromiumPlayer, firefox, obs } from './test-support/offers.ts';
import { type Programs, lineOf, openPrograms } from './test-support/programs.ts';

let its: Programs;
beforeAll(async () => {
  if (!missingWorker) its = await openPrograms();
});
afterAll(() => its?.desk.sfu.close());
beforeEach((context) => {
  context.skip(missingWorker !== undefined, missingWorker);
  its.settle();
});

describe('a player', () => {
  it('finds nothing before something is on air', async () => {
    expect(await its.watch(its.newClass())).toMatchObject({
      refusal: { code: 'not-yet', retryAfterMs: 5_000 },
    });
  });

  it('finds nothing while a studio’s sound is still on its way: it would never have it', async () => {
    const studio = session(its.newClass());
    const transportId = await its.desk.createTransport(studio);
    await its.desk.ask(studio, produce(transportId, 'video', pictureParameters(21)));
    expect(await its.watch(studio.classId)).toMatchObject({ refusal: { code: 'not-yet' } });
    await its.desk.ask(studio, produce(transportId, 'audio', soundParameters(22)));
    expect(await its.watch(studio.classId)).toMatchObject({ ok: true });
    its.desk.leave(studio);
  });

  it.each([
    ['Chromium', chromiumPlayer, 109],
    ['Firefox', firefox.replaceAll('a=sendonly', 'a=recvonly'), 126],
  ])('that is %s gets picture and sound, by its own numbers', async (_, sdp, payloadType) => {
    const classId = its.newClass();
    const { id } = await its.publish(classId);
    const opened = await its.watch(classId, sdp);
    if (!opened.ok) throw new Error(opened.refusal.text);
    const { answer } = opened;
    expect(answer.match(/^a=(sendonly|recvonly|inactive)$/gm)).toEqual(['a=sendonly', 'a=sendonly']);
    expect(lineOf(answer, 'm=video')).toBe(`m=video 9 UDP/TLS/RTP/SAVPF ${payloadType}`);
    expect(answer.match(/^a=ssrc:\d+ cname:\S+$/gm)).toHaveLength(2);
    await its.whip.end(opened.id);
    expect(its.whip.holderOf('player', opened.id)).toBeUndefined();
    await its.whip.end(id);
  });

  it('is one of many at once, and they go with what they watch', async () => {
    const classId = its.newClass();
    const { id } = await its.publish(classId);
    const opened = await Promise.all(Array.from({ length: 8 }, () => its.watch(classId)));
    const ids = opened.map((each) => (each.ok ? each.id : each.refusal.text));
    for (const each of ids) expect(its.whip.holderOf('player', each)?.owner).toMatch(/^student /);
    await its.whip.end(id);
    await vi.waitFor(() => {
      for (const each of ids) expect(its.whip.holderOf('player', each)).toBeUndefined();
    });
    expect(await its.watch(classId)).toMatchObject({ refusal: { code: 'not-yet' } });
  });

  it('is turned away where there are too many, and let in when one has gone', async () => {
    const classId = its.newClass();
    const { id } = await its.publish(classId);
    const opened = await Promise.all(Array.from({ length: 51 }, () => its.watch(classId)));
    const refusals = opened.flatMap((each) => (each.ok ? [] : [each.refusal]));
    expect(refusals).toEqual([expect.objectContaining({ code: 'full', retryAfterMs: 30_000 })]);
    const first = opened.find((each) => each.ok);
    if (first?.ok) await its.whip.end(first.id);
    expect(await its.watch(classId)).toMatchObject({ ok: true });
    await its.whip.end(id);
  });

  it('is turned away where its person has two in the class, and let in when one has gone', async () => {
    const classId = its.newClass();
    const { id } = await its.publish(classId);
    const byAda = () => its.watch(classId, chromiumPlayer, 'ada');
    const opened = await Promise.all([byAda(), byAda(), byAda()]);
    const refusals = opened.flatMap((each) => (each.ok ? [] : [each.refusal]));
    expect(refusals).toEqual([expect.objectContaining({ code: 'too-many', retryAfterMs: 20_000 })]);
    expect(await its.watch(classId, chromiumPlayer, 'bob')).toMatchObject({ ok: true });
    const first = opened.find((each) => each.ok);
    if (first?.ok) await its.whip.end(first.id);
    expect(await byAda()).toMatchObject({ ok: true });
    await its.whip.end(id);
  });

  it('is turned away where eight makes of players each have numbers of their own', async () => {
    const classId = its.newClass();
    const { id } = await its.publish(classId);
    const numbered = (n: number) => chromiumPlayer.replaceAll('109', String(50 + n));
    for (let n = 0; n < 8; n += 1) expect(await its.watch(classId, numbered(n))).toMatchObject({ ok: true });
    expect(await its.watch(classId, numbered(8))).toMatchObject({ refusal: { code: 'full' } });
    expect(await its.watch(classId, numbered(0))).toMatchObject({ ok: true });
    await its.whip.end(id);
  });

  it('watches a studio as well as an encoder', async () => {
    const classId = its.newClass();
    const studio = session(classId);
    await its.desk.goOnAir(studio);
    const opened = await its.watch(classId);
    expect(opened).toMatchObject({ ok: true });
    its.desk.leave(studio);
    await vi.waitFor(() => expect(opened.ok && its.whip.holderOf('player', opened.id)).toBeUndefined());
  });

  it('that was shut out of the class is let go of', async () => {
    const classId = its.newClass();
    const { id } = await its.publish(classId);
    const opened = await its.watch(classId);
    its.isLetIn = false;
    await its.whip.look();
    expect(opened.ok && its.whip.holderOf('player', opened.id)).toBeUndefined();
    await its.whip.end(id);
  });
});

describe('a media worker that is killed', () => {
  it('takes its encoders and players with it, and the next one lets them in again', async () => {
    const classId = its.newClass();
    const { id } = await its.publish(classId);
    const player = await its.watch(classId);
    for (const pid of ownProcesses('mediasoup-worker')) process.kill(pid, 'SIGKILL');
    await vi.waitFor(() => {
      expect(its.whip.holderOf('encoder', id)).toBeUndefined();
      expect(player.ok && its.whip.holderOf('player', player.id)).toBeUndefined();
    });
    const early = await its.whip.publish(its.encoder(classId), obs);
    expect(early.ok || early.refusal).toMatchObject(
      early.ok ? {} : { code: 'server-error', retryAfterMs: 1_000 },
    );
    await vi.waitFor(
      async () => expect(await its.whip.publish(its.encoder(classId), obs)).toMatchObject({ ok: true }),
      5_000,
    );
    expect(await its.watch(classId)).toMatchObject({ ok: true });
  });
});
