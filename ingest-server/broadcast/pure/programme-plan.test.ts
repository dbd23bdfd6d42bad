import { describe, expect, it } from 'vitest';
import {
  type LifeFacts,
  type Plan,
  type ProgrammeFacts,
  type StartReason,
  type Step,
  addFalseAlarm,
  isStopgap,
  nextStep,
  noFalseAlarms,
} from './programme-plan.ts';

const NOW = 1_000_000;
const video = ['v540', 'v360'];

const live: Plan = { picture: 'feed', sound: 'feed', feedId: 1, video };
const noPicture: Plan = { ...live, picture: 'no-picture' };
const silent: Plan = { ...live, sound: 'silence' };
const slate: Plan = { picture: 'reconnecting', sound: 'silence', feedId: 0, video };

/** Packets of both kinds so long ago, and the feed itself for a minute. */
const feed = (pictureMs: number | undefined, soundMs: number | undefined, cameMs = 60_000) => ({
  ...{ id: 1, cameAt: NOW - cameMs },
  picture: pictureMs === undefined ? undefined : { flowedAt: NOW - pictureMs },
  sound: soundMs === undefined ? undefined : { flowedAt: NOW - soundMs },
});
const waitingFeed = (cameMs: number) => ({
  ...{ id: 1, cameAt: NOW - cameMs, picture: { flowedAt: undefined }, sound: { flowedAt: undefined } },
});

/** Parts of both kinds so long ago. */
const life = (plan: Plan, pictureMs?: number, soundMs = pictureMs, startedMs = 60_000): LifeFacts => ({
  ...{ plan, startedAt: NOW - startedMs },
  pictureAt: pictureMs === undefined ? undefined : NOW - pictureMs,
  soundAt: soundMs === undefined ? undefined : NOW - soundMs,
  lateMs: 0,
});
const candidate = (plan: Plan, because: StartReason = 'wanted', startedMs = 300) => ({
  ...life(plan, undefined, undefined, startedMs),
  because,
});

/** The last of them so long ago. */
const alarms = (count: number, agoMs = 2_000) => ({ count, at: NOW - agoMs });

const facts = (more: Partial<ProgrammeFacts>): ProgrammeFacts => ({
  ...{ now: NOW, feed: feed(50, 20), video, wasSeen: true, onAir: life(live, 200), candidate: undefined },
  ...{ isSlateChosen: false, deaths: 0, nextTryAt: 0, falseAlarms: noFalseAlarms, ...more },
});

const stay: Step = { is: 'stay' };
const start = (plan: Plan, because: StartReason = 'wanted'): Step => ({
  ...{ is: 'start', plan, because },
});

describe('nextStep', () => {
  it.each<[string, Partial<ProgrammeFacts>, Step]>([
    ['leaves alone what goes well', {}, stay],
    ['starts with what there is', { onAir: undefined, wasSeen: false }, start(live)],
    ['does nothing before there is a feed', { onAir: undefined, wasSeen: false, feed: undefined }, stay],
    [
      'waits for a studio that has just come',
      { onAir: undefined, wasSeen: false, feed: waitingFeed(5_000) },
      start(live),
    ],
    [
      'tries on with a new studio of which nothing ever comes',
      { onAir: undefined, wasSeen: false, feed: waitingFeed(20_000) },
      start(live),
    ],
    ['goes on for a moment without packets', { feed: feed(1_900, 1_900) }, stay],
    [
      'HLS-24 shows our own picture after two seconds without one',
      { feed: feed(2_000, 20) },
      start(noPicture),
    ],
    ['HLS-24 makes silence after two seconds without sound', { feed: feed(20, 2_000) }, start(silent)],
    ['HLS-24 shows and makes both', { feed: feed(2_000, 2_500) }, start(slate)],
    [
      'shows our own picture where none is sent',
      { feed: feed(undefined, 20), onAir: undefined },
      start(noPicture),
    ],
    ['makes silence where no sound is sent', { feed: feed(20, undefined), onAir: undefined }, start(silent)],
    ['goes on with our own without a feed', { feed: undefined, onAir: undefined }, start(slate)],
    ['takes the studio’s picture again at once', { onAir: life(noPicture, 200) }, start(live)],
    ['takes another feed at once', { onAir: life({ ...live, feedId: 7 }, 200) }, start(live)],
    ['takes fewer rungs', { video: ['v360'] }, start({ ...live, video: ['v360'] })],
    [
      'ends one that can’t keep up before one for less begins',
      { video: ['v360'], onAir: { ...life(live, 200), lateMs: 2_100 } },
      { is: 'start', plan: { ...live, video: ['v360'] }, because: 'wanted', makesRoom: true },
    ],
    [
      'and not before one for as much',
      { onAir: { ...life({ ...live, feedId: 7 }, 200), lateMs: 2_100 } },
      start(live),
    ],
    ['waits for the candidate', { onAir: life(slate, 200), candidate: candidate(live) }, stay],
    ['starts another candidate when something else is wanted', { candidate: candidate(silent) }, start(live)],
    [
      'gives up a candidate that gives nothing',
      { onAir: life(slate, 200), candidate: candidate(live, 'wanted', 4_100) },
      { is: 'give-up' },
    ],
    [
      'has more patience where nothing is on air',
      { onAir: undefined, candidate: candidate(live, 'wanted', 4_100) },
      stay,
    ],
    [
      'and not without end',
      { onAir: undefined, candidate: candidate(live, 'wanted', 8_100) },
      { is: 'give-up' },
    ],
    [
      'has twice the patience with each next one',
      { onAir: life(slate, 200), candidate: candidate(live, 'wanted', 15_900), deaths: 2 },
      stay,
    ],
    [
      'and not more than that',
      { onAir: life(slate, 200), candidate: candidate(live, 'wanted', 16_100), deaths: 5 },
      { is: 'give-up' },
    ],
  ])('%s', (_, more, step) => expect(nextStep(facts(more))).toEqual(step));

  it.each<[string, Partial<ProgrammeFacts>, Step]>([
    [
      'HLS-27 takes one that gives nothing of what comes for hung',
      { onAir: life(live, 800) },
      start(live, 'hung'),
    ],
    [
      'does not blame it for what does not come',
      { onAir: life(live, 1_200), feed: feed(1_000, 1_100) },
      stay,
    ],
    [
      'takes our own picture for something that comes',
      { onAir: life(slate, 800), feed: undefined },
      start(slate, 'hung'),
    ],
    ['lets a slow picture be', { onAir: life(live, 2_000, 200) }, stay],
    [
      'does not wait for ever for a picture that comes',
      { onAir: life(live, 2_600, 200) },
      start(live, 'hung'),
    ],
    ['does not wait for ever for sound that comes', { onAir: life(live, 200, 2_600) }, start(live, 'hung')],
    [
      'calls the next one off when it was only slow',
      { onAir: life(live, 100), candidate: candidate(live, 'hung') },
      { is: 'call-off' },
    ],
    [
      'has twice the patience after a false alarm',
      { onAir: life(live, 1_300), falseAlarms: alarms(1, 59_000) },
      stay,
    ],
    [
      'and no more than eight times',
      { onAir: life(live, 5_700), falseAlarms: alarms(9) },
      start(live, 'hung'),
    ],
    [
      'HLS-27 and no more than ever after a minute without one',
      { onAir: life(live, 800), falseAlarms: alarms(3, 60_000) },
      start(live, 'hung'),
    ],
    ['gives a new one its time to start', { onAir: life(live, undefined, undefined, 500) }, stay],
  ])('%s', (_, more, step) => expect(nextStep(facts(more))).toEqual(step));

  const chosen = { isSlateChosen: true };
  it.each<[string, Partial<ProgrammeFacts>, Step]>([
    ['HLS-91 shows our own picture to whoever chose it', chosen, start(slate)],
    ['HLS-91 leaves it there whatever comes', { ...chosen, onAir: life(slate, 200) }, stay],
    [
      'HLS-91 leaves it there when another studio comes',
      { ...chosen, onAir: life(slate, 200), feed: { ...feed(50, 20), id: 2 } },
      stay,
    ],
    ['HLS-91 goes on with the lecture when it is taken off', { onAir: life(slate, 200) }, start(live)],
    [
      'shows nothing of a class that has nothing',
      { ...chosen, feed: undefined, wasSeen: false, onAir: undefined },
      stay,
    ],
    ['replaces it, too, when it hangs', { ...chosen, onAir: life(slate, 800) }, start(slate, 'hung')],
    ['HLS-92 waits for another one that was asked for', { candidate: candidate(live, 'asked') }, stay],
    [
      'HLS-92 gives that up when it gives nothing',
      { candidate: candidate(live, 'asked', 4_100) },
      { is: 'give-up' },
    ],
  ])('%s', (_, more, step) => expect(nextStep(facts(more))).toEqual(step));

  const dead = { onAir: undefined, nextTryAt: NOW + 100 };
  it.each<[string, Partial<ProgrammeFacts>, Step]>([
    ['waits before the next try', { ...dead, deaths: 2 }, stay],
    ['tries again when it is time', { onAir: undefined, deaths: 9, nextTryAt: NOW }, start(live)],
    ['HLS-27 bridges the waits with our own picture', { ...dead, deaths: 3 }, start(noPicture, 'interim')],
    ['and our own silence too, should that not help', { ...dead, deaths: 6 }, start(slate, 'interim')],
    ['does not bridge what nobody has seen', { ...dead, deaths: 3, wasSeen: false }, stay],
    ['does not bridge our own picture with itself', { ...dead, deaths: 3, feed: undefined }, stay],
    [
      'leaves the bridge where it is while it waits',
      { onAir: life(slate, 200), nextTryAt: NOW + 100, deaths: 4 },
      stay,
    ],
    ['lets the bridge begin', { ...dead, deaths: 3, candidate: candidate(slate, 'interim') }, stay],
    ['tries what is wanted beside the bridge', { onAir: life(slate, 200), deaths: 4 }, start(live)],
  ])('%s', (_, more, step) => expect(nextStep(facts(more))).toEqual(step));
});

it('counts false alarms that come one soon after the other', () => {
  const counts: number[] = [];
  let known = noFalseAlarms;
  for (const seconds of [0, 30, 80, 140, 150]) {
    known = addFalseAlarm(known, NOW + seconds * 1_000);
    counts.push(known.count);
  }
  expect(counts).toEqual([1, 2, 3, 1, 2]);
});

it.each<[string, Partial<ProgrammeFacts>, boolean]>([
  ['while the lecture could be shown', {}, true],
  ['but not while an admin wants it', { isSlateChosen: true }, false],
  ['nor while nothing comes from the studio', { feed: undefined }, false],
])('HLS-27 our own picture is a stopgap %s', (_, more, isOne) => {
  expect(isStopgap(facts(more), slate)).toBe(isOne);
});
