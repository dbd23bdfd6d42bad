import { expect, it } from 'vitest';
import { type Event, NOTES_KEPT } from '../index.ts';
import { after, id } from '../test-log.ts';

const written = (noteId: string): Event => ({
  ...{
    type: 'note.written',
    noteId: id(noteId),
    text: `${noteId} says`,
    personId: id('prof'),
    name: 'Grace',
  },
});

it('notes stand in the order in which they were written, until they are removed', () => {
  const { notes } = after(written('n1'), written('n2'), {
    ...{ type: 'note.removed', noteId: id('n1'), personId: id('tutor') },
  });
  expect(notes).toEqual([{ noteId: 'n2', text: 'n2 says', personId: 'prof', name: 'Grace', at: 20 }]);
});

it('the oldest notes leave when there are too many', () => {
  const many = Array.from({ length: NOTES_KEPT + 2 }, (_, i) => written(`n${i}`));
  const { notes } = after(...many);
  expect([notes.length, notes[0]?.noteId]).toEqual([NOTES_KEPT, 'n2']);
});
