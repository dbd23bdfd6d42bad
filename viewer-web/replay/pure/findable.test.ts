import type { Event, LoggedEvent } from '@rostrum/protocol/room';
import { expect, it } from 'vitest';
import { findablesOf } from './findable.ts';

const by = { personId: 'prof' as never };
const draft = {
  ...{ question: 'Which is longer?', anonymous: false },
  form: { kind: 'single', options: ['Red', 'Blue'] },
} as const;
const happened: Event[] = [
  { type: 'chat.sent', messageId: 'm1' as never, ...by, name: 'Ada', role: 'student', text: 'Hello' },
  { type: 'chat.sent', messageId: 'm2' as never, ...by, name: 'Ada', role: 'student', text: '' },
  { type: 'question.asked', questionId: 'q1' as never, anonymous: true, text: 'Why?' },
  {
    ...{ type: 'question.answered', questionId: 'q1' as never, ...by, name: 'Grace' },
    answer: { how: 'text', text: 'Because.' },
  },
  { type: 'question.answered', questionId: 'q1' as never, ...by, name: 'Grace', answer: { how: 'live' } },
  {
    type: 'poll.opened',
    pollId: 'p1' as never,
    draft: { ...draft, form: { ...draft.form, options: ['Red', 'Blue'] } },
    ...by,
  },
  { type: 'slides.turned', page: 2, title: 'Waves', text: 'Waves bend at edges', ...by },
  { type: 'announcement.made', text: 'A break of ten minutes', name: 'Grace', ...by },
  { type: 'class.phase-changed', phase: 'paused' },
];
const events: LoggedEvent[] = happened.map((event, i) => ({ seq: i + 1, at: 1_000 * i, event }));

it('finds what was written, asked, shown and said, and nothing that was taken back', () => {
  const captions = [{ at: 4_500, until: 6_000, text: 'Light is a wave.' }];
  const found = findablesOf({ events, captions }, (wallMs) => wallMs / 1000);
  expect(found.map(({ kind, atS, who, text }) => [kind, atS, who, text])).toEqual([
    ['chat', 0, 'Ada', 'Hello'],
    ['question', 2, undefined, 'Why?'],
    ['answer', 3, 'Grace', 'Because.'],
    ['poll', 5, undefined, 'Which is longer? · Red · Blue'],
    ['slide', 6, undefined, 'Waves bend at edges'],
    ['announcement', 7, 'Grace', 'A break of ten minutes'],
    ['caption', 4.5, undefined, 'Light is a wave.'],
  ]);
  expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
});
