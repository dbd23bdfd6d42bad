import type { LoggedEvent, RoomState } from '@rostrum/protocol/room';
import { type Replay, chooseReplay, isFreshEnough } from './pure/choose-replay.ts';

const EVENTS_KEPT = 2000;

interface Entry {
  readonly logged: LoggedEvent;
  readonly json: string;
  /** Length of all JSON ever added up to and with this one: two of these tell how long a stretch is. */
  readonly endsAt: number;
}

/** The last events of a room, each written as JSON once however many read it, and a snapshot of the state. */
export class Recent {
  #entries: Entry[] = [];
  #snapshot: { seq: number; json: string } | undefined;
  readonly #seqByKey = new Map<string, number>();

  add(logged: LoggedEvent): void {
    const json = JSON.stringify(logged);
    this.#entries.push({ logged, json, endsAt: (this.#entries.at(-1)?.endsAt ?? 0) + json.length });
    if (logged.key !== undefined) this.#seqByKey.set(logged.key, logged.seq);
    // Half is dropped at once, so that the array isn't moved for every event.
    if (this.#entries.length >= EVENTS_KEPT * 2) {
      for (const { logged: old } of this.#entries.splice(0, EVENTS_KEPT)) {
        if (old.key !== undefined) this.#seqByKey.delete(old.key);
      }
    }
  }

  seqOfKey(key: string): number | undefined {
    return this.#seqByKey.get(key);
  }

  /** The events from this one on as a JSON array; it must still be kept. */
  eventsFrom(seq: number): string {
    const first = this.#entries[0]?.logged.seq ?? seq;
    return `[${this.#entries
      .slice(seq - first)
      .map(({ json }) => json)
      .join(',')}]`;
  }

  replay(since: number | undefined, state: RoomState): Replay {
    const deltaLength = since === undefined ? Infinity : this.#lengthAfter(since, state.seq);
    const choice = chooseReplay(deltaLength, () => this.#freshSnapshot(state).json.length);
    if (choice === 'events') return { is: 'events', events: this.eventsFrom(since! + 1) };
    const { seq, json } = this.#freshSnapshot(state);
    return { is: 'state', state: json, behind: seq < state.seq ? this.eventsFrom(seq + 1) : undefined };
  }

  #freshSnapshot(state: RoomState): { seq: number; json: string } {
    const kept = this.#snapshot;
    if (kept && isFreshEnough(kept.json.length, this.#lengthAfter(kept.seq, state.seq))) return kept;
    return (this.#snapshot = { seq: state.seq, json: JSON.stringify(state) });
  }

  /** Length of what came after `seq`; infinite where that isn't kept, or `seq` is from another log's future. */
  #lengthAfter(seq: number, headSeq: number): number {
    if (seq === headSeq) return 0;
    const first = this.#entries[0];
    if (!first || seq > headSeq || seq < first.logged.seq - 1) return Infinity;
    const startsAt =
      seq < first.logged.seq
        ? first.endsAt - first.json.length
        : this.#entries[seq - first.logged.seq]!.endsAt;
    return this.#entries.at(-1)!.endsAt - startsAt;
  }
}
