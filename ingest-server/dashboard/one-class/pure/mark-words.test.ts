import { describe, expect, it } from 'vitest';
import { labelsThatFit, markLabel, markTone, markWords } from './mark-words.ts';

describe('what happened in a class', () => {
  it('is short in a plot, and whole in the list', () => {
    const poll = { at: 0, kind: 'poll-opened', about: 'Which wave is faster?' } as const;
    expect(markLabel(poll)).toBe('Poll opened');
    expect(markWords(poll)).toBe('Poll opened: Which wave is faster?');
    expect(markWords({ at: 0, kind: 'class-paused' })).toBe('Pause');
  });

  it('names an alert as people do, also one of a newer server', () => {
    const raised = { at: 0, kind: 'alert-raised', about: 'loss-high' } as const;
    expect(markLabel(raised)).toBe('Alert: Loss');
    expect(markWords({ ...raised, about: 'moon-phase' })).toBe('Alert: moon-phase');
    expect(markTone(raised)).toBe('bad');
  });

  it('is labelled where there is room before the next line, and inside the plot', () => {
    const places = [
      { x: 10, width: 30 },
      { x: 50, width: 60 },
      { x: 100, width: 60 },
      { x: 170, width: 60 },
    ];
    expect(labelsThatFit(places, 200)).toEqual([true, false, true, false]);
  });
});
