import type { MediaQuestion, MediaSource } from '@rostrum/protocol/media';
import type { BreakoutId, PersonId } from '@rostrum/protocol/room';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MediaReply, MediaSession } from '../room/index.ts';
import type { Standing } from './pure/stage-flow.ts';
import { Desk, outcome, session, standing } from './test-support/desk.ts';
import { missingWorker, pictureParameters, soundParameters, workerBin } from './test-support/worker.ts';

const red = 'red' as BreakoutId;
const inRed: Partial<Standing> = { breakout: red };
let desk: Desk;
const standings = new Map<string, Standing>();

beforeAll(async () => {
  if (!workerBin) return;
  desk = await Desk.open({
    workerBin,
    standingOf: (_classId, personId) => standings.get(personId) ?? standing(),
    // A server without a transcoder has breakout rooms all the same.
    programmeUnavailable: () => 'There is no transcoder.',
  });
});
afterAll(() => desk?.sfu.close());
beforeEach((context) => {
  context.skip(missingWorker !== undefined, missingWorker);
  standings.clear();
});

let classes = 0;
const newClass = () => `breakouts-${(classes += 1)}`;
let ssrc = 40_000;

function somebody(classId: string, personId: string, as: Partial<Standing>): MediaSession {
  standings.set(personId, standing(as));
  return { ...session(classId, 'student'), personId: personId as PersonId };
}

function become({ classId, personId }: MediaSession, as: Partial<Standing>): void {
  standings.set(personId, standing(as));
  desk.sfu.handleStageChanged(classId);
}

async function send(who: MediaSession, source: MediaSource, over?: string): Promise<MediaReply> {
  const transportId = over ?? (await desk.createTransport(who));
  const kind = source === 'microphone' ? 'audio' : 'video';
  const rtpParameters = kind === 'video' ? pictureParameters((ssrc += 10)) : soundParameters((ssrc += 10));
  return desk.ask(who, { type: 'media.produce', transportId, kind, source, rtpParameters } as MediaQuestion);
}

async function look(who: MediaSession): Promise<string[]> {
  const reply = await desk.ask(who, { type: 'media.stage.watch' });
  if (!reply.ok) throw new Error(reply.refusal.text);
  const { streams } = reply.answer as { streams: { personId: string; source: string; isLive: boolean }[] };
  return streams.map(
    ({ personId, source, isLive }) => `${personId}’s ${source} ${isLive ? 'live' : 'held back'}`,
  );
}

describe('in a breakout room', () => {
  it('anybody sends camera, microphone and screen to the others, without anybody’s leave', async () => {
    const classId = newClass();
    const [ada, ann] = [somebody(classId, 'ada', inRed), somebody(classId, 'ann', inRed)];
    const bob = somebody(classId, 'bob', { breakout: 'blue' as BreakoutId });
    const transportId = await desk.createTransport(ada);
    for (const source of ['camera', 'microphone', 'screen'] as const)
      expect(outcome(await send(ada, source, transportId))).toBe('ok');
    expect(await look(ann)).toEqual(['ada’s camera live', 'ada’s microphone live', 'ada’s screen live']);
    expect(await look(bob)).toEqual([]);
    expect(outcome(await send(ada, 'programme', transportId))).toBe('not-allowed');
    desk.leave(ada, ann, bob);
  });

  it('staff who look in send theirs there, also where no programme can be taken', async () => {
    const classId = newClass();
    const ada = somebody(classId, 'ada', inRed);
    const prof = somebody(classId, 'prof', { ...inRed, isStaff: true });
    expect(outcome(await send(prof, 'microphone'))).toBe('ok');
    expect(await look(ada)).toEqual(['prof’s microphone live']);
    become(prof, { isStaff: true });
    expect(await look(ada)).toEqual([]);
    desk.leave(ada, prof);
  });

  it('nobody counts among those who wait for the stage, though their hand is up', async () => {
    const classId = newClass();
    const many = Array.from({ length: 26 }, (_, i) =>
      somebody(classId, `p${i}`, { breakout: `r${i >> 3}` as BreakoutId, is: 'waiting' }),
    );
    for (const one of many) await desk.createTransport(one);
    const last = somebody(classId, 'last', { is: 'waiting' });
    expect(await desk.createTransport(last)).toMatch(/./);
    desk.leave(...many, last);
  });

  it('what somebody sends ends when they are in the class again, and is refused from then on', async () => {
    const classId = newClass();
    const [ada, ann] = [somebody(classId, 'ada', inRed), somebody(classId, 'ann', inRed)];
    const transportId = await desk.createTransport(ada);
    await send(ada, 'camera', transportId);
    expect(await look(ann)).toEqual(['ada’s camera live']);
    become(ada, {});
    expect(await look(ann)).toEqual([]);
    expect(outcome(await send(ada, 'camera', transportId))).toBe('not-allowed');
    desk.leave(ada, ann);
  });
});
