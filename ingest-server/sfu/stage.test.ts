import type { MediaQuestion, MediaSource } from '@rostrum/protocol/media';
import type { PersonId } from '@rostrum/protocol/room';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MediaReply, MediaSession } from '../room/index.ts';
import type { Standing } from './pure/stage-flow.ts';
import { Desk, capabilities, close, create, outcome, session, standing } from './test-support/desk.ts';
import { missingWorker, pictureParameters, soundParameters, workerBin } from './test-support/worker.ts';

let desk: Desk;
/** What the room would say; whoever is not in it is staff. */
const standings = new Map<string, Standing>();

beforeAll(async () => {
  if (!workerBin) return;
  desk = await Desk.open({
    workerBin,
    standingOf: (_classId, personId) => standings.get(personId) ?? standing({ isStaff: true }),
  });
});
afterAll(() => desk?.sfu.close());
beforeEach((context) => {
  context.skip(missingWorker !== undefined, missingWorker);
  standings.clear();
});

let classes = 0;
const newClass = () => `stage-${(classes += 1)}`;
let ssrc = 20_000;

function somebody(classId: string, personId: string, is: Standing['is']): MediaSession {
  standings.set(personId, standing({ is }));
  return { ...session(classId, 'student'), personId: personId as PersonId };
}

function become(who: MediaSession, over: Partial<Standing>): void {
  standings.set(who.personId, standing(over));
  desk.sfu.handleStageChanged(who.classId);
}

async function send(who: MediaSession, source: MediaSource, over?: string): Promise<MediaReply> {
  const kind = source === 'camera' || source === 'screen' ? 'video' : 'audio';
  const transportId = over ?? (await desk.createTransport(who));
  const rtpParameters = kind === 'video' ? pictureParameters((ssrc += 10)) : soundParameters((ssrc += 10));
  return desk.ask(who, { type: 'media.produce', transportId, kind, source, rtpParameters } as MediaQuestion);
}

interface Told {
  version: number;
  streams: { producerId: string; personId: string; source: string; isLive: boolean }[];
}

async function look(who: MediaSession, after?: number): Promise<Told> {
  const reply = await desk.ask(who, {
    type: 'media.stage.watch',
    ...(after === undefined ? {} : { after }),
  });
  if (!reply.ok) throw new Error(reply.refusal.text);
  return reply.answer as unknown as Told;
}

const inWords = ({ streams }: Told) =>
  streams.map(({ personId, source, isLive }) => `${personId}’s ${source} ${isLive ? 'live' : 'held back'}`);

describe('the stage', () => {
  it('lets nobody near who only watches, and says what to do', async () => {
    const ada = somebody(newClass(), 'ada', 'audience');
    for (const question of [capabilities, create, { type: 'media.stage.watch' }] as MediaQuestion[]) {
      const reply = await desk.ask(ada, question);
      expect(reply).toMatchObject({
        refusal: { text: 'Raise your hand first: staff call you to the stage.' },
      });
    }
  });

  it('has whoever waits make ready unseen, shows them with the room’s word, and lets go of them with it', async () => {
    const classId = newClass();
    const [ada, bob] = [somebody(classId, 'ada', 'waiting'), somebody(classId, 'bob', 'guest')];
    const prof = session(classId);
    const transportId = await desk.createTransport(ada);
    for (const source of ['camera', 'microphone'] as const)
      expect(outcome(await send(ada, source, transportId))).toBe('ok');
    expect(inWords(await look(bob))).toEqual([]);
    const ready = await look(prof);
    expect(inWords(ready)).toEqual(['ada’s camera held back', 'ada’s microphone held back']);

    const called = look(prof, ready.version);
    become(ada, { is: 'guest' });
    expect(inWords(await called)).toEqual(['ada’s camera live', 'ada’s microphone live']);
    expect(inWords(await look(bob))).toEqual(['ada’s camera live', 'ada’s microphone live']);
    expect(inWords(await look(ada))).toEqual([]);

    become(ada, { is: 'guest', held: ['microphone'] });
    expect(inWords(await look(bob))).toEqual(['ada’s camera live', 'ada’s microphone held back']);
    become(ada, { is: 'audience' });
    expect(inWords(await look(bob))).toEqual([]);
    expect(outcome(await desk.ask(ada, close(transportId)))).toBe('ok');
    desk.leave(ada, bob, prof);
  });

  it('takes nothing that the room has said no to meanwhile', async () => {
    const classId = newClass();
    const [ada, prof] = [somebody(classId, 'ada', 'guest'), session(classId)];
    const transportId = await desk.createTransport(ada);
    const sending = send(ada, 'camera', transportId);
    // The worker is asked by then, and nothing of its answer can have come.
    for (let i = 0; i < 50; i++) await Promise.resolve();
    become(ada, { is: 'audience' });
    expect(outcome(await sending)).toBe('not-allowed');
    expect(inWords(await look(prof))).toEqual([]);
    desk.leave(ada, prof);
  });

  it('has so many make ready at once, among them whoever went back and has let go of nothing', async () => {
    const classId = newClass();
    const many = Array.from({ length: 24 }, (_, i) => somebody(classId, `ready-${i}`, 'waiting'));
    const transportIds: string[] = [];
    for (const one of many) transportIds.push(await desk.createTransport(one));
    const next = somebody(classId, 'next', 'waiting');
    expect(outcome(await desk.ask(next, create))).toBe('too-many');
    for (const one of many) become(one, { is: 'audience' });
    expect(outcome(await desk.ask(next, create))).toBe('too-many');
    expect(outcome(await desk.ask(many[0]!, close(transportIds[0]!)))).toBe('ok');
    expect(outcome(await desk.ask(next, create))).toBe('ok');
    desk.leave(...many, next);
  });

  it('gives what it lists, and says so of what has gone', async () => {
    const classId = newClass();
    const [ada, bob] = [somebody(classId, 'ada', 'guest'), somebody(classId, 'bob', 'guest')];
    await send(ada, 'camera');
    const { streams } = await look(bob);
    const [camera] = streams;
    const transportId = await desk.createTransport(bob);
    const heard = await desk.ask(bob, capabilities);
    const rtpCapabilities = heard.ok ? (heard.answer['rtpCapabilities'] as object) : {};
    const consume = (producerId: string): MediaQuestion => ({
      ...{ type: 'media.consume', transportId, producerId },
      rtpCapabilities: { ...rtpCapabilities },
    });
    const got = await desk.ask(bob, consume(camera!.producerId));
    expect(outcome(got)).toBe('ok');
    const consumerId = got.ok ? String(got.answer['consumerId']) : '';
    expect(outcome(await desk.ask(bob, { type: 'media.consumer.set', consumerId, on: true }))).toBe('ok');
    expect(outcome(await desk.ask(bob, { type: 'media.consumer.set', consumerId: 'x', on: true }))).toBe(
      'not-found',
    );
    expect(outcome(await desk.ask(bob, consume('nothing')))).toBe('not-found');
    // Nobody gets what is their own.
    expect(outcome(await desk.ask(ada, { ...consume(camera!.producerId) } as MediaQuestion))).not.toBe('ok');
    const noCodec = { ...consume(camera!.producerId), rtpCapabilities: { codecs: [], headerExtensions: [] } };
    expect(outcome(await desk.ask(bob, noCodec as MediaQuestion))).toBe('no-media');
    desk.leave(ada, bob);
  });

  it('has each person once: a second device takes over, and the first is told', async () => {
    const classId = newClass();
    const phone = somebody(classId, 'ada', 'guest');
    const laptop = { ...session(classId, 'student'), personId: phone.personId };
    const prof = session(classId);
    const transportId = await desk.createTransport(phone);
    await send(phone, 'microphone', transportId);
    const over = desk.ask(phone, { type: 'media.transport.watch', transportId });
    await send(laptop, 'microphone');
    expect(await over).toMatchObject({ answer: { over: 'replaced' } });
    expect((await look(prof)).streams).toHaveLength(1);
    desk.leave(phone, laptop, prof);
  });

  it('keeps a screen back until staff allow it, and ends it when they no longer do', async () => {
    const classId = newClass();
    const ada = somebody(classId, 'ada', 'guest');
    expect(outcome(await send(ada, 'screen'))).toBe('not-allowed');
    become(ada, { is: 'guest', mayShareScreen: true });
    expect(outcome(await send(ada, 'screen'))).toBe('ok');
    const prof = session(classId);
    expect(inWords(await look(prof))).toEqual(['ada’s screen live']);
    become(ada, { is: 'guest' });
    expect(inWords(await look(prof))).toEqual(['ada’s screen held back']);
    desk.leave(ada, prof);
  });

  it('turns one’s own off and on, and nobody else’s', async () => {
    const classId = newClass();
    const [ada, bob] = [somebody(classId, 'ada', 'guest'), somebody(classId, 'bob', 'guest')];
    const reply = await send(ada, 'microphone');
    const producerId = reply.ok ? String(reply.answer['producerId']) : '';
    const turn = (who: MediaSession, on: boolean) =>
      desk.ask(who, { type: 'media.producer.set', producerId, on });
    expect(outcome(await turn(bob, false))).toBe('not-found');
    expect(outcome(await turn(ada, false))).toBe('ok');
    expect(inWords(await look(bob))).toEqual(['ada’s microphone held back']);
    expect(outcome(await turn(ada, true))).toBe('ok');
    expect(inWords(await look(bob))).toEqual(['ada’s microphone live']);
    expect(outcome(await desk.ask(ada, { type: 'media.producer.close', producerId }))).toBe('ok');
    expect(inWords(await look(bob))).toEqual([]);
    desk.leave(ada, bob);
  });

  it('answers an earlier question when a newer one comes, and all of them when their connection goes', async () => {
    const bob = somebody(newClass(), 'bob', 'guest');
    const { version } = await look(bob);
    const first = look(bob, version);
    const second = look(bob, version);
    expect((await first).version).toBe(version);
    desk.leave(bob);
    expect((await second).version).toBe(version);
  });
});
