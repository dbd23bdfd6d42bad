import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type KeyFacts, boardKeyOf } from './board-key.ts';
import { piecesOutside, touches } from './erase.ts';
import type { Element } from './element.ts';
import { freshness, trailAfter, trailNow } from './laser.ts';
import { marksOfShape, marksOfText } from './mark.ts';
import { waitForPicture } from './picture-pace.ts';
import { isDrawing, noPointer, penNear, pointerDown, pointerUp } from './pointer-choice.ts';
import { packPoints, unpackPoints } from './points.ts';

describe('points', () => {
  it('are the same after packing, and few bytes', () => {
    const point = fc.tuple(
      fc.integer({ min: -20_000, max: 20_000 }),
      fc.integer({ min: -20_000, max: 20_000 }),
      fc.integer({ min: 0, max: 255 }),
    );
    fc.assert(
      fc.property(fc.array(point), (points) => {
        expect(unpackPoints(packPoints(points.flat()))).toEqual(points.flat());
      }),
    );
    const slow = Array.from({ length: 100 }, (_, i) => [8_000 + i * 30, 4_000 - i * 20, 128]).flat();
    expect(packPoints(slow).length).toBeLessThan(310);
  });

  it('that were cut off anywhere are read as far as they go', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(unpackPoints(bytes).length % 3).toBe(0);
      }),
    );
  });
});

describe('a rubber', () => {
  const line = [0, 0, 9, 100, 0, 9, 200, 0, 9, 300, 0, 9, 400, 0, 9];
  const at = (x: number, y: number, radius = 20) => ({ from: { x, y }, to: { x, y }, radius });

  /** Where along the line each piece begins and ends. */
  const ends = (pieces: readonly (readonly number[])[]) => pieces.map((piece) => [piece[0]!, piece.at(-3)!]);

  it.each([
    ['beside the line', at(200, 90), [[0, 400]]],
    [
      'on a point in the middle',
      at(200, 0),
      [
        [0, 175],
        [225, 400],
      ],
    ],
    [
      'through a gap between two points',
      at(150, 0),
      [
        [0, 127],
        [173, 400],
      ],
    ],
    ['at the end', at(400, 0), [[0, 375]]],
    ['over all of it', { from: { x: 0, y: 0 }, to: { x: 400, y: 0 }, radius: 20 }, []],
  ])('%s leaves what it has not met', (_name, rubber, pieces) => {
    const found = ends(piecesOutside(rubber, line));
    expect(found).toHaveLength(pieces.length);
    for (const [i, [from, to]] of pieces.entries()) {
      expect(Math.abs(found[i]![0]! - from!)).toBeLessThan(8);
      expect(Math.abs(found[i]![1]! - to!)).toBeLessThan(8);
    }
  });

  it('leaves no mere point', () => {
    expect(piecesOutside(at(0, 0, 99), [0, 0, 9, 100, 0, 9])).toEqual([]);
  });

  it('that moves fast misses nothing in between', () => {
    const fast = { from: { x: 250, y: -900 }, to: { x: 250, y: 900 }, radius: 5 };
    const [first, second] = ends(piecesOutside(fast, line));
    expect([first![0], second![1]]).toEqual([0, 400]);
    expect(first![1]).toBeLessThan(246);
    expect(second![0]).toBeGreaterThan(254);
  });

  const shape = (kind: 'rectangle' | 'ellipse'): Element => ({
    ...{ is: 'shape', id: 's', shape: kind, colour: '#000000', width: 10 },
    ...{ from: { x: 0, y: 0 }, to: { x: 1_000, y: 1_000 } },
  });
  const text: Element = {
    is: 'text',
    id: 't',
    colour: '#000000',
    size: 100,
    at: { x: 0, y: 0 },
    text: 'Light\nwaves',
  };
  const stroke: Element = {
    ...{ is: 'stroke', id: 'k', tool: 'pen', colour: '#000000', width: 40, hasPressure: false },
    ink: packPoints([500, 500, 128]),
  };

  it.each([
    ['the edge of a rectangle', at(500, 0), shape('rectangle'), true],
    ['the middle of a rectangle', at(500, 500), shape('rectangle'), false],
    ['the edge of an ellipse', at(1_000, 500), shape('ellipse'), true],
    ['the corner around an ellipse', at(0, 0), shape('ellipse'), false],
    ['the second line of a text', at(100, 200), text, true],
    ['below a text', at(100, 400), text, false],
    ['a dot', at(530, 500), stroke, true],
    ['beside a dot', at(600, 500), stroke, false],
  ])('at %s: %s', (_name, rubber, element, met) => {
    expect(touches(rubber, element)).toBe(met);
  });
});

describe('keys of the board', () => {
  const plain: KeyFacts = { key: 'p', ctrl: false, shift: false, alt: false, isTyping: false, isOver: false };
  it.each<[Partial<KeyFacts>, object | undefined]>([
    [{ key: 'p' }, { is: 'tool', tool: 'pen' }],
    [{ key: 'e' }, { is: 'tool', tool: 'eraser' }],
    [
      { key: 'E', shift: true },
      { is: 'tool', tool: 'area-eraser' },
    ],
    [{ key: 'P', shift: true }, undefined],
    [{ key: 'z', ctrl: true }, { is: 'undo' }],
    [{ key: 'Z', ctrl: true, shift: true }, { is: 'redo' }],
    [{ key: 'y', ctrl: true }, { is: 'redo' }],
    [{ key: 'p', ctrl: true }, undefined],
    [{ key: 'PageDown' }, { is: 'next-page' }],
    [{ key: 'PageUp' }, { is: 'previous-page' }],
    [{ key: 'PageDown', isOver: true }, undefined],
    [{ key: 'PageUp', isOver: true }, undefined],
    [
      { key: 'e', isOver: true },
      { is: 'tool', tool: 'eraser' },
    ],
    [{ key: ']' }, { is: 'thicker' }],
    [{ key: 'Enter' }, { is: 'write' }],
    [{ key: 'Escape' }, { is: 'cancel' }],
    [{ key: 'constructor' }, undefined],
    [{ key: '1' }, undefined],
    [{ key: 'p', alt: true }, undefined],
    [{ key: 'p', isTyping: true }, undefined],
    [{ key: 'z', ctrl: true, isTyping: true }, undefined],
  ])('%o does %o', (facts, done) => {
    expect(boardKeyOf({ ...plain, ...facts })).toEqual(done);
  });
});

describe('of several pointers', () => {
  const pen = (at: number) => ({ pointerId: 1, kind: 'pen', at }) as const;
  const palm = (at: number) => ({ pointerId: 2, kind: 'touch', at }) as const;

  it('the first draws, and a second finger does nothing', () => {
    const first = pointerDown(noPointer, palm(0));
    expect(first).toMatchObject({ draws: true, instead: false });
    expect(pointerDown(first.state, { pointerId: 3, kind: 'touch', at: 1 }).draws).toBe(false);
  });

  it('the pen takes the place of the palm that came before it', () => {
    const { state } = pointerDown(noPointer, palm(0));
    const taken = pointerDown(state, pen(5));
    expect(taken).toMatchObject({ draws: true, instead: true });
    expect(isDrawing(taken.state, 1)).toBe(true);
  });

  it('a touch is a palm while a pen is near and a moment after, and a finger again later', () => {
    const near = penNear(noPointer, 1_000);
    expect(pointerDown(near, palm(1_100)).draws).toBe(false);
    const lifted = pointerUp(pointerDown(near, pen(1_200)).state, pen(2_000));
    expect(pointerDown(lifted, palm(3_000)).draws).toBe(false);
    expect(pointerDown(lifted, palm(4_000)).draws).toBe(true);
  });

  it('one that was lifted draws no more, whoever else is lifted', () => {
    const { state } = pointerDown(noPointer, pen(0));
    expect(isDrawing(pointerUp(state, palm(1)), 1)).toBe(true);
    expect(isDrawing(pointerUp(state, pen(1)), 1)).toBe(false);
  });
});

it('a laser’s trail is gone after a moment', () => {
  const trail = trailAfter(trailAfter([], { x: 0, y: 0, at: 0 }), { x: 1, y: 1, at: 400 });
  expect(trailNow(trail, 500)).toHaveLength(2);
  expect(trailNow(trail, 900)).toEqual([{ x: 1, y: 1, at: 400 }]);
  expect(trailNow(trail, 1_200)).toEqual([]);
  expect(freshness(trail[1]!, 400)).toBe(1);
  expect(freshness(trail[1]!, 2_000)).toBe(0);
});

it('pictures come at once after a pause, and then thirty times a second', () => {
  expect(waitForPicture(undefined, 0)).toBe(0);
  expect(waitForPicture(1_000, 1_010)).toBeCloseTo(23.3, 1);
  expect(waitForPicture(1_000, 1_040)).toBe(0);
  expect(waitForPicture(1_000, 900)).toBe(0);
});

it('an arrow is a line and a head whose point is where it was drawn to', () => {
  const [line, head] = marksOfShape({
    ...{ is: 'shape', id: 'a', shape: 'arrow', colour: '#000000', width: 40 },
    ...{ from: { x: 0, y: 0 }, to: { x: 1_000, y: 0 } },
  });
  expect(line).toMatchObject({
    is: 'line',
    points: [
      { x: 0, y: 0 },
      { x: 860, y: 0 },
    ],
  });
  expect(head).toMatchObject({ is: 'area' });
  expect(head?.is === 'area' && head.outline[0]).toEqual({ x: 1_000, y: 0 });
});

it('a text is one mark for each of its lines', () => {
  const text = {
    is: 'text',
    id: 't',
    colour: '#000000',
    size: 100,
    at: { x: 10, y: 20 },
    text: 'a\nb',
  } as const;
  expect(marksOfText(text).map((mark) => mark.is === 'words' && Math.round(mark.at.y))).toEqual([115, 240]);
});
