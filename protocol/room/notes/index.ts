import * as v from 'valibot';
import { noteIdSchema, personIdSchema } from '../ids.ts';
import { NOTES_KEPT, NOTE_MAX } from '../limits.ts';
import { textOf } from '../text.ts';

export const noteCommands = [
  v.object({ type: v.literal('note.write'), text: textOf(NOTE_MAX) }),
  v.object({ type: v.literal('note.remove'), noteId: noteIdSchema }),
] as const;

export const noteEvents = [
  v.object({
    type: v.literal('note.written'),
    noteId: noteIdSchema,
    text: v.string(),
    personId: personIdSchema,
    name: v.string(),
  }),
  v.object({ type: v.literal('note.removed'), noteId: noteIdSchema, personId: personIdSchema }),
] as const;

const noteSchema = v.object({
  noteId: noteIdSchema,
  text: v.string(),
  personId: personIdSchema,
  name: v.string(),
  at: v.number(),
});

/** What staff tell each other, in the order it was written; students know nothing of it. */
export const notesStateSchema = v.array(noteSchema);

export type Note = v.InferOutput<typeof noteSchema>;
export type NoteEvent = v.InferOutput<(typeof noteEvents)[number]>;

export function foldNotes(notes: readonly Note[], event: NoteEvent, at: number): Note[] {
  switch (event.type) {
    case 'note.written': {
      const { noteId, text, personId, name } = event;
      return [...notes, { noteId, text, personId, name, at }].slice(-NOTES_KEPT);
    }
    case 'note.removed':
      return notes.filter(({ noteId }) => noteId !== event.noteId);
  }
}
