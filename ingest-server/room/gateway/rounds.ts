/** What is to be told, to whom, is the hall's: here is only when. */
export interface RoundsOptions<One> {
  readonly all: ReadonlyMap<unknown, One>;
  readonly now: () => number;
  /** Rises with all that is to be told. */
  readonly version: () => number;
  /** Rises with each log of which everybody hears: what only staff are told leaves most of a round without a write. */
  readonly heard: () => number;
  /** Brings one place up to date; says whether that took a write. */
  readonly tell: (one: One) => boolean;
}

/** What falls within this travels as one frame. */
const TOGETHER_MS = 20;
/** From here on the writes are what costs: what follows closely waits for others. */
const LARGE = 200;
/** So long after the last round, what comes in a large hall is told at once. */
const QUIET_MS = 100;
const TOGETHER_LARGE_MS = 25;
/** Where more than two logs follow each other so closely, nobody reads along: fuller frames are kinder to phone and server. */
const RUSH_LOGS = 2;
const RUSH_WITHIN_MS = 100;
const TOGETHER_RUSH_MS = 60;
/** So many take a few milliseconds: then whatever else came in has its turn. */
const WRITES_IN_A_GO = 250;

/**
 * Goes round a hall, one after the other. Whoever's turn it is gets all that there is by then: what is logged while a round
 * is on its way goes along with it to those still ahead, and in the next round to those behind, so nobody waits for
 * a round to end.
 */
export class Rounds<One> {
  readonly #options: RoundsOptions<One>;
  #ahead: Iterator<One> | undefined;
  #begunAt = -Infinity;
  #begunWith = 0;
  #heardBefore = 0;
  #isRush = false;
  #waiting: NodeJS.Timeout | undefined;
  #going: NodeJS.Immediate | undefined;

  constructor(options: RoundsOptions<One>) {
    this.#options = options;
  }

  /** There is something to tell. */
  wake(): void {
    if (this.#ahead !== undefined || this.#waiting !== undefined) return;
    const quietMs = this.#isLarge ? QUIET_MS : TOGETHER_MS;
    if (this.#sinceBegun() < quietMs) this.#beginIn(this.#togetherMs);
    else this.#begin();
  }

  close(): void {
    clearTimeout(this.#waiting);
    clearImmediate(this.#going);
    this.#ahead = undefined;
  }

  get #isLarge(): boolean {
    return this.#options.all.size >= LARGE;
  }

  get #togetherMs(): number {
    if (!this.#isLarge) return TOGETHER_MS;
    return this.#isRush ? TOGETHER_RUSH_MS : TOGETHER_LARGE_MS;
  }

  /** A clock that jumped back makes nobody wait longer. */
  #sinceBegun(): number {
    return Math.max(0, this.#options.now() - this.#begunAt);
  }

  #beginIn(ms: number): void {
    this.#waiting = setTimeout(() => this.#begin(), ms);
  }

  #begin(): void {
    this.#waiting = undefined;
    const version = this.#options.version();
    const heard = this.#options.heard();
    this.#isRush = heard - this.#heardBefore > RUSH_LOGS && this.#sinceBegun() < RUSH_WITHIN_MS;
    this.#heardBefore = heard;
    this.#begunAt = this.#options.now();
    this.#begunWith = version;
    this.#ahead = this.#options.all.values();
    this.#go();
  }

  #go(): void {
    for (let writes = 0; writes < WRITES_IN_A_GO;) {
      // Undefined once it was closed: telling somebody may have sent the last one away.
      const next = this.#ahead?.next();
      if (next === undefined) return;
      if (next.done) {
        this.#end();
        return;
      }
      if (this.#options.tell(next.value)) writes += 1;
    }
    this.#going = setImmediate(() => this.#go());
  }

  #end(): void {
    this.#ahead = undefined;
    if (this.#options.version() === this.#begunWith) return;
    this.#beginIn(Math.max(0, this.#togetherMs - this.#sinceBegun()));
  }
}
