import type { PollId } from '@rostrum/protocol/room';
import { now } from '../crowd/person.ts';
import type { PollTold, StudentsTold, Timed } from './student-messages.ts';
import { wordsOf } from './within.ts';

const PROBLEMS_TOLD = 10;

interface PollSoFar {
  asked: number;
  acknowledged: number;
  refused: number;
  answers: Timed[];
  shownAtMs: number[];
}

interface Found {
  readonly messages: readonly { readonly text: string; readonly saidAtMs: number }[];
  readonly published: readonly string[];
}

/** What a worker's students do and hear, until it is told. */
export class Telling {
  /** Which of what is said is ours. */
  readonly #tag: string;
  readonly #polls = new Map<PollId, PollSoFar>();
  readonly #problems: string[] = [];
  #joined: Timed[] = [];
  #heard = new Map<string, { saidAtMs: number; delaysMs: number[] }>();
  #said: string[] = [];
  #refusedAtMs: number[] = [];
  #raised: { personId: string; atMs: number }[] = [];
  /** A frame goes to thousands: it is read once. */
  #last: { data: string; found: Found } | undefined;

  constructor(tag: string) {
    this.#tag = tag;
  }

  joined(triedAtMs: number): void {
    this.#joined.push({ atMs: now(), ms: now() - triedAtMs });
  }

  /** Somebody gave up at the door. */
  failed(error: unknown): void {
    this.note(`joining: ${wordsOf(error)}`);
  }

  said(text: string): void {
    this.#said.push(text);
  }

  /** Something was said, or a hand raised, in vain. */
  refused(words: string): void {
    this.#refusedAtMs.push(now());
    this.note(words);
  }

  /** For whoever wants to know why. */
  note(words: string): void {
    if (this.#problems.length < PROBLEMS_TOLD) this.#problems.push(words);
  }

  raised(personId: string, atMs: number): void {
    this.#raised.push({ personId, atMs });
  }

  /** A frame of events came to one of the pages. */
  heard(data: string): void {
    const atMs = now();
    if (this.#last?.data !== data) this.#last = { data, found: this.#read(data) };
    for (const { text, saidAtMs } of this.#last.found.messages) {
      const known = this.#heard.get(text);
      if (known) known.delaysMs.push(atMs - saidAtMs);
      else this.#heard.set(text, { saidAtMs, delaysMs: [atMs - saidAtMs] });
    }
    for (const pollId of this.#last.found.published) this.#poll(pollId as PollId).shownAtMs.push(atMs);
  }

  /** Which of the polls it is, in the order in which they came. */
  ordinalOf(pollId: PollId): number {
    this.#poll(pollId);
    return [...this.#polls.keys()].indexOf(pollId);
  }

  asked(pollId: PollId): void {
    this.#poll(pollId).asked += 1;
  }

  answered(pollId: PollId, atMs: number, isTaken: boolean): void {
    const poll = this.#poll(pollId);
    if (isTaken) poll.acknowledged += 1;
    else poll.refused += 1;
    poll.answers.push({ atMs, ms: now() - atMs });
  }

  take(inside: number): StudentsTold {
    const told: StudentsTold = {
      ...{ inside, joined: this.#joined, said: this.#said, refusedAtMs: this.#refusedAtMs },
      ...{ heard: [...this.#heard.values()], raised: this.#raised, problems: this.#problems.splice(0) },
      polls: [...this.#polls].map(([pollId, poll]): PollTold => ({ pollId, ...poll })),
    };
    [this.#joined, this.#said, this.#refusedAtMs, this.#raised] = [[], [], [], []];
    this.#heard = new Map();
    for (const poll of this.#polls.values()) Object.assign(poll, nothingYet());
    return told;
  }

  #read(data: string): Found {
    const messages = [...data.matchAll(new RegExp(`"text":"(${this.#tag}-\\S* ([\\d.]+))"`, 'g'))].map(
      ([, text = '', saidAtMs]) => ({ text, saidAtMs: Number(saidAtMs) }),
    );
    const published = data.includes('"poll.published"')
      ? [...data.matchAll(/"type":"poll\.published","pollId":"([^"]+)"/g)].map(([, pollId = '']) => pollId)
      : [];
    return { messages, published };
  }

  #poll(pollId: PollId): PollSoFar {
    let poll = this.#polls.get(pollId);
    if (!poll) this.#polls.set(pollId, (poll = nothingYet()));
    return poll;
  }
}

function nothingYet(): PollSoFar {
  return { asked: 0, acknowledged: 0, refused: 0, answers: [], shownAtMs: [] };
}
