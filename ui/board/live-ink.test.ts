import { SHOWN_POINTS_MAX } from '@rostrum/protocol/room';
import { expect, it, vi } from 'vitest';
import { LiveInk } from './live-ink.ts';
import type { Context } from './paint.ts';

/** Says how many corners it has. */
class CountedPath {
  corners = 0;

  moveTo(): void {
    this.corners += 1;
  }

  lineTo(): void {
    this.corners += 1;
  }

  closePath(): void {
    // Not another corner.
  }
}
vi.stubGlobal('Path2D', CountedPath);

it('a line that is shown longer than a pen of ours draws it grows no further', () => {
  const live = new LiveInk(() => 0);
  let from = 0;
  const show = (times: number) => {
    for (let i = 0; i < times; i++) {
      const points = Array.from({ length: SHOWN_POINTS_MAX }, (_, j) => {
        const along = from + j;
        return [(along * 7) % 16_000, (along % 90) * 100, 128];
      });
      const line = { tool: 'pen', colour: '#1b231f', width: 80, hasPressure: false } as const;
      live.handleShown({
        ...{ personId: 'eve', name: 'Eve' },
        showing: { is: 'ink', inkId: 'line', pageId: 'first', ...line, from, points: points.flat() },
      });
      from += SHOWN_POINTS_MAX;
    }
  };
  const corners = () => {
    let all = 0;
    const context = { fill: (path: CountedPath) => (all += path.corners) };
    live.paint(context as unknown as Context, 'first', false);
    return all;
  };
  show(5);
  const begun = corners();
  show(20);
  const most = corners();
  expect(most).toBeGreaterThan(begun);
  show(20);
  expect(corners()).toBe(most);
});
