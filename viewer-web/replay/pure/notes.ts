import * as v from 'valibot';
import { clockText } from '../../player/pure/time-words.ts';

export const NOTE_TEXT_MAX = 4_000;
export const NOTES_MAX = 500;

const noteSchema = v.object({
  id: v.pipe(v.string(), v.minLength(1)),
  atS: v.pipe(v.number(), v.minValue(0)),
  text: v.pipe(v.string(), v.minLength(1), v.maxLength(NOTE_TEXT_MAX)),
});

/** What somebody wrote for themself, and about which moment. */
export type Note = v.InferOutput<typeof noteSchema>;

/** What was kept, as far as it can be understood. */
export function readNotes(kept: string | undefined): readonly Note[] {
  const parsed = v.safeParse(v.array(v.unknown()), parseJson(kept));
  if (!parsed.success) return [];
  const notes = parsed.output.flatMap((one) => {
    const note = v.safeParse(noteSchema, one);
    return note.success ? [note.output] : [];
  });
  return inOrder(notes);
}

/** Or in place of the one with the same id; without words it goes. */
export function withNote(notes: readonly Note[], note: Note): readonly Note[] {
  const text = note.text.trim();
  const others = notes.filter(({ id }) => id !== note.id);
  return text === '' ? others : inOrder([...others, { ...note, text }]).slice(0, NOTES_MAX);
}

export interface NotesPage {
  readonly title: string;
  /** Of which course, and when. */
  readonly about: string;
  readonly notes: readonly Note[];
}

/** As a Markdown file: the words are theirs, and stay as they wrote them. */
export function notesMarkdown({ title, about, notes }: NotesPage): string {
  const lines = notes.map(({ atS, text }) => `- [${clockText(atS)}] ${text.replace(/\r?\n/g, '\n  ')}`);
  return [`# ${inOneLine(title)}`, '', inOneLine(about), '', ...lines, ''].join('\n');
}

/** What every system takes as the name of a file. */
export function fileNameOf(title: string, ending: string): string {
  const name = inOneLine(title)
    .replace(/[\\/:*?"<>|\p{C}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[ .]+|[ .]+$/g, '');
  return `${[...name].slice(0, 80).join('') || 'notes'}${ending}`;
}

function inOrder(notes: readonly Note[]): readonly Note[] {
  return [...notes].sort((a, b) => a.atS - b.atS);
}

function inOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function parseJson(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    // Written by something else: as good as nothing.
    return undefined;
  }
}
