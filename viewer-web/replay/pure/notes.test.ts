import { expect, it } from 'vitest';
import { fileNameOf, notesMarkdown, readNotes, withNote } from './notes.ts';

const note = (id: string, atS: number, text: string) => ({ id, atS, text });
const [early, late] = [note('a', 12, 'First'), note('b', 754, 'Second')];

it('keeps notes in the order of the recording, whenever they were written', () => {
  expect(withNote([late], early)).toEqual([early, late]);
  expect(withNote([early, late], { ...early, text: ' Changed ' })).toEqual([
    { ...early, text: 'Changed' },
    late,
  ]);
  expect(withNote([early, late], { ...early, text: '  ' })).toEqual([late]);
});

it.each([
  ['nothing', undefined, []],
  ['no JSON', '{', []],
  ['something else', '{"a":1}', []],
  ['a note among nonsense', JSON.stringify([late, { id: 'c' }, 7, early]), [early, late]],
])('reads %s that was kept', (_what, kept, notes) => {
  expect(readNotes(kept)).toEqual(notes);
});

it('writes them as a Markdown file with their marks of time', () => {
  const notes = [early, late, note('c', 3_700, 'Two\nlines')];
  expect(notesMarkdown({ title: 'Waves\nand light', about: 'Physics · 3 May 2026', notes })).toBe(
    '# Waves and light\n\nPhysics · 3 May 2026\n\n- [0:12] First\n- [12:34] Second\n- [1:01:40] Two\n  lines\n',
  );
});

it.each([
  ['Waves and light', 'Waves and light.md'],
  ['a/b: c?', 'a b c.md'],
  ['...', 'notes.md'],
  ['x'.repeat(200), `${'x'.repeat(80)}.md`],
])('names the file of “%s” %s', (title, name) => {
  expect(fileNameOf(title, '.md')).toBe(name);
});
