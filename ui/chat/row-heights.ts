/** Before any line was measured, and where too few were. */
const GUESS_PX = 48;
const ENOUGH = 20;
/** What is less is rounding. */
const SAME_PX = 0.1;

/** How high each line of a list is that has been on the page; the others are guessed at. */
export class RowHeights {
  readonly #heights = new Map<string, number>();
  #widthPx = 0;
  /** Once it is well known it stays: each new guess would move all that was never seen. */
  #guessPx: number | undefined;

  of(key: string): number {
    return this.#heights.get(key) ?? this.#guessPx ?? GUESS_PX;
  }

  /** Measures the rows that are there, by their `data-row`; says whether that has changed anything. */
  read(list: HTMLElement): boolean {
    const widthPx = list.clientWidth;
    let isNew = widthPx !== this.#widthPx;
    if (isNew) {
      // In another width every line breaks elsewhere.
      this.#heights.clear();
      this.#guessPx = undefined;
      this.#widthPx = widthPx;
    }
    for (const row of list.children) {
      const key = row instanceof HTMLElement ? row.dataset['row'] : undefined;
      if (key === undefined) continue;
      const { height } = row.getBoundingClientRect();
      const before = this.#heights.get(key);
      if (before !== undefined && Math.abs(before - height) < SAME_PX) continue;
      this.#heights.set(key, height);
      isNew = true;
    }
    if (this.#guessPx === undefined && this.#heights.size >= ENOUGH) {
      const sum = [...this.#heights.values()].reduce((all, height) => all + height, 0);
      this.#guessPx = sum / this.#heights.size;
      isNew = true;
    }
    return isNew;
  }
}
