import { stateIn } from '@rostrum/protocol/room';
import { expect, it } from 'vitest';
import { TestClass, ada, prof, tutor } from '../../test-class.ts';

const write = { type: 'note.write', text: ' Ask Bob first\u202e ' } as const;

it('notes are staff’s among themselves: whoever of them reads one may take it away', () => {
  const its = new TestClass();
  expect(its.does(ada, write)).toBe('not-allowed');
  expect(its.does(tutor, { ...write, text: '\u200b' })).toBe('empty');
  expect(its.does(tutor, write)).toEqual(['note.written']);
  expect(its.state.notes).toMatchObject([{ text: 'Ask Bob first', personId: 'tutor' }]);
  expect([stateIn('class', its.state).notes, stateIn('staff', its.state).notes.length]).toEqual([[], 1]);
  const { noteId } = its.state.notes[0]!;
  const remove = { type: 'note.remove', noteId } as const;
  expect([its.does(prof, remove), its.does(prof, remove)]).toEqual([['note.removed'], []]);
});
