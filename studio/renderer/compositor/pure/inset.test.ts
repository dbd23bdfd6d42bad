import { describe, expect, it } from 'vitest';
import { INSET, dragInset, insetByKey, insetRect, resizeInset, snapInset } from './inset.ts';

const size = { width: 960, height: 540 };

describe('the inset', () => {
  it.each([
    [
      { x: 1, y: 1 },
      { x: 709, y: 347, width: 231, height: 173 },
    ],
    [
      { x: 0, y: 0 },
      { x: 20, y: 20, width: 231, height: 173 },
    ],
    [
      { x: 0.5, y: 0 },
      { x: 365, y: 20, width: 231, height: 173 },
    ],
  ])('at %j stands inside the picture’s margin', (at, rect) => {
    expect(insetRect({ ...INSET, ...at }, size)).toEqual(rect);
  });

  it('never grows out of a picture that is wide and low', () => {
    const { y, height } = insetRect({ x: 1, y: 1, width: 0.5 }, { width: 960, height: 200 });
    expect(y + height).toBeLessThanOrEqual(200);
  });

  it('follows a pointer by as much as it moved, and stops at the edges', () => {
    const before = insetRect(INSET, size);
    const after = insetRect(dragInset(INSET, -0.25, -0.1, size), size);
    expect([before.x - after.x, before.y - after.y]).toEqual([240, 54]);
    expect(dragInset(INSET, 3, -3, size)).toMatchObject({ x: 1, y: 0 });
  });

  it.each([
    [
      { x: 0.96, y: 0.03 },
      { x: 1, y: 0 },
    ],
    [
      { x: 0.51234, y: 1 },
      { x: 0.512, y: 1 },
    ],
  ])('let go at %j comes to rest at %j', (at, rest) => {
    expect(snapInset({ ...INSET, ...at })).toEqual({ ...INSET, ...rest });
  });

  it('grows and shrinks within limits', () => {
    expect(resizeInset(INSET, 0.1).width).toBe(0.34);
    expect(resizeInset(INSET, 9).width).toBe(0.5);
    expect(resizeInset(INSET, -9).width).toBe(0.12);
  });

  it.each([
    ['ArrowLeft', false, { x: 0.98 }],
    ['ArrowUp', true, { y: 0.9 }],
    ['ArrowRight', false, { x: 1 }],
    ['+', false, { width: 0.26 }],
    ['-', true, { width: 0.14 }],
  ])('answers to the key %s (large: %s)', (key, isLarge, change) => {
    expect(insetByKey(INSET, key, isLarge)).toEqual({ ...INSET, ...change });
  });

  it('goes round all four corners by Enter', () => {
    const corners: string[] = [];
    for (let [at, i] = [INSET, 0]; i < 4; i += 1) {
      at = insetByKey(at, 'Enter', false) ?? at;
      corners.push(`${at.x}${at.y}`);
    }
    expect(corners).toEqual(['01', '00', '10', '11']);
  });

  it.each(['a', ' ', 'Tab', '1'])('leaves the key %j to others', (key) => {
    expect(insetByKey(INSET, key, false)).toBeUndefined();
  });
});
