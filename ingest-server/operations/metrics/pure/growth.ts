/** By how much each number has grown since it was last looked at; one that is smaller than it was began anew. */
export class Growth {
  /** Also of those that are away: what comes back goes on from there. */
  readonly #before = new Map<string, number>();

  of(key: string, now: number): number {
    const before = this.#before.get(key) ?? 0;
    this.#before.set(key, now);
    return now >= before ? now - before : now;
  }
}
