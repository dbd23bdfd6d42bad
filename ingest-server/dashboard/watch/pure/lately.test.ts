import type { OverviewClass } from '@rostrum/protocol/http';
import type { ClassId } from '@rostrum/protocol/room';
import { describe, expect, it } from 'vitest';
import { noBitrates, withBitrates, withNewest } from './lately.ts';

const waves = 'waves' as ClassId;
const oneClass = (videoBps: number | undefined) =>
  ({
    classId: waves,
    ...(videoBps === undefined ? {} : { ingest: { videoBps, audioBps: 1 } }),
  }) as OverviewClass;

describe('what is kept of late', () => {
  it('is the server’s last ten minutes', () => {
    expect(withNewest([{ at: 1 }, { at: 2_000 }], { at: 600_500 })).toEqual([{ at: 2_000 }, { at: 600_500 }]);
  });

  it('has each moment once, also after the clock of the server was set back', () => {
    expect(withNewest([{ at: 5 }, { at: 9 }], { at: 6 })).toEqual([{ at: 5 }, { at: 6 }]);
  });

  it('is a minute of what comes in, and nothing once that has ended', () => {
    let kept = noBitrates;
    for (let second = 0; second < 70; second += 1) kept = withBitrates(kept, [oneClass(second)]);
    expect(kept.get(waves)).toHaveLength(60);
    expect(kept.get(waves)?.at(-1)).toBe(70);
    expect(withBitrates(kept, [oneClass(undefined)]).has(waves)).toBe(false);
  });
});
