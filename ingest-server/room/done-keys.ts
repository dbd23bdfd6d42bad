export interface Done {
  /** Where the log was when it was done. */
  readonly seq: number;
  /** Of the command that had this key; undefined where only the log still knows it. */
  readonly mark: string | undefined;
}

/** What was done under which key; the oldest are forgotten. */
export class DoneKeys {
  readonly #max: number;
  readonly #doneByKey = new Map<string, Done>();

  constructor(max: number) {
    this.#max = max;
  }

  get(key: string): Done | undefined {
    return this.#doneByKey.get(key);
  }

  add(key: string, done: Done): void {
    this.#doneByKey.set(key, done);
    if (this.#doneByKey.size <= this.#max) return;
    const [oldest] = this.#doneByKey.keys();
    if (oldest !== undefined) this.#doneByKey.delete(oldest);
  }
}
