import {
  type Event,
  type LoggedEvent,
  type RoomState,
  type View,
  ownerIn,
  stateIn,
} from '@rostrum/protocol/room';
import { type Told, takesBack, withdrawn, writtenFor } from './pure/told.ts';
import { type Replay, chooseReplay, isFreshEnough } from './pure/choose-replay.ts';

/** Enough to bring back by their delta all who were away for a restart of the server in a busy class. */
export const EVENTS_KEPT = 8_000;
/** Of those who come back one by one each is told something else: only the last few are likely to be asked for again. */
const DELTAS_MAX_LENGTH = 1_000_000;

const nothing = { class: 0, staff: 0 };

/** The last events of a room as each view sees them, written as JSON once however many read it, and snapshots. */
export class Recent {
  #told: Told[] = [];
  #snapshots: Partial<Record<View, { seq: number; json: string }>> = {};
  /** For everyone who was cut off at the same moment the delta is the same. */
  readonly #deltas: Record<View, Map<number, string>> = { class: new Map(), staff: new Map() };

  add(logged: LoggedEvent): void {
    const { seq, at, event } = logged;
    const json = writtenFor(event, { seq, at });
    const before = this.#told.at(-1)?.endsAt ?? nothing;
    const endsAt = {
      class: before.class + (json.class?.length ?? 0),
      staff: before.staff + (json.staff?.length ?? 0),
    };
    const owner = { class: ownerIn('class', event), staff: ownerIn('staff', event) };
    this.#told.push({ seq, at, event, json, owner, endsAt });
    if (json.class !== undefined) this.#deltas.class.clear();
    if (json.staff !== undefined) this.#deltas.staff.clear();
    this.#withdraw(event);
    // Half is dropped at once, so that the array isn't moved for every event.
    if (this.#told.length >= EVENTS_KEPT * 2) this.#told = this.#told.slice(-EVENTS_KEPT);
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
    const from = this.#firstToldAfter(view, since);
    const first = this.#told[from];
    if (!first) return '[]';
    const deltas = this.#deltas[view];
    const kept = deltas.get(first.seq);
    if (kept !== undefined) return kept;
    const events = this.#told.slice(from).flatMap(({ json }) => json[view] ?? []);
    const delta = `[${events.join(',')}]`;
    let length = delta.length;
    for (const other of deltas.values()) length += other.length;
    if (length > DELTAS_MAX_LENGTH) deltas.clear();
    deltas.set(first.seq, delta);
    return delta;
  }

  /** Index of what this view hears first of all after `seq`: those who were cut off at different moments may share it. */
  #firstToldAfter(view: View, seq: number): number {
    const told = this.#told;
    let low = Math.max(0, seq + 1 - (told[0]?.seq ?? seq + 1));
    const startsAt = this.#startOf(view, low);
    let high = told.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (told[middle]!.endsAt[view] > startsAt) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** Length of all that was told before the one at `index`. */
  #startOf(view: View, index: number): number {
    if (index > 0) return this.#told[index - 1]!.endsAt[view];
    const [first] = this.#told;
    return first ? first.endsAt[view] - (first.json[view]?.length ?? 0) : 0;
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
    const startsAt = this.#startOf(view, seq + 1 - first.seq);
    return this.#told.at(-1)!.endsAt[view] - startsAt;
  }

  #withdraw(event: Event): void {
    if (!takesBack(event)) return;
    // They still have what was taken back, and are written anew for whoever asks next.
    this.#snapshots = {};
    this.#deltas.class.clear();
    this.#deltas.staff.clear();
    const gone = withdrawn(this.#told, event);
    if (gone) this.#told[gone.index] = gone.told;
  }
}
