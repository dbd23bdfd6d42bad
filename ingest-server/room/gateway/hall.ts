import { type LoggedEvent, type PersonId, type RoomState, eventIn } from '@rostrum/protocol/room';
import type { Counts } from '@rostrum/protocol/wire';
import { BoardTable } from '../board/board-table.ts';
import { BreakoutTable } from '../breakouts/breakout-table.ts';
import type { Room } from '../room.ts';
import type { Listener } from './listener.ts';
import { areOnlyHeads, changedCounts, changedPlaces, countsOf, placesOf } from './pure/counts.ts';
import { textFrame } from './pure/frames.ts';
import { Rounds } from './rounds.ts';
import { type Stretch, Stretches } from './stretches.ts';

export interface HallOptions {
  readonly room: Room;
  readonly now: () => number;
  readonly handleEmpty: () => void;
  /** How long an event took from its decision to a listener; said of about one of them in each round. */
  readonly handleDelivered?: ((ms: number) => void) | undefined;
}

const COUNTS_EVERY_MS = 500;
/** Each telling is a write for everybody: while thousands come in or answer, how many they are waits a little. */
const HEADS_EVERY_MS = 2_000;
const LARGE = 500;

/** How far a listener has been told. */
interface Follower {
  readonly listener: Listener;
  through: number;
  counts: Counts;
}

/** Those who listen to one room: what is told is built once for each view and written to all. */
export class Hall {
  readonly #options: HallOptions;
  readonly #followers = new Map<Listener, Follower>();
  readonly #byPerson = new Map<PersonId, Set<Listener>>();
  readonly #unfollow: () => void;
  readonly #stretches: Stretches;
  readonly #rounds: Rounds<Follower>;
  /** Those of them who have the board open. */
  readonly board: BoardTable;
  /** Those of them who follow what is written in their breakout room. */
  readonly breakouts: BreakoutTable;
  #version = 0;
  #heard = 0;
  #counting: NodeJS.Timeout | undefined;
  #countedAt = -Infinity;
  #toldCountsAt = -Infinity;
  #counts: Counts;
  /** By what whoever gets it was told before: of votes and reactions only what has changed is told. */
  readonly #countsFrames = new Map<Counts, Buffer>();
  #handPlaces: ReadonlyMap<PersonId, number>;
  /** So many deliveries until the next one that is timed. */
  #untilTimed = 1;

  constructor(options: HallOptions) {
    this.#options = options;
    const { room, now } = options;
    this.#stretches = new Stretches(room.recent, room.state.seq);
    this.#counts = countsOf(room.state);
    this.#handPlaces = placesOf(room.state);
    this.#rounds = new Rounds({
      all: this.#followers,
      now,
      version: () => this.#version,
      heard: () => this.#heard,
      tell: (follower) => this.#tell(follower),
    });
    this.#unfollow = room.follow((events) => this.#handleLogged(events));
    this.board = new BoardTable(room);
    this.breakouts = new BreakoutTable(room);
  }

  get counts(): Counts {
    return this.#counts;
  }

  /** Its welcome must reach as far as the room is now. */
  add(listener: Listener): void {
    const those = this.#byPerson.get(listener.personId) ?? new Set();
    this.#byPerson.set(listener.personId, those.add(listener));
    this.#followers.set(listener, { listener, through: listener.through, counts: this.#counts });
  }

  /** `successor` takes the place, so that the hall is never empty in between. */
  remove(listener: Listener, successor?: Listener): void {
    const those = this.#byPerson.get(listener.personId);
    if (!those?.delete(listener)) return;
    this.#followers.delete(listener);
    if (successor) {
      this.add(successor);
      return;
    }
    if (those.size === 0) this.#byPerson.delete(listener.personId);
    if (this.#followers.size > 0) return;
    this.#rounds.close();
    clearTimeout(this.#counting);
    this.#unfollow();
    this.board.close();
    this.breakouts.close();
    this.#options.handleEmpty();
  }

  /** Out of turn: who hears that it is done must see it already. */
  bringUpToDate(listener: Listener): void {
    const follower = this.#followers.get(listener);
    if (follower) this.#tell(follower);
  }

  /** For one person, on all their sockets. */
  toPerson(personId: PersonId, call: (listener: Listener) => void): void {
    for (const listener of [...(this.#byPerson.get(personId) ?? [])]) call(listener);
  }

  #handleLogged(events: readonly LoggedEvent[]): void {
    // Thousands of answers to a poll, or people who come in, are no rush: students are told none of them.
    if (events.some(({ event }) => eventIn('class', event))) this.#heard += 1;
    this.#counting ??= this.#later(this.#countedAt, COUNTS_EVERY_MS, () => this.#count());
    this.#version += 1;
    this.#rounds.wake();
  }

  #tell(follower: Follower): boolean {
    const { listener, through } = follower;
    const headSeq = this.#options.room.state.seq;
    const stretch = through < headSeq ? this.#stretches.get(through, headSeq) : undefined;
    const events = stretch?.frameFor(listener);
    const counts = follower.counts === this.#counts ? undefined : this.#countsFrameAfter(follower.counts);
    follower.through = headSeq;
    follower.counts = this.#counts;
    const frames = events && counts ? Buffer.concat([events, counts]) : (events ?? counts);
    if (frames) listener.deliver(frames);
    if (events) this.#timeSome(through);
    if (stretch) this.#tellOwnChanges(listener, stretch);
    return frames !== undefined;
  }

  /** In each round that of somebody else: what it costs does not grow with the hall. */
  #timeSome(through: number): void {
    const { handleDelivered, now, room } = this.#options;
    if (!handleDelivered || --this.#untilTimed > 0) return;
    this.#untilTimed = this.#followers.size + 1;
    const [oldest] = room.recent.after(through);
    if (oldest) handleDelivered(Math.max(0, now() - oldest.at));
  }

  #tellOwnChanges(listener: Listener, { changes }: Stretch): void {
    for (const event of changes) {
      if (event.personId === listener.personId) listener.handleOwnChange(event);
    }
  }

  #count(): void {
    this.#counting = undefined;
    const { room, now } = this.#options;
    this.#countedAt = now();
    const counts = countsOf(room.state);
    if (JSON.stringify(counts) !== JSON.stringify(this.#counts)) {
      if (this.#mayWait(counts))
        this.#counting = this.#later(this.#countedAt, COUNTS_EVERY_MS, () => this.#count());
      else this.#tellCounts(counts);
    }
    this.#tellHandPlaces(room.state);
  }

  #mayWait(counts: Counts): boolean {
    const sinceMs = this.#options.now() - this.#toldCountsAt;
    if (this.#followers.size < LARGE || sinceMs < 0 || sinceMs >= HEADS_EVERY_MS) return false;
    return areOnlyHeads(this.#counts, counts);
  }

  #tellCounts(counts: Counts): void {
    this.#toldCountsAt = this.#options.now();
    this.#counts = counts;
    this.#countsFrames.clear();
    this.#version += 1;
    this.#rounds.wake();
  }

  #countsFrameAfter(before: Counts): Buffer {
    const kept = this.#countsFrames.get(before);
    if (kept) return kept;
    const frame = textFrame(JSON.stringify({ t: 'counts', counts: changedCounts(before, this.#counts) }));
    this.#countsFrames.set(before, frame);
    return frame;
  }

  #tellHandPlaces(state: RoomState): void {
    const places = placesOf(state);
    for (const [personId, place] of changedPlaces(this.#handPlaces, places)) {
      const frame = textFrame(JSON.stringify({ t: 'place', ...(place === undefined ? {} : { place }) }));
      this.toPerson(personId, (listener) => listener.deliver(frame));
    }
    this.#handPlaces = places;
  }

  /** So that at least this much lies between two; a clock that jumped makes nobody wait longer. */
  #later(lastAt: number, everyMs: number, call: () => void): NodeJS.Timeout {
    const passedMs = Math.max(0, this.#options.now() - lastAt);
    return setTimeout(call, Math.max(0, everyMs - passedMs));
  }
}
