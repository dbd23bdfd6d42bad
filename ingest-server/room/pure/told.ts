import type { Event, PersonId, View } from '@rostrum/protocol/room';

/** An event as it is told: JSON, written once for each view; undefined where a view has nothing of it. */
export interface Told {
  readonly seq: number;
  readonly at: number;
  readonly event: Event;
  readonly json: Readonly<Record<View, string | undefined>>;
  /** Whoever sees more of it than their view does gets it whole. */
  readonly owner: Readonly<Record<View, PersonId | undefined>>;
  /** Length of all JSON ever told up to and with this one: two of these tell how long a stretch is. */
  readonly endsAt: Readonly<Record<View, number>>;
}
