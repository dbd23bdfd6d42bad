import {
  type CaptionId,
  type CaptionsState,
  type Event,
  type PersonId,
  type RoomState,
  refuse,
} from '@rostrum/protocol/room';
import { cleanText } from './clean-text.ts';
import type { Decision } from './decide/index.ts';

/** A line as it comes. Without `from` it was said just now; without `until` it stays as long as it takes to read. */
export interface NewCaption {
  readonly lineId: CaptionId;
  readonly text: string;
  readonly from?: number | undefined;
  readonly until?: number | undefined;
}

/** Lines, or another text for one of them; with none the line is taken away. */
export type WrittenCaptions =
  | { readonly is: 'said'; readonly lines: readonly NewCaption[] }
  | { readonly is: 'corrected'; readonly line: Pick<NewCaption, 'lineId' | 'text'> };

export interface CaptionAuthor {
  /** Missing where a program writes. */
  readonly personId?: PersonId | undefined;
  /** What counts where nobody has said in which language the class is captioned. */
  readonly otherwise?: string | undefined;
}

/** Nobody reads faster than this, and longer than this nothing stays. */
const READ_MIN_MS = 1_200;
const READ_MAX_MS = 7_000;
const READ_CHARACTER_MS = 60;
/** What is said to be from further back is of a clock that is wrong. */
const PAST_MAX_MS = 60_000;

const off = refuse('closed', 'This class has no captions: its staff turn them on in the studio.');
const over = refuse('closed', 'The class has ended.');
const notOnAir = refuse('not-yet', 'The class is not on air: captions can be written when it is.');
const nothing = refuse('empty', 'There is nothing in this line.');

export function captionLanguage(captions: CaptionsState, otherwise: string | undefined): string | undefined {
  switch (captions.is) {
    case 'on':
      return captions.language;
    case 'off':
      return undefined;
    case 'unsaid':
      return otherwise;
  }
}

export function writeCaptions(
  state: RoomState,
  written: WrittenCaptions,
  author: CaptionAuthor,
  at: number,
): Decision {
  if (state.class.phase === 'ended') return { ok: false, refusal: over };
  return written.is === 'said' ? say(state, written.lines, author, at) : correct(written.line, author);
}

function say(
  state: RoomState,
  lines: readonly NewCaption[],
  { personId, otherwise }: CaptionAuthor,
  at: number,
): Decision {
  const language = captionLanguage(state.captions, otherwise);
  if (language === undefined) return { ok: false, refusal: off };
  if (state.stream.status !== 'live') return { ok: false, refusal: notOnAir };
  const read = lines.map((line) => ({ ...line, text: oneLine(line.text) }));
  if (read.some(({ text }) => text === '')) return { ok: false, refusal: nothing };
  return {
    ok: true,
    events: read.map(({ lineId, text, from, until }): Event => {
      const times = timesOf(text, { from, until }, at);
      return { type: 'captions.said', lineId, text, language, ...times, ...by(personId) };
    }),
  };
}

function correct(
  { lineId, text }: Pick<NewCaption, 'lineId' | 'text'>,
  { personId }: CaptionAuthor,
): Decision {
  return {
    ok: true,
    events: [{ type: 'captions.corrected', lineId, text: oneLine(text), ...by(personId) }],
  };
}

function by(personId: PersonId | undefined): { personId?: PersonId } {
  return personId === undefined ? {} : { personId };
}

/** In the order in which a player needs them: a time from the future, or from far back, is a wrong clock's. */
function timesOf(
  text: string,
  said: Pick<NewCaption, 'from' | 'until'>,
  at: number,
): { from: number; until: number } {
  const from = Math.max(at - PAST_MAX_MS, Math.min(said.from ?? at, at));
  const readMs = Math.min(READ_MAX_MS, Math.max(READ_MIN_MS, text.length * READ_CHARACTER_MS));
  return { from, until: Math.max(from + readMs, Math.min(said.until ?? from, from + READ_MAX_MS)) };
}

function oneLine(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ');
}
