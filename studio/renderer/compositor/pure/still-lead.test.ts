import { expect, test } from 'vitest';
import type { DrawStep } from './layout-scene.ts';
import { type Aged, type Drawn, aged, isStillGood, leadToKeep } from './still-lead.ts';

const all = { x: 0, y: 0, width: 1280, height: 720 };
const backdrop: DrawStep = { draw: 'backdrop' };
const screen: DrawStep = { draw: 'picture', slot: 'screen', from: all, to: all, cornerRadius: 0 };
const finished: DrawStep = { draw: 'ink', layer: 'finished', from: all, to: all };
const live: DrawStep = { draw: 'ink', layer: 'live', from: all, to: all };
const camera: DrawStep = { draw: 'picture', slot: 'camera', from: all, to: all, cornerRadius: 12 };

/** One turn: what the screen, the line under the pen and the camera are drawn with. */
function turn(onScreen: unknown, underPen: unknown, inCamera: unknown): readonly Drawn[] {
  return [
    { step: backdrop, shown: undefined },
    { step: screen, shown: onScreen },
    { step: finished, shown: 'lines' },
    { step: live, shown: underPen },
    { step: camera, shown: inCamera },
  ];
}

function after(...turns: readonly (readonly Drawn[])[]): readonly Aged[] {
  return turns.reduce<readonly Aged[]>(aged, []);
}

test('what lies under the first thing that moves is worth a copy once it has been the same twice', () => {
  const turns = [1, 2, 3].map((camera) => turn('page', 'stroke', camera));
  expect(turns.map((_, index) => leadToKeep(after(...turns.slice(0, index + 1))))).toEqual([0, 0, 4]);
});

test('a pen that draws at every turn leaves the screen under it worth a copy, with the lines that are done', () => {
  expect(leadToKeep(after(...[1, 2, 3].map((moment) => turn('page', moment, moment))))).toBe(3);
});

test('a screen that changes at every turn is worth none, and one colour alone neither', () => {
  expect(leadToKeep(after(...[1, 2, 3, 4].map((moment) => turn(moment, 'stroke', 'face'))))).toBe(0);
});

test('nothing over what has changed counts as still, though it is the same itself', () => {
  const steps = after(turn('page 1', 'stroke', 'face'), turn('page 2', 'stroke', 'face'));
  expect(steps.map(({ stillFor }) => stillFor)).toEqual([1, 0, 0, 0, 0]);
});

test('a scene laid out anew is another one, though it shows the same', () => {
  const moved = turn('page', 'stroke', 'face').map(({ step, shown }) => ({ step: { ...step }, shown }));
  expect(after(turn('page', 'stroke', 'face'), moved).map(({ stillFor }) => stillFor)).toEqual([
    0, 0, 0, 0, 0,
  ]);
});

test('a copy is good for as long as none of its own steps has changed', () => {
  const still = [1, 2, 3].map((camera) => turn('page', 'stroke', camera));
  expect(isStillGood(after(...still), 4)).toBe(true);
  const drawnOn = after(...still, turn('page', 'longer stroke', 4));
  expect(isStillGood(drawnOn, 4)).toBe(false);
  expect(isStillGood(drawnOn, 3)).toBe(true);
  expect(isStillGood([], 4)).toBe(false);
});
