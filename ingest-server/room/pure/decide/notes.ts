import type { CommandOf, NoteId } from '@rostrum/protocol/room';
import { cleanText } from '../clean-text.ts';
import { type Context, type Decision, events, no } from './context.ts';

export function writeNote({ actor, newId }: Context, command: CommandOf<'note.write'>): Decision {
  const text = cleanText(command.text);
  if (text === '') return no('empty', 'There is nothing in this note.');
  const { personId, name } = actor;
  return events({ type: 'note.written', noteId: newId() as NoteId, text, personId, name });
}

export function removeNote({ state, actor }: Context, { noteId }: CommandOf<'note.remove'>): Decision {
  const isThere = state.notes.some((note) => note.noteId === noteId);
  return isThere ? events({ type: 'note.removed', noteId, personId: actor.personId }) : events();
}
