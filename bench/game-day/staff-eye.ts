import { now } from '../crowd/person.ts';
import { Staff } from '../crowd/staff.ts';

/** A member of staff who remembers when they saw whose hand. */
export class StaffEye {
  readonly staff: Staff;
  readonly #seen = new Map<string, number[]>();

  constructor(url: string, token: string) {
    this.staff = new Staff(url, token, { handleFolded: (data) => this.#handleFrame(data) });
  }

  /** When this hand, raised then, was first seen; undefined: it never was. */
  sawAtMs(personId: string, raisedAtMs: number): number | undefined {
    return this.#seen.get(personId)?.find((atMs) => atMs >= raisedAtMs);
  }

  #handleFrame(data: string): void {
    // After a break the room tells what the events between would have told.
    const isWhole = /^\{"t":"(welcome|state)"/.test(data);
    if (!isWhole && !data.includes('"hand.raised"')) return;
    const atMs = now();
    for (const { personId } of this.staff.client.room.hands) {
      const known = this.#seen.get(personId);
      if (known) known.push(atMs);
      else this.#seen.set(personId, [atMs]);
    }
  }
}
