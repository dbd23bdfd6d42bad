import type { Note, NoteId, PersonId } from '@rostrum/protocol/room';
import { expect, it } from 'vitest';
import { newsAmong } from './news.ts';

const note = (noteId: string, personId: string, at: number): Note => ({
  ...{ noteId: noteId as NoteId, personId: personId as PersonId, name: personId, text: noteId, at },
});
const notes = [note('n1', 'prof', 1000), note('n2', 'admin', 2000), note('n3', 'tutor', 3000)];
const reader = { personId: 'prof', seenAt: 0, nowMs: 5000 };
const ids = (of: readonly Note[]) => of.map(({ noteId }) => noteId);

it('is what others wrote since somebody looked last', () => {
  expect(ids(newsAmong(notes, reader))).toEqual(['n2', 'n3']);
  expect(ids(newsAmong(notes, { ...reader, seenAt: 2000 }))).toEqual(['n3']);
  expect(ids(newsAmong(notes, { ...reader, seenAt: 3000 }))).toEqual([]);
});

it('is no news after half an hour', () => {
  expect(ids(newsAmong(notes, { ...reader, nowMs: 2000 + 30 * 60_000 }))).toEqual(['n3']);
});

it('is the newest of many', () => {
  const many = Array.from({ length: 9 }, (_, i) => note(`m${i}`, 'admin', 4000 + i));
  expect(ids(newsAmong([...notes, ...many], reader))).toEqual(['m6', 'm7', 'm8']);
});
