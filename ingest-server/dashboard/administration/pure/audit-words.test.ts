import type { AuditDetails } from '@rostrum/protocol/administration';
import { auditActions } from '@rostrum/protocol/administration';
import { expect, it } from 'vitest';
import { detailWords } from './audit-words.ts';
import { texts } from './texts.ts';

const timeText = (at: number) => `at ${at}`;
const told = (details: AuditDetails) =>
  detailWords(details, { p1: 'Ada' }, timeText).map(({ label, value }) => `${label}: ${value}`);

it('tells what was before and what is now, in words', () => {
  expect(
    told({
      title: { before: 'Waves', after: 'Light' },
      startsAt: { before: null, after: 5 },
      isPublic: { before: false, after: true },
      personId: 'p1',
      added: 3,
    }),
  ).toEqual([
    'title: Waves → Light',
    'begins: none → at 5',
    'anyone may watch: no → yes',
    'person: Ada',
    'added: 3',
  ]);
});

it('tells of people and fields that it doesn’t know by what they are', () => {
  expect(told({ personId: 'p2', somethingNew: 'x' })).toEqual(['person: p2', 'somethingNew: x']);
});

it('has words for every change', () => {
  for (const action of auditActions) expect(texts.audit.actions[action]).toMatch(/\w/);
});
