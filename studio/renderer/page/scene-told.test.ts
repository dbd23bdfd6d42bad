import type { Outcome } from '@rostrum/protocol/client';
import { type Command, type Scene, type StreamId, refuse } from '@rostrum/protocol/room';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SceneTold } from './scene-told.ts';

const [monday, tuesday] = ['monday', 'tuesday'] as StreamId[];
const both: Scene = { kind: 'picture-in-picture', content: 'slides' };
const camera: Scene = { kind: 'camera' };
const board: Scene = { kind: 'board' };

let asked: Command[];
let answers: Outcome[];
let told: SceneTold;

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  answers = [];
  told = new SceneTold(async (command) => {
    asked.push(command);
    return answers.shift() ?? { ok: true, seq: asked.length };
  });
});

afterEach(() => {
  told.close();
  vi.useRealTimers();
});

const settle = () => vi.advanceTimersByTimeAsync(10_000);
const scenes = () => asked.map((command) => ('scene' in command ? command.scene.kind : command.type));

it('nobody is told of scenes before they are seen, then of the one that is there, once', async () => {
  told.show(camera, undefined);
  told.show(both, undefined);
  await settle();
  expect(asked).toEqual([]);
  told.show(both, monday);
  told.show({ ...both }, monday);
  await settle();
  expect(asked).toEqual([{ type: 'scene.show', scene: both }]);
});

it('whoever cuts through scenes tells the one where they stop', async () => {
  told.show(both, monday);
  for (const scene of [camera, board, { kind: 'slides' } as const]) told.show(scene, monday);
  await settle();
  told.show(camera, monday);
  await settle();
  expect(scenes()).toEqual(['picture-in-picture', 'slides', 'camera']);
});

it('another stream is told of the scene anew, and none while there is none', async () => {
  told.show(camera, monday);
  await settle();
  told.show(camera, undefined);
  told.show(board, undefined);
  await settle();
  told.show(board, tuesday);
  await settle();
  told.show(board, undefined);
  told.show(board, tuesday);
  await settle();
  expect(scenes()).toEqual(['camera', 'board', 'board']);
});

it('a stream that begins while it is told of the last one hears it too', async () => {
  told.show(camera, monday);
  told.show(camera, tuesday);
  await settle();
  expect(scenes()).toEqual(['camera', 'camera']);
});

it('a server that asks for patience gets it, and one that says no is not asked the same again', async () => {
  answers = [
    { ok: false, refusal: refuse('too-fast', 'Wait.', 2_000) },
    { ok: false, refusal: refuse('not-allowed', 'You may not do this in this class.') },
  ];
  told.show(camera, monday);
  await vi.advanceTimersByTimeAsync(1_999);
  expect(asked).toHaveLength(1);
  await settle();
  expect(scenes()).toEqual(['camera', 'camera']);
  told.show(board, monday);
  await settle();
  expect(scenes()).toEqual(['camera', 'camera', 'board']);
});
