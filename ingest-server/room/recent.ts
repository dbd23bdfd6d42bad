import {
  type Event,
  type LoggedEvent,
  type RoomState,
  type View,
  eventIn,
  ownerIn,
  stateIn,
} from '@rostrum/protocol/room';
import type { Told } from './pure/told.ts';
import { type Replay, chooseReplay, isFreshEnough } from './pure/choose-replay.ts';

/** Enough to bring back by their delta all who were away for a restart of the server in a busy class. */
export const EVENTS_KEPT = 8_000;
const KEYS_KEPT = 100_000;

const nothing = { class: 0, staff: 0 };

/** The last events of a room as each view sees them, written as JSON once however many read it, and snapshots. */
export class Recent {
  #told: Told[] = [];
  readonly #snapshots: Partial<Record<View, { seq: number; json: string }>> = {};
  /** For everyone who was cut off at the same moment the delta is the same. */
  readonly #deltas = new Map<string, string>();
  readonly #seqByKey = new Map<string, number>();

  add(logged: LoggedEvent): void {
    const { seq, at, key, event } = logged;
    const write = (seen: Event | undefined) => seen && JSON.stringify({ seq, at, event: seen });
    const staff = write(eventIn('staff', event));
    const classEvent = eventIn('class', event);
    const json = { staff, class: classEvent === event && staff !== undefined ? staff : write(classEvent) };
    const before = this.#told.at(-1)?.endsAt ?? nothing;
    const endsAt = {
      class: before.class + (json.class?.length ?? 0),
      staff: before.staff + (json.staff?.length ?? 0),
    };
    const owner = { class: ownerIn('class', event), staff: ownerIn('staff', event) };
    this.#told.push({ seq, at, event, json, owner, endsAt });
    this.#deltas.clear();
    if (key !== undefined) this.#remember(key, seq);
    // Half is dropped at once, so that the array isn't moved for every event.
    if (this.#told.length >= EVENTS_KEPT * 2) this.#told = this.#told.slice(-EVENTS_KEPT);
  }

  seqOfKey(key: string): number | undefined {
    return this.#seqByKey.get(key);
  }

  /** From the one after `seq` on; they must still be kept. */
  after(seq: number): readonly Told[] {
    const first = this.#told[0]?.seq ?? seq + 1;
    return this.#told.slice(Math.max(0, seq + 1 - first));
  }

  replay(view: View, since: number | undefined, state: RoomState): Replay {
    const deltaLength = since === undefined ? Infinity : this.#lengthAfter(view, since, state.seq);
    const choice = chooseReplay(deltaLength, () => this.#freshSnapshot(view, state).json.length);
    if (choice === 'events') return { is: 'events', events: this.#delta(view, since!) };
    const { seq, json } = this.#freshSnapshot(view, state);
    return { is: 'state', state: json, behind: seq < state.seq ? this.#delta(view, seq) : undefined };
  }

  #delta(view: View, since: number): string {
    const place = `${view} ${since}`;
    const kept = this.#deltas.get(place);
    if (kept !== undefined) return kept;
    const events = this.after(since).flatMap(({ json }) => json[view] ?? []);
    const delta = `[${events.join(',')}]`;
    this.#deltas.set(place, delta);
    return delta;
  }

  #freshSnapshot(view: View, state: RoomState): { seq: number; json: string } {
    const kept = this.#snapshots[view];
    if (kept && isFreshEnough(kept.json.length, this.#lengthAfter(view, kept.seq, state.seq))) return kept;
    return (this.#snapshots[view] = { seq: state.seq, json: JSON.stringify(stateIn(view, state)) });
  }

  /** Length of what came after `seq`; infinite where that isn't kept, or `seq` is from another log's future. */
  #lengthAfter(view: View, seq: number, headSeq: number): number {
    if (seq === headSeq) return 0;
    const first = this.#told[0];
    if (!first || seq > headSeq || seq < first.seq - 1) return Infinity;
    const startsAt =
      seq < first.seq
        ? first.endsAt[view] - (first.json[view]?.length ?? 0)
        : this.#told[seq - first.seq]!.endsAt[view];
    return this.#told.at(-1)!.endsAt[view] - startsAt;
  }

  #remember(key: string, seq: number): void {
    this.#seqByKey.set(key, seq);
    if (this.#seqByKey.size <= KEYS_KEPT) return;
    const [oldest] = this.#seqByKey.keys();
    if (oldest !== undefined) this.#seqByKey.delete(oldest);
  }
}
