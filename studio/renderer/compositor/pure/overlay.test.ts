import { describe, expect, it } from 'vitest';
import { fitText } from './fit-text.ts';
import { type OverlayStep, type OverlaySurroundings, layoutOverlay, staleAtMs } from './layout-overlay.ts';
import { type Overlay, withOverlay } from './overlay.ts';
import { type Timer, pausedAt, resumedAt, timerText } from './timer.ts';

/** Every sign as wide as half its height. */
const around: OverlaySurroundings = {
  size: { width: 1280, height: 720 },
  nowMs: 60_000,
  logo: { width: 400, height: 100 },
  measure: (face) => (line) => line.length * face.sizePx * 0.5,
};
const third: Overlay = { is: 'lower-third', name: 'Lise Meitner', line: 'Physics' };
const timer: Timer = {
  is: 'timer',
  label: 'Break',
  run: { is: 'running', startedAtMs: 0 },
  counts: { is: 'down', fromMs: 300_000 },
};
const poll: Overlay = {
  is: 'poll',
  question: 'Which way does the wave go?',
  options: [
    { text: 'Left', percent: 75 },
    { text: 'Right', percent: 25 },
    { text: 'Up', percent: 0 },
  ],
};
const pause: Overlay = { is: 'pause', title: 'Back soon', note: 'At ten past.' };

const linesOf = (steps: readonly OverlayStep[]) =>
  steps.flatMap((step) => (step.draw === 'line' ? [step.text] : []));

describe('an overlay', () => {
  const nameless: Overlay = { is: 'lower-third', name: 'Lise Meitner', line: '' };
  it.each<[Overlay, string[]]>([
    [third, ['Lise Meitner', 'Physics']],
    [nameless, ['Lise Meitner']],
    [timer, ['Break', '4:00']],
    [{ ...timer, label: '' }, ['4:00']],
    [poll, ['Which way does the wave go?', 'Left', '75 %', 'Right', '25 %', 'Up', '0 %']],
    [pause, ['Back soon', 'At ten past.']],
    [{ is: 'logo', corner: 'top-left' }, []],
  ])('%j says %j', (overlay, lines) => {
    expect(linesOf(layoutOverlay(overlay, around))).toEqual(lines);
  });

  it.each<Overlay>([third, timer, poll, pause, { is: 'logo', corner: 'bottom-right' }])(
    '$is stays inside the picture, however much it says',
    (overlay) => {
      const wordy = JSON.parse(JSON.stringify(overlay), (_, value: unknown) =>
        typeof value === 'string' && value.includes(' ') ? value.repeat(30) : value,
      ) as Overlay;
      for (const step of layoutOverlay(wordy, around)) {
        if (step.draw === 'line') continue;
        expect(step.to.x).toBeGreaterThanOrEqual(0);
        expect(step.to.y).toBeGreaterThanOrEqual(0);
        expect(step.to.x + step.to.width).toBeLessThanOrEqual(1280);
        expect(step.to.y + step.to.height).toBeLessThanOrEqual(720);
      }
    },
  );

  it.each([
    ['top-left', { x: 40, y: 40 }],
    ['bottom-right', { x: 1280 - 40 - 205, y: 720 - 40 - 51 }],
  ] as const)('puts a logo at the %s in its own shape', (corner, at) => {
    expect(layoutOverlay({ is: 'logo', corner }, around)).toEqual([
      { draw: 'logo', to: { ...at, width: 205, height: 51 } },
    ]);
  });

  it('shows a poll’s shares by bars, and no bar where nobody voted', () => {
    const widths = layoutOverlay(poll, around).flatMap((step) =>
      step.draw === 'box' && step.ink === 'accent' ? [step.to.width] : [],
    );
    expect(widths).toEqual([444, 148]);
  });

  it('grows old with each second of a timer that runs, and not otherwise', () => {
    expect(staleAtMs([third, timer], 60_300)).toBe(61_000);
    expect(staleAtMs([third, { ...timer, run: { is: 'paused', goneMs: 5 } }], 60_300)).toBe(Infinity);
    expect(staleAtMs([poll], 60_300)).toBe(Infinity);
  });

  it('takes the place of the one of its kind, in the order of what covers what', () => {
    const both = withOverlay(withOverlay([], 'pause', pause), 'lower-third', third);
    expect(both.map(({ is }) => is)).toEqual(['lower-third', 'pause']);
    const other: Overlay = { ...third, name: 'Otto Hahn' };
    expect(withOverlay(both, 'lower-third', other)).toEqual([other, pause]);
    expect(withOverlay(both, 'pause', undefined)).toEqual([third]);
  });
});

describe('a timer', () => {
  it.each([
    ['down', 0, '5:00'],
    ['down', 1, '5:00'],
    ['down', 1_001, '4:59'],
    ['down', 299_001, '0:01'],
    ['down', 300_000, '0:00'],
    ['down', 400_000, '0:00'],
    ['up', 999, '0:00'],
    ['up', 61_000, '1:01'],
    ['up', 3_661_000, '1:01:01'],
    ['up', -5, '0:00'],
  ] as const)('that counts %s shows %d ms as %s', (is, nowMs, text) => {
    const counts = is === 'up' ? ({ is } as const) : ({ is, fromMs: 300_000 } as const);
    expect(timerText({ ...timer, counts }, nowMs)).toBe(text);
  });

  it('loses nothing while it is held', () => {
    const held = pausedAt({ is: 'running', startedAtMs: 0 }, 7_000);
    expect(timerText({ ...timer, run: held }, 99_000)).toBe('4:53');
    expect(timerText({ ...timer, run: resumedAt(held, 99_000) }, 100_000)).toBe('4:52');
  });
});

describe('text that must fit', () => {
  const measure = (line: string) => [...line].length;
  it.each([
    ['one two three', 20, 1, ['one two three']],
    ['one two three', 8, 2, ['one two', 'three']],
    ['one two three four', 8, 2, ['one two', 'three f…']],
    ['Donaudampfschifffahrt', 8, 2, ['Donauda…']],
    ['👩‍🏫👩‍🏫 x', 4, 1, ['👩‍🏫…']],
    ['  ', 8, 2, []],
  ])('%j in lines of %d, at most %d, becomes %j', (text, width, most, lines) => {
    expect(fitText(text, width, most, measure)).toEqual(lines);
  });
});
