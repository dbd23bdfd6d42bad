// What the page asks its shell about decks of slides: the shell keeps each file, its notes and its page, so that they
// are there after a crash and on the next day.
import * as v from 'valibot';

export const DECK_MAX_BYTES = 100 * 1024 * 1024;

/** Of a piece on its way to the shell, as bytes. */
export const DECK_PIECE_MAX_BYTES = 1024 * 1024;

const TITLE_MAX = 200;
/** Characters of one page's notes; they fit into one request, whatever the writing. */
export const DECK_NOTE_MAX = 8_000;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const pageNumber = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5_000));

/** The hash of the file: the same file again is the same deck, with its notes. */
const deckId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/, 'the id of a deck'));
const note = v.pipe(v.string(), v.maxLength(DECK_NOTE_MAX));
const title = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(TITLE_MAX));

export const deckSchema = v.object({
  deckId,
  title,
  bytes: v.pipe(count, v.minValue(1), v.maxValue(DECK_MAX_BYTES)),
  pages: pageNumber,
  /** Where it was left. */
  page: pageNumber,
  usedAt: count,
});

/** By page, as the keys of JSON are texts. */
export const deckNotesSchema = v.record(v.pipe(v.string(), v.regex(/^[1-9]\d{0,3}$/)), note);

const nothing = v.object({});
const gone = v.object({ is: v.literal('gone') });
const done = v.variant('is', [v.object({ is: v.literal('done') }), gone]);
const piece = v.custom<Uint8Array>(isPiece, `at most ${DECK_PIECE_MAX_BYTES} bytes`);

export const decksContract = {
  'decks.list': {
    body: nothing,
    /** The one used last first; `openDeckId` is the one that was open when the studio was last here. */
    answer: v.object({ decks: v.array(deckSchema), openDeckId: v.optional(deckId) }),
  },
  /** Begins to take a file in; `there`: it is kept already. */
  'decks.add': {
    body: v.object({ deckId, title, bytes: deckSchema.entries.bytes, pages: pageNumber }),
    answer: v.variant('is', [
      v.object({ is: v.literal('wanted') }),
      v.object({ is: v.literal('there'), deck: deckSchema }),
      v.object({ is: v.literal('no-room') }),
    ]),
  },
  'decks.append': {
    body: v.object({ deckId, offset: count, bytes: piece }),
    answer: v.variant('is', [
      v.object({ is: v.literal('done') }),
      gone,
      v.object({ is: v.literal('no-room') }),
    ]),
  },
  'decks.finish': {
    body: v.object({ deckId }),
    /** `damaged`: what came is not what was announced; it is thrown away. */
    answer: v.variant('is', [
      v.object({ is: v.literal('kept'), deck: deckSchema }),
      gone,
      v.object({ is: v.literal('damaged') }),
    ]),
  },
  'decks.read': {
    body: v.object({ deckId, offset: count }),
    answer: v.variant('is', [
      v.object({
        is: v.literal('piece'),
        base64: v.string(),
        total: count,
      }),
      gone,
    ]),
  },
  /** Which one is open now; none where it is left out. */
  'decks.open': { body: v.object({ deckId: v.optional(deckId) }), answer: done },
  'decks.change': {
    body: v.object({ deckId, title: v.optional(title), page: v.optional(pageNumber) }),
    answer: done,
  },
  'decks.notes': { body: v.object({ deckId }), answer: v.object({ notes: deckNotesSchema }) },
  /** Empty: the page has none. */
  'decks.note': { body: v.object({ deckId, page: pageNumber, text: note }), answer: done },
  'decks.delete': { body: v.object({ deckId }), answer: nothing },
} as const;

function isPiece(value: unknown): boolean {
  return value instanceof Uint8Array && value.byteLength <= DECK_PIECE_MAX_BYTES;
}

export type Deck = v.InferOutput<typeof deckSchema>;
export type DeckNotes = v.InferOutput<typeof deckNotesSchema>;
export type DecksAnswer<N extends keyof typeof decksContract> = v.InferOutput<
  (typeof decksContract)[N]['answer']
>;
export type DecksBody<N extends keyof typeof decksContract> = v.InferOutput<
  (typeof decksContract)[N]['body']
>;
