export interface BenchOptions {
  /** Ends within 50 s, set-up not counted. */
  quick: boolean;
  /** For an hour, where a benchmark knows how to. */
  soak: boolean;
}

/** Flat and of plain numbers, so that two runs can be laid side by side. Units belong in the names: `p95_ms`. */
export type Figures = Readonly<Record<string, number | string | boolean>>;

/** What every `bench/NAME.bench.ts` exports under the name `bench`. */
export interface Bench {
  name: string;
  /** One sentence: what is measured, over what, at which load. */
  says: string;
  run(options: BenchOptions): Promise<Figures>;
}
