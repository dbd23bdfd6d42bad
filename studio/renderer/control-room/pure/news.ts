import type { Note } from '@rostrum/protocol/room';

/** Whoever comes later need not be told of a note from this morning. */
const NEWS_FOR_MS = 30 * 60_000;
const SHOWN_MAX = 3;

export interface Reader {
  /** Undefined until they are in the class. */
  readonly personId: string | undefined;
  /** When the newest note was that they have seen. */
  readonly seenAt: number;
  readonly nowMs: number;
}

/** What others of the staff, or an admin, have written since somebody looked at the notes last; the newest last. */
export function newsAmong(notes: readonly Note[], { personId, seenAt, nowMs }: Reader): readonly Note[] {
  return notes
    .filter((note) => note.personId !== personId && note.at > seenAt && nowMs - note.at < NEWS_FOR_MS)
    .slice(-SHOWN_MAX);
}
