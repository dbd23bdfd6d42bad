import type { OlderChat } from '@rostrum/protocol/http';
import {
  type Event,
  type LoggedEvent,
  type PersonId,
  type View,
  eventIn,
  ownerIn,
} from '@rostrum/protocol/room';
import { createCaptionLines } from './caption-lines.ts';
import { type AskedChat, olderChat } from './older-chat.ts';
import { emptied, isTakenBack, takesBack, writtenFor } from './told.ts';
import { createVoteCount } from './vote-count.ts';

/** Whose page is asked for, and from where. */
export interface AskedPage {
  readonly view: View;
  readonly personId: PersonId;
  /** The last one that they have. */
  readonly after: number;
  /** Nothing that happened later, by the server's clock. */
  readonly untilMs: number;
}

/** The class's board of a recording, and from where. */
export type AskedBoard = Pick<AskedPage, 'after' | 'untilMs'>;

interface Drawn {
  readonly seq: number;
  readonly at: number;
  readonly update: string;
}

interface Line {
  readonly seq: number;
  readonly at: number;
  readonly json: Readonly<Record<View, string | undefined>>;
  readonly owner: Readonly<Record<View, PersonId | undefined>>;
  /** As its owner is told it; there where there is one. */
  readonly whole: string | undefined;
  /** Kept of what may be taken back. */
  readonly words: Event | undefined;
}

const EVENTS_MAX = 2_000;
const LENGTH_MAX = 400_000;

/**
 * A class's log as it is told after the class: cut for each view and person as it was live, by the same functions. What
 * was taken back, whenever that was, is without its words from its beginning.
 */
export class RecordedLog {
  readonly #lines: Line[] = [];
  readonly #votes = createVoteCount();
  readonly #captions = createCaptionLines();
  /** Changes of the class's board. Checkpoints say nothing that these don't. */
  readonly #drawn: Drawn[] = [];
  #through = 0;
  #length = 0;

  /** The last event that is in it. */
  get through(): number {
    return this.#through;
  }

  /** Characters, about. */
  get length(): number {
    return this.#length;
  }

  add({ seq, at, event }: LoggedEvent): void {
    if (seq <= this.#through) return;
    this.#through = seq;
    this.#votes.add({ seq, at, event });
    this.#captions.add({ seq, at, event });
    if (event.type === 'board.drawn' && event.breakoutId === undefined) {
      this.#drawn.push({ seq, at, update: event.update });
      this.#length += event.update.length;
    }
    if (takesBack(event)) this.#takeBack(event);
    // What nobody is told by its event need not be kept.
    if (eventIn('staff', event) === undefined && ownerIn('staff', event) === undefined) return;
    const line = lineOf(seq, at, event);
    this.#lines.push(line);
    this.#length += lengthOf(line);
  }

  /** As JSON of `recordedLogSchema`. */
  page({ view, personId, after, untilMs }: AskedPage): string {
    const events: string[] = [];
    let length = 0;
    let last = after;
    let isFull = false;
    for (let i = this.#firstBehind(after); i < this.#lines.length; i++) {
      const line = this.#lines[i]!;
      if (line.at > untilMs) break;
      isFull = events.length >= EVENTS_MAX || length >= LENGTH_MAX;
      if (isFull) break;
      last = line.seq;
      const told = line.owner[view] === personId ? line.whole : line.json[view];
      if (told === undefined) continue;
      events.push(told);
      length += told.length;
    }
    const through = isFull ? last : Infinity;
    const rest = {
      counted: inTime(this.#votes.between(after, through), untilMs),
      captions: inTime(this.#captions.between(after, through), untilMs),
      ...(isFull ? { next: last } : {}),
    };
    return `{"events":[${events.join(',')}],${JSON.stringify(rest).slice(1)}`;
  }

  /** As JSON of `recordedBoardSchema`: who drew what is in none of it. */
  board({ after, untilMs }: AskedBoard): string {
    const behind = this.#drawn.filter(({ seq, at }) => seq > after && at <= untilMs);
    let length = 0;
    const fits = behind.findIndex(({ update }, i) => i > 0 && (length += update.length) > LENGTH_MAX);
    const told = fits < 0 ? behind : behind.slice(0, fits);
    const next = fits < 0 ? {} : { next: told.at(-1)!.seq };
    return JSON.stringify({ drawn: told.map(({ at, update }) => ({ at, update })), ...next });
  }

  /** What was written before a message; undefined where there is none such. */
  olderChat(asked: AskedChat): OlderChat | undefined {
    return olderChat(this.#lines, (messageId, reaction) => this.#votes.reacted(messageId, reaction), asked);
  }

  #takeBack(event: Event): void {
    const index = this.#lines.findLastIndex(({ words }) => words && isTakenBack(words, event));
    const line = this.#lines[index];
    if (line?.words) this.#lines[index] = lineOf(line.seq, line.at, emptied(line.words));
  }

  #firstBehind(seq: number): number {
    let low = 0;
    let high = this.#lines.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#lines[middle]!.seq > seq) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

function lineOf(seq: number, at: number, event: Event): Line {
  const owner = { class: ownerIn('class', event), staff: ownerIn('staff', event) };
  const hasOwner = owner.class !== undefined || owner.staff !== undefined;
  const mayGo = event.type === 'chat.sent' || event.type === 'question.asked';
  return {
    ...{ seq, at, owner, json: writtenFor(event, { seq, at }) },
    whole: hasOwner ? JSON.stringify({ seq, at, event }) : undefined,
    words: mayGo ? event : undefined,
  };
}

function lengthOf({ json, whole }: Line): number {
  const isOneText = json.class === json.staff;
  return (json.staff?.length ?? 0) + (isOneText ? 0 : (json.class?.length ?? 0)) + (whole?.length ?? 0);
}

function inTime<T extends { readonly seq: number; readonly at: number }>(
  all: readonly T[],
  untilMs: number,
): Omit<T, 'seq'>[] {
  return all.filter(({ at }) => at <= untilMs).map(({ seq: _seq, ...told }) => told);
}
