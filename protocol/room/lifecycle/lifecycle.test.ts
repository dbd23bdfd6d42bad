import { describe, expect, it } from 'vitest';
import { ANNOUNCEMENTS_KEPT, type Event, phaseSchema, phaseSteps } from '../index.ts';
import { after, id } from '../test-log.ts';

const announced = (text: string): Event => ({
  ...{ type: 'announcement.made', text, personId: id('prof'), name: 'Grace' },
});

describe('the life of a class', () => {
  it('begins scheduled, and knows since when it is what it is', () => {
    expect(after().class).toMatchObject({ phase: 'scheduled', phaseSince: 0 });
    const { class: its } = after(
      { type: 'class.phase-changed', phase: 'lobby' },
      { type: 'class.phase-changed', phase: 'live', by: id('prof') },
    );
    expect(its).toMatchObject({ phase: 'live', phaseSince: 20 });
  });

  it('has a way from every phase to the end, and from the end back', () => {
    for (const phase of phaseSchema.options) {
      if (phase !== 'ended') expect(phaseSteps['class.end'].from).toContain(phase);
      expect(Object.values(phaseSteps).some(({ to }) => to === phase)).toBe(phase !== 'scheduled');
    }
    expect(phaseSteps['class.open'].from).toContain('ended');
  });

  it('keeps the newest announcements', () => {
    const { announcements } = after(
      ...Array.from({ length: ANNOUNCEMENTS_KEPT + 2 }, (_, i) => announced(`no. ${i}`)),
    ).class;
    expect(announcements).toHaveLength(ANNOUNCEMENTS_KEPT);
    expect(announcements[0]).toEqual({ text: 'no. 2', personId: 'prof', name: 'Grace', at: 30 });
  });

  it('adds up reactions', () => {
    const sent = (counts: Record<string, number>): Event => ({ type: 'reactions.sent', counts });
    expect(after(sent({ '👍': 2 }), sent({ '👍': 3, '🎉': 1 })).class.reactions).toEqual({
      '👍': 5,
      '🎉': 1,
    });
  });
});
