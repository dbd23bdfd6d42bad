import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type NewPart,
  type Rendition,
  SEGMENT_MS,
  addPart,
  closeRendition,
  durationOf,
  emptyRendition,
  headOf,
  trimRendition,
} from './rendition.ts';

/** A part from one moment of the timeline to another. */
function part(fromMs: number, toMs: number, more: Partial<NewPart> = {}): NewPart {
  return {
    ...{ startMs: fromMs, durationMs: toMs - fromMs, wallMs: 1_000_000 + fromMs },
    ...{ independent: false, run: 0, firstMsn: 1, ...more },
  };
}

function made(...parts: NewPart[]): Rendition {
  return parts.reduce(addPart, emptyRendition);
}

/** `5 open 267 267`: a segment's number, state and parts; `/1` after the number where it is of run 1. */
function told({ segments }: Rendition): string[] {
  return segments.map(({ msn, run, is, parts }) =>
    [run > 0 ? `${msn}/${run}` : msn, is, ...parts.map(({ durationMs }) => Math.round(durationMs))].join(' '),
  );
}

const cases: [string, NewPart[], string[]][] = [
  ['opens the first segment', [part(2000, 2267)], ['1 open 267']],
  ['lets a segment grow', [part(2000, 2267), part(2267, 2534)], ['1 open 267 267']],
  [
    'closes a segment with the part that reaches its end',
    [part(2000, 3867), part(3867, 4000)],
    ['1 complete 1867 133'],
  ],
  ['takes a hair before the end for the end', [part(2000, 3998.1)], ['1 complete 1998']],
  [
    'opens the next one with the part at the boundary',
    [part(2000, 4000), part(4000, 4267)],
    ['1 complete 2000', '2 open 267'],
  ],
  [
    'takes a hair before the boundary for it',
    [part(2000, 3999), part(3999, 4267)],
    ['1 complete 1999', '2 open 268'],
  ],
  ['keeps sound where it began', [part(2000, 3792), part(3792, 4048)], ['1 complete 1792 256']],
  ['gives sound from just before the picture to the first segment', [part(1900, 2156)], ['1 open 256']],
  [
    'closes what a lost stretch left open',
    [part(2000, 2267), part(4100, 4367)],
    ['1 complete 267', '2 open 267'],
  ],
  [
    'keeps a part from the past in the newest segment: HLS-1',
    [part(6000, 6267), part(4000, 4267)],
    ['3 open 267 267'],
  ],
  [
    'begins a new segment for a new run, whatever the old one left: HLS-6',
    [part(2000, 2267), part(4000, 4267, { run: 1, firstMsn: 2 })],
    ['1 complete 267', '2/1 open 267'],
  ],
  [
    'goes on after the newest number when a run would begin on it: HLS-1',
    [part(2000, 2267), part(2000, 2267, { run: 1 })],
    ['1 complete 267', '2/1 open 267'],
  ],
  [
    'announces the numbers that nothing was encoded for as gaps: HLS-5',
    [part(2000, 4000), part(10_000, 10_267)],
    ['1 complete 2000', '2 gap', '3 gap', '4 gap', '5 open 267'],
  ],
  [
    'leaves gaps before a new run to the run before: HLS-5',
    [part(2000, 2267), part(6000, 6267, { run: 1, firstMsn: 3 })],
    ['1 complete 267', '2 gap', '3/1 open 267'],
  ],
  [
    'tells a frame that stood through the end up to there: HLS-4',
    [part(2000, 3800), part(3800, 5500), part(5500, 5767)],
    ['1 complete 1800 200', '2 open 267'],
  ],
  [
    'tells a frame that stood through whole segments up to the gaps it leaves: HLS-4',
    [part(2000, 9000), part(9000, 9267)],
    ['1 complete 2000', '2 gap', '3 gap', '4 open 267'],
  ],
];

describe('addPart', () => {
  it.each(cases)('%s', (_, parts, segments) => expect(told(made(...parts))).toEqual(segments));

  it('stamps a segment with its first part, and gaps where they would have begun', () => {
    const rendition = made(
      part(2000, 2267, { wallMs: 500 }),
      part(2267, 2533, { wallMs: 900 }),
      part(8000, 8267),
    );
    expect(rendition.segments.map(({ wallMs }) => wallMs)).toEqual([500, 2500, 4500, 1_008_000]);
  });

  const anyParts = fc.array(
    fc.record({ gapMs: fc.nat(9000), durationMs: fc.integer({ min: 20, max: 5000 }), newRun: fc.boolean() }),
    { minLength: 1, maxLength: 60 },
  );

  it('HLS-1, HLS-4 keeps numbers without holes and segments within their target, however parts fall', () => {
    fc.assert(
      fc.property(anyParts, (steps) => {
        let rendition = emptyRendition;
        let [atMs, run, firstMsn] = [SEGMENT_MS, 0, 1];
        for (const { gapMs, durationMs, newRun } of steps) {
          if (newRun) {
            run += 1;
            firstMsn = (headOf(rendition)?.msn ?? 0) + 1;
            atMs = firstMsn * SEGMENT_MS;
          }
          const before = headOf(rendition);
          rendition = addPart(rendition, part(atMs + gapMs, atMs + gapMs + durationMs, { run, firstMsn }));
          atMs += gapMs + durationMs;
          const after = headOf(rendition);
          expect(after?.msn).toBeGreaterThanOrEqual(before?.msn ?? 0);
        }
        const first = rendition.segments[0]?.msn ?? 0;
        rendition.segments.forEach(({ msn }, i) => expect(msn).toBe(first + i));
        for (const segment of rendition.segments) {
          expect(Math.round(durationOf(segment) / SEGMENT_MS)).toBeLessThanOrEqual(1);
          expect(durationOf(segment)).toBeLessThan(2500);
        }
        // Only the newest takes parts.
        expect(rendition.segments.slice(0, -1).every(({ is }) => is !== 'open')).toBe(true);
      }),
    );
  });
});

describe('closeRendition', () => {
  it('HLS-11 closes the open segment with what it has', () => {
    expect(told(closeRendition(made(part(2000, 4000), part(4000, 4267))))).toEqual([
      '1 complete 2000',
      '2 complete 267',
    ]);
  });
  it('leaves what is closed or empty as it is', () => {
    const whole = made(part(2000, 4000));
    expect(closeRendition(whole)).toEqual(whole);
    expect(closeRendition(emptyRendition)).toEqual(emptyRendition);
  });
});

describe('trimRendition', () => {
  const four = made(part(2000, 4000), part(4000, 6000), part(6000, 8000), part(8000, 8267));

  it.each([
    [5, ['1 complete 2000', '2 complete 2000', '3 complete 2000', '4 open 267'], []],
    [4, ['1 complete 2000', '2 complete 2000', '3 complete 2000', '4 open 267'], []],
    [2, ['3 complete 2000', '4 open 267'], ['1 complete 2000', '2 complete 2000']],
  ])('keeps the newest %i and returns what went', (keep, kept, gone) => {
    const trimmed = trimRendition(four, keep);
    expect(told(trimmed.kept)).toEqual(kept);
    expect(told({ segments: trimmed.gone })).toEqual(gone);
  });
});
