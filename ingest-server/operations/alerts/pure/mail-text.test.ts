import type { Alert } from '@rostrum/protocol/operations';
import { expect, it } from 'vitest';
import { START, classId } from '../test-support/second.ts';
import type { AlertChange } from './alert-book.ts';
import { mailText } from './mail-text.ts';

const silence: Alert = {
  ...{ id: 'a1', kind: 'silence', severity: 'warn', classId, classTitle: 'Physics\r\nfor all' },
  ...{ since: START, figures: { forS: 7 } },
};
const disk: Alert = {
  ...{ id: 'a2', kind: 'disk-low', severity: 'bad', since: START - 60_000, figures: { freeGb: 1.5 } },
};
const raised = (alert: Alert): AlertChange => ({ is: 'raised', alert });
const cleared = (alert: Alert): AlertChange => ({
  is: 'cleared',
  alert: { ...alert, clearedAt: START + 90_000 },
});

it('says of a new alert what it is, what it means and what to do', () => {
  expect(mailText([raised(silence)], 'https://lectures.example.org/dashboard', 0)).toEqual({
    subject: 'Rostrum alerts: Silent for 7 s (Physics for all)',
    text: `WARNING: Silent for 7 s (Physics for all)
Since 2027-01-15 08:00:00 UTC. Students hear nothing at all, not even the room.
  1. Ask the instructor whether the microphone is muted.
  2. Ask for a look at the level in the studio: is the right microphone chosen, and is it plugged in?
  3. If it is a planned silence, or the instructor is in a breakout room, there is nothing to do.
More: docs/admin/alerts.md#silence

Dashboard: https://lectures.example.org/dashboard
`,
  });
});

it('says of one that is over from when to when it was', () => {
  expect(mailText([cleared(silence)], undefined, 0)).toEqual({
    subject: 'Rostrum alerts: over: Silent for 7 s (Physics for all)',
    text: `OVER: Silent for 7 s (Physics for all)
From 2027-01-15 08:00:00 UTC to 2027-01-15 08:01:30 UTC.
`,
  });
});

it('puts several into one, the new ones first, and counts them above', () => {
  const { subject, text } = mailText([cleared(silence), raised(disk), raised(silence)], undefined, 12);
  expect(subject).toBe('Rostrum alerts: 2 new, 1 bad, 1 over');
  expect(text.match(/^(BAD|WARNING|OVER): .*$/gm)).toEqual([
    'BAD: 1.5 GB left on the disk',
    'WARNING: Silent for 7 s (Physics for all)',
    'OVER: Silent for 7 s (Physics for all)',
  ]);
  expect(text).toMatch(/\n\n12 older changes are left out\.\n$/);
});
