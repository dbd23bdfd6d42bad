import type { LoggedEvent, PersonId, RoomState, View } from '@rostrum/protocol/room';
import type { Counts } from '@rostrum/protocol/wire';
import type { Room } from '../room.ts';
import { changedPlaces, countsOf, placesOf } from './pure/counts.ts';
import { textFrame } from './pure/frames.ts';
import { tell } from './pure/tell.ts';

/** A socket in the hall, as far as the hall is concerned. */
export interface Listener {
  readonly personId: PersonId;
  readonly view: View;
  /** It has been told everything up to here. */
  readonly through: number;
  /** A whole WebSocket frame, the same bytes for many. */
  deliver(frame: Buffer): void;
  /** Something about this very person was logged, which may change what they see or whether they stay. */
  handleOwnChange(event: LoggedEvent['event']): void;
}

export interface HallOptions {
  readonly room: Room;
  readonly now: () => number;
  readonly handleEmpty: () => void;
}

/** What falls within this travels as one frame: writing to thousands of sockets is what costs. */
const TOGETHER_MS = 20;
/** From here on even a first event waits for others: to so many, 20 ms are cheaper than another round of writes. */
const LARGE = 200;
const COUNTS_EVERY_MS = 500;

/** Those who listen to one room: each frame is built once for each view and written to all. */
export class Hall {
  readonly #options: HallOptions;
  readonly #listeners = new Set<Listener>();
  readonly #byPerson = new Map<PersonId, Set<Listener>>();
  readonly #unfollow: () => void;
  /** What was said to listeners reaches up to here. */
  #toldSeq: number;
  #toldAt = -Infinity;
  #telling: NodeJS.Timeout | undefined;
  #afterTelling: (() => void)[] = [];
  #counting: NodeJS.Timeout | undefined;
  #countedAt = -Infinity;
  #counts: Counts;
  #places: ReadonlyMap<PersonId, number>;

  constructor(options: HallOptions) {
    this.#options = options;
    const { state } = options.room;
    this.#toldSeq = state.seq;
    this.#counts = countsOf(state);
    this.#places = placesOf(state);
    this.#unfollow = options.room.follow(() => this.#handleLogged());
  }

  get counts(): Counts {
    return this.#counts;
  }

  /** Its welcome must reach as far as the room is now: what is still to be told to the others is in it. */
  add(listener: Listener): void {
    const those = this.#byPerson.get(listener.personId) ?? new Set();
    this.#byPerson.set(listener.personId, those.add(listener));
    this.#listeners.add(listener);
  }

  /** `successor` takes the place, so that the hall is never empty in between. */
  remove(listener: Listener, successor?: Listener): void {
    const those = this.#byPerson.get(listener.personId);
    if (!those?.delete(listener)) return;
    this.#listeners.delete(listener);
    if (successor) {
      those.add(successor);
      this.#listeners.add(successor);
      return;
    }
    if (those.size === 0) this.#byPerson.delete(listener.personId);
    if (this.#listeners.size > 0) return;
    clearTimeout(this.#telling);
    clearTimeout(this.#counting);
    this.#unfollow();
    this.#options.handleEmpty();
  }

  /** Calls when all that is logged by now has been told: at once where it has. */
  afterTelling(call: () => void): void {
    if (this.#telling === undefined) call();
    else this.#afterTelling.push(call);
  }

  /** For one person, on all their sockets. */
  toPerson(personId: PersonId, call: (listener: Listener) => void): void {
    for (const listener of [...(this.#byPerson.get(personId) ?? [])]) call(listener);
  }

  #handleLogged(): void {
    this.#counting ??= this.#later(this.#countedAt, COUNTS_EVERY_MS, () => this.#count());
    if (this.#telling !== undefined) return;
    const sinceMs = this.#options.now() - this.#toldAt;
    if (this.#listeners.size < LARGE && sinceMs >= TOGETHER_MS) this.#tell();
    else this.#telling = setTimeout(() => this.#tell(), TOGETHER_MS);
  }

  #tell(): void {
    this.#telling = undefined;
    const { room, now } = this.#options;
    this.#toldAt = now();
    const told = room.recent.after(this.#toldSeq);
    const { shared, own, through, hasOwners } = tell(told);
    this.#toldSeq = Math.max(this.#toldSeq, through);
    const frames: Record<View, Buffer | undefined> = {
      class: shared.class === undefined ? undefined : textFrame(shared.class),
      staff: shared.staff === undefined ? undefined : textFrame(shared.staff),
    };
    for (const listener of this.#listeners) {
      if (listener.through >= through) continue;
      const text = hasOwners ? own(listener.view, listener.personId) : undefined;
      const frame = text === undefined ? frames[listener.view] : textFrame(text);
      if (frame) listener.deliver(frame);
    }
    for (const { event } of told) {
      if (event.type !== 'person.role-set' && event.type !== 'person.removed') continue;
      this.toPerson(event.personId, (listener) => listener.handleOwnChange(event));
    }
    const after = this.#afterTelling;
    this.#afterTelling = [];
    for (const call of after) call();
  }

  #count(): void {
    this.#counting = undefined;
    const { room, now } = this.#options;
    this.#countedAt = now();
    const counts = countsOf(room.state);
    if (JSON.stringify(counts) !== JSON.stringify(this.#counts)) {
      this.#counts = counts;
      const frame = textFrame(JSON.stringify({ t: 'counts', counts }));
      for (const listener of this.#listeners) listener.deliver(frame);
    }
    this.#tellPlaces(room.state);
  }

  #tellPlaces(state: RoomState): void {
    const places = placesOf(state);
    for (const [personId, place] of changedPlaces(this.#places, places)) {
      const frame = textFrame(JSON.stringify({ t: 'place', ...(place === undefined ? {} : { place }) }));
      this.toPerson(personId, (listener) => listener.deliver(frame));
    }
    this.#places = places;
  }

  /** So that at least this much lies between two; a clock that jumped makes nobody wait longer. */
  #later(lastAt: number, everyMs: number, call: () => void): NodeJS.Timeout {
    const passedMs = Math.max(0, this.#options.now() - lastAt);
    return setTimeout(call, Math.max(0, everyMs - passedMs));
  }
}
