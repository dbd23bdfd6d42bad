import { setTimeout as wait } from 'node:timers/promises';
import type { AttemptId, PollId } from '@rostrum/protocol/room';
import { Person, now } from '../crowd/person.ts';
import { type Place, joinClass } from './join.ts';
import { answerAfterMs, drops } from './pure/schedule.ts';
import type { Telling } from './telling.ts';
import { within } from './within.ts';

const TRIES = 3;
const TRY_AGAIN_MS = 1_000;
/** Nobody waits longer before a door that stays shut. */
const LET_IN_MAX_MS = 20_000;
const OPTIONS = 4;
/** This share of answers is sent twice, as when a page does not know whether the first one came through. */
const TWICE_EVERY = 10;
const TWICE_AFTER_MS = 150;

/** One student: a real client, and what they do with it. */
export class Student {
  /** Among those of this machine: what stands in the schedule goes by it. */
  readonly index: number;
  readonly #name: string;
  readonly #telling: Telling;
  readonly #answered = new Set<string>();
  #person: Person | undefined;
  #isAway = false;

  constructor(index: number, name: string, telling: Telling) {
    this.index = index;
    this.#name = name;
    this.#telling = telling;
  }

  get person(): Person | undefined {
    return this.#person;
  }

  get isInside(): boolean {
    return !this.#isAway && this.#person?.isIn === true;
  }

  async join(place: Place): Promise<void> {
    const triedAtMs = now();
    for (let tries = 1; ; tries += 1) {
      try {
        await this.#enter(place);
        this.#telling.joined(triedAtMs);
        return;
      } catch (error) {
        if (tries === TRIES) {
          this.#telling.failed(error);
          return;
        }
        await wait(TRY_AGAIN_MS);
      }
    }
  }

  async #enter(place: Place): Promise<void> {
    const { token } = await joinClass(place, this.#name);
    const person = new Person(place.origin.replace('http', 'ws'), token, {
      handleArrived: (data) => this.#handleArrived(data),
      handleFolded: (data) => this.#handleFolded(data),
      foldsLater: true,
    });
    this.#person = person;
    try {
      const isDecided = () => person.isIn || person.client.status.is === 'closed';
      await within(LET_IN_MAX_MS, 'nobody let them in', person.reaches(isDecided));
      if (!person.isIn) throw new Error('closed at the door');
    } catch (error) {
      person.client.close();
      throw error;
    }
  }

  async say(words: string): Promise<void> {
    const text = `${words} ${now().toFixed(1)}`;
    const outcome = await this.#person?.client.send({ type: 'chat.send', text });
    if (outcome?.ok) this.#telling.said(text);
    else if (outcome) this.#telling.refused(`chat: ${outcome.refusal.text}`);
  }

  async raise(): Promise<void> {
    const personId = this.#person?.client.you?.personId;
    const atMs = now();
    const outcome = await this.#person?.client.send({ type: 'hand.raise' });
    if (outcome?.ok && personId) this.#telling.raised(personId, atMs);
    else if (outcome && !outcome.ok) this.#telling.refused(`hand: ${outcome.refusal.text}`);
  }

  async lower(): Promise<void> {
    await this.#person?.client.send({ type: 'hand.lower' });
  }

  drop(): void {
    this.#isAway = true;
    this.#person?.cut();
  }

  comeBack(): void {
    this.#isAway = false;
    this.#person?.mend();
  }

  #handleArrived(data: string): void {
    if (isOfEvents(data)) this.#telling.heard(data);
  }

  #handleFolded(data: string): void {
    // What is asked is found in the room itself, whichever frame told it.
    const mayAsk = isOfEvents(data) ? data.includes('"poll.opened"') : /^\{"t":"(welcome|state)"/.test(data);
    if (mayAsk && !drops(this.index)) this.#lookAtPolls();
  }

  #lookAtPolls(): void {
    for (const { pollId, status } of Object.values(this.#person?.client.room.polls ?? {})) {
      if (status.is !== 'open' || this.#answered.has(pollId)) continue;
      this.#answered.add(pollId);
      const ordinal = this.#telling.ordinalOf(pollId);
      setTimeout(() => void this.#answer(pollId, ordinal), answerAfterMs(this.index, ordinal));
    }
  }

  async #answer(pollId: PollId, ordinal: number): Promise<void> {
    const person = this.#person;
    if (!person) return;
    const atMs = now();
    this.#telling.asked(pollId);
    const sent = person.client.send({
      type: 'poll.answer',
      pollId,
      attemptId: `attempt-${process.pid}-${ordinal}-${this.index}` as AttemptId,
      answer: { kind: 'single', option: this.index % OPTIONS },
    });
    if (this.index % TWICE_EVERY === 0) setTimeout(() => person.sendAgain(), TWICE_AFTER_MS);
    const outcome = await sent;
    this.#telling.answered(pollId, atMs, outcome.ok);
    if (!outcome.ok) this.#telling.note(`poll: ${outcome.refusal.text}`);
  }
}

function isOfEvents(data: string): boolean {
  return data.startsWith('{"t":"events"');
}
