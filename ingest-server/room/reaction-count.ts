/** Reactions of the last moment, told together: a laughing class of five thousand is one event, not five thousand. */
export class ReactionCount {
  readonly #tell: (counts: Readonly<Record<string, number>>) => void;
  readonly #everyMs: number;
  #counts: Record<string, number> = {};
  #timer: NodeJS.Timeout | undefined;

  constructor(tell: (counts: Readonly<Record<string, number>>) => void, everyMs: number) {
    this.#tell = tell;
    this.#everyMs = everyMs;
  }

  add(reaction: string): void {
    this.#counts[reaction] = (this.#counts[reaction] ?? 0) + 1;
    this.#timer ??= setTimeout(() => this.flush(), this.#everyMs);
  }

  /** Tells at once what has gathered. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (Object.keys(this.#counts).length === 0) return;
    const counts = this.#counts;
    this.#counts = {};
    this.#tell(counts);
  }
}
