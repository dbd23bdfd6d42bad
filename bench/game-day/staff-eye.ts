import { now } from '../crowd/person.ts';
import { Staff } from '../crowd/staff.ts';

const SAID = /"text":"([^"\\]+)"/g;
const RAISED = /"type":"hand\.raised","personId":"([^"]+)"/g;

/** A member of staff who remembers when they saw whose hand, and all that was said. */
export class StaffEye {
  readonly staff: Staff;
  readonly #seen = new Map<string, number[]>();
  readonly #read = new Set<string>();

  constructor(url: string, token: string) {
    this.staff = new Staff(url, token, { handleFolded: (data) => this.#handleFrame(data) });
  }

  /** When this hand, raised then, was first seen; undefined: it never was. */
  sawAtMs(personId: string, raisedAtMs: number): number | undefined {
    return this.#seen.get(personId)?.find((atMs) => atMs >= raisedAtMs);
  }

  /** A page keeps the newest messages alone; this is what it had of the older ones. */
  hasRead(text: string): boolean {
    return this.#read.has(text);
  }

  #handleFrame(data: string): void {
    const atMs = now();
    for (const [, text = ''] of data.matchAll(SAID)) this.#read.add(text);
    for (const [, personId = ''] of data.matchAll(RAISED)) this.#see(personId, atMs);
    // After a break the room tells what the events between would have told.
    if (!/^\{"t":"(welcome|state)"/.test(data)) return;
    for (const { personId } of this.staff.client.room.hands) this.#see(personId, atMs);
  }

  #see(personId: string, atMs: number): void {
    const known = this.#seen.get(personId);
    if (known) known.push(atMs);
    else this.#seen.set(personId, [atMs]);
  }
}
