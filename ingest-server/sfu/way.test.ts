import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Desk, capabilities, close, outcome, produce, session, watch } from './test-support/desk.ts';
import { missingWorker, pictureParameters, soundParameters, workerBin } from './test-support/worker.ts';

let desk: Desk;

beforeAll(async () => {
  if (!workerBin) return;
  const codecRefusal = (mimeType: string) =>
    mimeType === 'video/AV1' ? 'No AV1 here. Send VP9 instead.' : undefined;
  desk = await Desk.open({ workerBin, workers: 1, codecRefusal });
});
afterAll(() => desk?.sfu.close());
beforeEach((context) => {
  context.skip(missingWorker !== undefined, missingWorker);
  desk.said.length = 0;
});

/** What a browser that sends this codec says of it, by what the router speaks. */
async function pictureIn(name: string): Promise<object> {
  const reply = await desk.ask(session(), capabilities);
  const { codecs } = (reply.ok ? reply.answer['rtpCapabilities'] : { codecs: [] }) as {
    codecs: { mimeType: string; clockRate: number; parameters: object }[];
  };
  const found = codecs.find(({ mimeType }) => mimeType === `video/${name}`);
  const { mimeType, clockRate, parameters } = found ?? { mimeType: name, clockRate: 0, parameters: {} };
  const codec = { mimeType, payloadType: 102, clockRate, parameters, rtcpFeedback: [] };
  return { codecs: [codec], encodings: [{ ssrc: 41 }] };
}

describe('a studio’s way in', () => {
  it('HLS-72: goes on when a studio closes a way that it has replaced, or will replace', async () => {
    const who = session();
    const first = await desk.goOnAir(who);
    const second = await desk.goOnAir(who);
    await desk.ask(who, close(first, 'goes-on'));
    expect(desk.said.map((line) => line.split(' ')[0])).toEqual(['feed', 'feed']);
    await desk.ask(who, close(second, 'goes-on'));
    await vi.waitFor(() => expect(desk.said.at(-1)).toBe(`lost ${who.classId}`));
    desk.leave(who);
  });

  it('tells whoever watches a way that another studio has taken the class', async () => {
    const [one, two] = [session('contested'), session('contested')];
    const transportId = await desk.goOnAir(one);
    const watching = desk.ask(one, watch(transportId));
    await desk.goOnAir(two);
    expect(await watching).toEqual({ ok: true, answer: { over: 'replaced' } });
    desk.leave(one, two);
  });

  it('does not take the class back with what comes over it after another studio has it', async () => {
    const [one, two] = [session('at-once'), session('at-once')];
    const [over, newer] = [await desk.createTransport(one), await desk.createTransport(two)];
    const picture = (transportId: string) => produce(transportId, 'video', pictureParameters(51));
    const sound = (transportId: string) => produce(transportId, 'audio', soundParameters(52));
    expect(outcome(await desk.ask(one, picture(over)))).toBe('ok');
    expect(outcome(await desk.ask(two, picture(newer)))).toBe('ok');
    expect(outcome(await desk.ask(one, sound(over)))).toBe('taken');
    expect(outcome(await desk.ask(two, sound(newer)))).toBe('ok');
    desk.leave(one);
    expect(desk.said).toEqual(['feed of at-once: picture and sound']);
    desk.leave(two);
  });

  it('tells nobody that they were replaced by themselves', async () => {
    const who = session();
    const before = await desk.goOnAir(who);
    const watching = desk.ask(who, watch(before));
    await desk.goOnAir(who);
    await desk.ask(who, close(before, 'goes-on'));
    expect(await watching).toEqual({ ok: true, answer: { over: 'closed' } });
    desk.leave(who);
  });

  it.each(['H264', 'VP8', 'VP9'])('HLS-70: takes a picture in %s', async (name) => {
    const who = session();
    const transportId = await desk.createTransport(who);
    const parameters = await pictureIn(name);
    expect(outcome(await desk.ask(who, produce(transportId, 'video', parameters)))).toBe('ok');
    desk.leave(who);
  });

  it('HLS-70: refuses a codec that the transcoder can’t read, in words, and takes another on the same way', async () => {
    const who = session();
    const transportId = await desk.createTransport(who);
    const reply = await desk.ask(who, produce(transportId, 'video', await pictureIn('AV1')));
    expect(reply).toEqual({
      ok: false,
      refusal: { code: 'no-media', text: 'No AV1 here. Send VP9 instead.' },
    });
    expect(desk.said).toEqual([]);
    expect(outcome(await desk.ask(who, produce(transportId, 'video', await pictureIn('VP9'))))).toBe('ok');
    desk.leave(who);
  });
});
