/** What brings a client up to date: one of the two, as JSON. `behind` are events that came after the state. */
export type Replay =
  { is: 'events'; events: string } | { is: 'state'; state: string; behind: string | undefined };

/** Up to here a delta is taken without looking at what a snapshot would cost. */
const SMALL = 4096;

/**
 * Whether a snapshot may still be given out, with what came after it behind it. In a rush of people every join
 * makes it older by one event: writing it anew each time would cost more than the few events do.
 */
export function isFreshEnough(snapshotLength: number, lengthSince: number): boolean {
  return lengthSince <= Math.max(SMALL, snapshotLength / 4);
}

/** The shorter way to bring a client up to date; lengths are of JSON, infinite where events are missing. */
export function chooseReplay(deltaLength: number, snapshotLength: () => number): 'events' | 'state' {
  if (deltaLength <= SMALL) return 'events';
  return deltaLength <= snapshotLength() ? 'events' : 'state';
}
