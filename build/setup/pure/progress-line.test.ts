import { describe, expect, it } from 'vitest';
import { isWorthALine, progressLine, secondsFrom } from './progress-line.mjs';

describe('a line of progress', () => {
  it('says how long it has taken once that is more than a second', () => {
    expect(progressLine({ mark: '✓', name: 'pages', detail: 'built', seconds: 1 })).toBe('✓ pages  built');
    expect(progressLine({ mark: '✓', name: 'pages', detail: '', seconds: 34 })).toBe('✓ pages  34 s');
  });

  it('spins, whatever number of turns it has made', () => {
    const turn = (mark: number) => progressLine({ mark, name: 'x', detail: '', seconds: 0 })[0];
    expect(turn(0)).toBe(turn(10));
    expect(turn(0)).not.toBe(turn(1));
  });

  it('never counts backwards when the clock is set back', () => {
    expect(secondsFrom(5_000, 1_000)).toBe(0);
  });
});

describe('without a terminal', () => {
  it('the first detail is shown, then one every ten seconds', () => {
    expect(isWorthALine({ shownAt: 0, now: 0, shown: '', detail: 'a' })).toBe(true);
    expect(isWorthALine({ shownAt: 0, now: 9_000, shown: 'a', detail: 'b' })).toBe(false);
    expect(isWorthALine({ shownAt: 0, now: 10_000, shown: 'a', detail: 'b' })).toBe(true);
    expect(isWorthALine({ shownAt: 0, now: 60_000, shown: 'b', detail: 'b' })).toBe(false);
  });
});
