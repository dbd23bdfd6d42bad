import { setTimeout as wait } from 'node:timers/promises';
import { type Stretch, longestGapMs, stretchesOf } from '../pure/timeline-gaps.ts';

const LOOK_EVERY_MS = 400;
const GIVE_UP_MS = 3_000;
/** So much of it before a fault tells that all was well. */
const BEFORE_MS = 3_000;

/** Follows playlists as long as a rehearsal lasts, and knows afterwards what was missing. */
export class TimelineWatch {
  readonly #stretches: ReadonlyMap<string, Map<number, Stretch>>;
  #base: string;
  #isOver = false;

  constructor(base: string, names: readonly string[]) {
    this.#base = base;
    this.#stretches = new Map(names.map((name) => [name, new Map()]));
    void this.#follow();
  }

  /** From now on it is read from there. */
  moveTo(base: string): void {
    this.#base = base;
  }

  /** The longest gap of picture or sound, from shortly before the one moment until the other. */
  gapBetweenMs(fromMs: number, untilMs: number): number {
    const gaps = [...this.#stretches.values()].map((stretches) => {
      const near = [...stretches.values()].filter(
        ({ startMs, endMs }) => endMs > fromMs - BEFORE_MS && startMs < untilMs,
      );
      return longestGapMs([near]);
    });
    return Math.max(0, ...gaps);
  }

  /** The end of the newest media that is listed. */
  get endsAtMs(): number {
    const ends = [...this.#stretches.values()].map((stretches) =>
      Math.max(...[...stretches.values()].map(({ endMs }) => endMs)),
    );
    return Math.min(...ends);
  }

  end(): void {
    this.#isOver = true;
  }

  async #follow(): Promise<void> {
    for (; !this.#isOver; await wait(LOOK_EVERY_MS)) {
      for (const [name, stretches] of this.#stretches) {
        const text = await this.#read(name);
        for (const stretch of text === undefined ? [] : stretchesOf(text))
          stretches.set(stretch.startMs, stretch);
      }
    }
  }

  /** Undefined while there is nobody to ask. */
  async #read(name: string): Promise<string | undefined> {
    try {
      const address = new URL(`${name}.m3u8`, this.#base);
      const answer = await fetch(address, { signal: AbortSignal.timeout(GIVE_UP_MS) });
      return answer.ok ? await answer.text() : undefined;
    } catch {
      return undefined;
    }
  }
}
