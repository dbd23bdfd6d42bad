import type { BoardShowing } from '@rostrum/protocol/room';
import { describe, expect, it } from 'vitest';
import { BoardDocument, FIRST_PAGE } from './document.ts';
import { type Grip, Hand } from './hand.ts';
import { LiveInk } from './live-ink.ts';
import { unpackPoints } from './pure/points.ts';
import type { Tool } from './pure/tools.ts';

function start() {
  let [ids, now] = [0, 0];
  const shown: BoardShowing[] = [];
  const document = new BoardDocument({ onChange: () => undefined, onUpdate: () => undefined });
  const live = new LiveInk(() => now);
  const hand = new Hand({
    ...{ document, live, newId: () => `id-${++ids}`, now: () => now },
    show: (showing) => shown.push(showing),
  });
  const at = (x: number, y: number) => ({ x, y, pressure: 128 });
  return {
    ...{ document, live, hand, shown, at },
    /** Straight from one place to another, a step each hundredth of a second. */
    drag(tool: Tool, from: readonly [number, number], to: readonly [number, number], steps = 8) {
      const grip: Grip = { tool, colour: 'black', width: 'medium', pageId: FIRST_PAGE, hasPressure: false };
      hand.begin(grip, at(...from));
      for (let i = 1; i <= steps; i++) {
        now += 10;
        const part = i / steps;
        const along = (a: number, b: number) => Math.round(a + (b - a) * part);
        hand.move([at(along(from[0], to[0]), along(from[1], to[1]))]);
      }
      hand.end();
    },
    /** Where along the board each line begins and ends. */
    get lines(): number[][] {
      return document.elementsOf(FIRST_PAGE).flatMap((element) => {
        if (element.is !== 'stroke') return [];
        const points = unpackPoints(element.ink);
        return [[points[0]!, points.at(-3)!]];
      });
    },
  };
}

describe('a hand', () => {
  it('draws a line, rubs a piece out of it, then one of the two that are left, each undone alone', () => {
    const its = start();
    its.drag('pen', [1_600, 4_500], [14_400, 4_500]);
    its.drag('area-eraser', [8_000, 3_600], [8_000, 5_400]);
    expect(its.lines).toHaveLength(2);
    its.drag('eraser', [3_200, 3_600], [3_200, 5_400]);
    expect(its.lines).toHaveLength(1);
    its.document.undo();
    its.document.undo();
    expect(its.lines).toEqual([[1_600, 14_400]]);
  });

  it('shows others what it draws while it draws, each point once', () => {
    const its = start();
    its.drag('pen', [0, 0], [1_000, 0], 50);
    const inks = its.shown.flatMap((showing) => (showing.is === 'ink' ? [showing] : []));
    expect(inks.length).toBeGreaterThan(10);
    expect(inks.length).toBeLessThan(20);
    let points = 0;
    for (const ink of inks) {
      expect(ink.from).toBe(points);
      points += ink.points.length / 3;
    }
    expect(new Set(inks.map(({ inkId }) => inkId)).size).toBe(1);
  });

  it('goes on with another line where one would become too long for a frame', () => {
    const its = start();
    its.drag('pen', [0, 0], [15_000, 0], 3_000);
    expect(its.lines.length).toBeGreaterThan(1);
    for (const [i, line] of its.lines.entries()) if (i > 0) expect(line[0]).toBe(its.lines[i - 1]![1]);
    expect(its.lines.at(-1)![1]).toBe(15_000);
  });

  it('takes a shape that was hardly begun for a slip', () => {
    const its = start();
    its.drag('rectangle', [0, 0], [20, 20]);
    expect(its.document.elementsOf(FIRST_PAGE)).toEqual([]);
    its.drag('ellipse', [0, 0], [900, 900]);
    expect(its.document.elementsOf(FIRST_PAGE)).toMatchObject([{ is: 'shape', shape: 'ellipse' }]);
  });

  it('leaves nothing of what a laser pointed at, and nothing of a line that was called off', () => {
    const its = start();
    its.drag('laser', [0, 0], [900, 900]);
    expect(its.live.isFading).toBe(true);
    its.hand.begin(
      { tool: 'pen', colour: 'red', width: 'thin', pageId: FIRST_PAGE, hasPressure: true },
      its.at(0, 0),
    );
    its.hand.cancel();
    its.hand.end();
    expect(its.document.elementsOf(FIRST_PAGE)).toEqual([]);
    expect(its.shown.at(-1)).toEqual({ is: 'nothing' });
    expect(its.live.draft).toBeUndefined();
  });
});
