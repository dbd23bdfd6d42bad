import {
  type BreakoutId,
  type BreakoutTold,
  type BreakoutsState,
  type PersonId,
  noBreakouts,
} from '@rostrum/protocol/room';
import type { Received } from '@rostrum/ui/stage';
import { expect, it } from 'vitest';
import { BreakoutVisit } from './breakout-visit.svelte.ts';

const [red, blue] = ['red' as BreakoutId, 'blue' as BreakoutId];
const [prof, ada] = ['prof' as PersonId, 'ada' as PersonId];

const breakoutsWith = (room: BreakoutId | undefined): BreakoutsState => ({
  ...noBreakouts,
  open: { openedAt: 0, mayChoose: false },
  members: {
    ada: { name: 'Ada', breakoutId: red, isIn: true },
    ...(room ? { prof: { name: 'Prof', breakoutId: room, isIn: true, isVisitor: true } } : {}),
  },
});

/** A visit whose microphone, ears and line to the server say what is done with them. */
function startVisit() {
  const done: string[] = [];
  let listener: ((told: BreakoutTold) => void) | undefined;
  const track = {} as MediaStreamTrack;
  const received: Received[] = [
    { producerId: 'v', personId: ada, source: 'microphone', kind: 'audio', isLive: true, track },
  ];
  const visit = new BreakoutVisit({
    stage: { received, speaker: undefined, unheard: undefined },
    microphone: {
      takeAside: () => done.push('microphone aside'),
      bringBack: () => done.push('microphone back'),
    },
    voices: { set: (voices) => done.push(`hears ${voices.length}`) },
    openRoom(told) {
      listener = told;
      done.push('room opened');
      return () => done.push('room closed');
    },
  });
  const take = () => done.splice(0);
  return { visit, take, tell: (told: BreakoutTold) => listener?.(told) };
}

it('in a room the instructor hears its people and is out of the programme, and back in it afterwards', () => {
  const { visit, take } = startVisit();
  visit.follow(breakoutsWith(undefined), prof);
  expect([visit.breakoutId, take()]).toEqual([undefined, ['hears 0']]);
  visit.follow(breakoutsWith(red), prof);
  expect([visit.breakoutId, take()]).toEqual([red, ['hears 1', 'microphone aside', 'room opened']]);
  visit.follow(breakoutsWith(undefined), prof);
  expect([visit.breakoutId, take()]).toEqual([undefined, ['hears 0', 'microphone back', 'room closed']]);
});

it('from one room to the next the microphone stays out of the programme', () => {
  const { visit, take } = startVisit();
  visit.follow(breakoutsWith(red), prof);
  take();
  visit.follow(breakoutsWith(blue), prof);
  expect([visit.breakoutId, take()]).toEqual([blue, ['hears 0']]);
});

it.each([
  ['the rooms end', () => noBreakouts, prof],
  ['the class has sent the instructor away', () => breakoutsWith(red), undefined],
] as const)('it is over when %s', (_, breakouts, you) => {
  const { visit, take } = startVisit();
  visit.follow(breakoutsWith(red), prof);
  take();
  visit.follow(breakouts(), you);
  expect([visit.breakoutId, take()]).toEqual([undefined, ['hears 0', 'microphone back', 'room closed']]);
});

it('what is written in the room is there while it is visited', () => {
  const { visit, tell } = startVisit();
  visit.follow(breakoutsWith(red), prof);
  tell({ is: 'whole', breakoutId: red, messages: [], lost: [] });
  expect(visit.inside).toEqual({ breakoutId: red, messages: [], lost: [] });
  visit.follow(breakoutsWith(undefined), prof);
  expect(visit.inside.breakoutId).toBeUndefined();
});

it('closed with its page it hears nobody, and closing twice is safe', () => {
  const { visit, take } = startVisit();
  visit.follow(breakoutsWith(red), prof);
  take();
  visit.close();
  visit.close();
  expect(take()).toEqual(['hears 0', 'room closed']);
});
