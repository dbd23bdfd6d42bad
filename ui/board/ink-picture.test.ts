import { BOARD_WIDTH } from '@rostrum/protocol/room';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { type InkChange, InkPicture } from './ink-picture.ts';
import { LiveInk } from './live-ink.ts';
import type { Element, Shape } from './pure/element.ts';

/** A canvas that takes everything: how large the pieces are is asked here, not what is on them. */
class TestCanvas {
  width: number;
  height: number;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
  }

  getContext() {
    return new Proxy(
      { canvas: this },
      { get: (own, name) => (name === 'canvas' ? own.canvas : () => undefined) },
    );
  }

  transferToImageBitmap() {
    return { width: this.width, height: this.height, close: () => undefined };
  }
}
class TestPath {
  moveTo(): void {}
  lineTo(): void {}
  closePath(): void {}
}

beforeAll(() => {
  vi.stubGlobal('OffscreenCanvas', TestCanvas);
  vi.stubGlobal('Path2D', TestPath);
});
afterAll(() => void vi.unstubAllGlobals());

const size = { width: 1600, height: 900 };
/** So many of the board's units are one pixel; a cell has eighty. */
const UNITS = BOARD_WIDTH / size.width;

let nowMs: number;
let told: string[];
let due: (() => void)[];
let live: LiveInk;
let picture: InkPicture;

const word = ({ layer, piece }: InkChange) =>
  piece
    ? `${layer} ${piece.picture.width}×${piece.picture.height} at ${piece.x} ${piece.y}`
    : `nothing ${layer}`;

beforeEach(() => {
  [nowMs, told, due] = [0, [], []];
  live = new LiveInk(() => nowMs);
  picture = new InkPicture({
    ...{ ...size, live, now: () => nowMs },
    after: (_, call) => {
      due.push(call);
      return () => void (due = due.filter((other) => other !== call));
    },
    onChanges: (changes) => void told.push(changes.map(word).join(', ')),
  });
});

/** A line 2 pixels wide, from pixel to pixel. */
const line = (id: string, from: [number, number], to: [number, number]): Shape => ({
  ...{ is: 'shape', id, shape: 'line', colour: '#1b231f', width: 2 * UNITS },
  from: { x: from[0] * UNITS, y: from[1] * UNITS },
  to: { x: to[0] * UNITS, y: to[1] * UNITS },
});
const page = (...elements: Element[]) => ({ id: 'over:deck 1', background: undefined, elements });

function show(...elements: Element[]): void {
  nowMs += 100;
  picture.show(page(...elements));
}

function drawLive(shape: Shape): void {
  nowMs += 100;
  live.draft = { is: 'shape', shape };
  picture.handleChanged();
}

const first = line('first', [100, 100], [300, 200]);
const second = line('second', [500, 400], [600, 500]);

it('a piece says where there is something on it', () => {
  nowMs += 100;
  const seen: InkChange[] = [];
  const other = new InkPicture({
    ...{ ...size, live, now: () => nowMs },
    after: () => () => undefined,
    onChanges: (changes) => void seen.push(...changes),
  });
  other.show(page(first));
  expect(seen.map(({ piece }) => piece?.parts)).toEqual([
    [
      { x: 80, y: 80, width: 240, height: 80 },
      { x: 160, y: 160, width: 160, height: 80 },
    ],
  ]);
});

it('of an empty page there is nothing to tell', () => {
  show();
  expect(told).toEqual([]);
});

it('finished lines are one piece, as large as the cells that they touch', () => {
  show(first);
  show(first, second);
  expect(told).toEqual(['finished 240×160 at 80 80', 'finished 560×480 at 80 80']);
});

it('a line under the pen is made anew alone, and moves to the finished ones at one stroke', () => {
  show(first);
  drawLive(line('second', [500, 400], [510, 410]));
  drawLive(second);
  live.draft = undefined;
  show(first, second);
  expect(told.slice(1)).toEqual([
    'live 80×160 at 480 320',
    'live 160×240 at 480 320',
    'finished 560×480 at 80 80, nothing live',
  ]);
});

it('a line that is taken back leaves a smaller piece, and the last one none', () => {
  show(first, second);
  show(first);
  show();
  expect(told.slice(1)).toEqual(['finished 240×160 at 80 80', 'nothing finished']);
});

it('is taken away with all its layers, once, and is whole when it is shown again', () => {
  show(first);
  drawLive(second);
  picture.takeAway();
  picture.takeAway();
  expect(told.at(-1)).toBe('nothing finished, nothing live');
  expect(told).toHaveLength(3);
  show(first);
  expect(told.at(-1)).toBe('finished 240×160 at 80 80, live 160×240 at 480 320');
});

it('comes no more often than a programme has frames, and then as it is by then', () => {
  show(first);
  live.draft = { is: 'shape', shape: line('second', [500, 400], [510, 410]) };
  picture.handleChanged();
  live.draft = { is: 'shape', shape: second };
  picture.handleChanged();
  expect([told.length, due.length]).toEqual([1, 1]);
  due[0]?.();
  expect(told.at(-1)).toBe('live 160×240 at 480 320');
});

it('what was due is not told once it has been taken away', () => {
  show(first);
  live.draft = { is: 'shape', shape: second };
  picture.handleChanged();
  picture.takeAway();
  expect(due).toEqual([]);
});
