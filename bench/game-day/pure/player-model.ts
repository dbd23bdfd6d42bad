export interface Stall {
  readonly fromMs: number;
  /** Missing while it lasts. */
  readonly untilMs?: number;
}

export type Medium = 'video' | 'audio';

/** What a player keeps from the end before it begins, where the playlist does not say. */
const HOLD_BACK_MS = 900;
/** After a stall it goes on with less: what it waits for is there. */
const RESUME_MS = 300;
/** Nobody takes a shorter one for a stall. */
export const STALL_MIN_MS = 250;
/** A player that has more than it wants plays a little faster, until it is near the end again. */
const CATCH_UP_RATE = 1.1;
const CATCH_UP_FROM = 1.5;

/**
 * A player without a picture: what it has is played as time passes, and where picture or sound runs out it stands. By a
 * clock that is handed in, and never backwards.
 */
export class PlayerModel {
  readonly stalls: Stall[] = [];
  readonly #bufferMs: Record<Medium, number> = { video: 0, audio: 0 };
  #is: 'filling' | 'playing' | 'stalled' = 'filling';
  #atMs: number;
  #holdBackMs = HOLD_BACK_MS;
  /** By the studio's clock, as all that follows: where it begins to show what it has. */
  #beginsAtMs: number | undefined;
  /** The end of the newest picture it has. */
  #endsAtMs: number | undefined;

  constructor(atMs: number) {
    this.#atMs = atMs;
  }

  get is(): 'filling' | 'playing' | 'stalled' {
    return this.#is;
  }

  /**
   * A playlist has come that ends then, and says how far from its end a player should keep: the first one says where it
   * begins. What comes before that is needed to decode what follows, and not shown.
   */
  handleEnd(endsAtMs: number, holdBackMs = this.#holdBackMs): void {
    this.#holdBackMs = holdBackMs;
    this.#beginsAtMs ??= endsAtMs - holdBackMs;
  }

  append(
    medium: Medium,
    { durationMs, endsAtMs }: { durationMs: number; endsAtMs: number },
    atMs: number,
  ): void {
    this.look(atMs);
    const shownMs = Math.min(durationMs, endsAtMs - (this.#beginsAtMs ?? Number.NEGATIVE_INFINITY));
    if (shownMs <= 0) return;
    this.#bufferMs[medium] += shownMs;
    if (medium === 'video') this.#endsAtMs = Math.max(this.#endsAtMs ?? endsAtMs, endsAtMs);
    if (this.#playableMs < this.#neededMs) return;
    if (this.#is === 'stalled') this.#endStall();
    this.#is = 'playing';
  }

  /** Time has passed. */
  look(atMs: number): void {
    const passedMs = Math.max(0, atMs - this.#atMs);
    this.#atMs += passedMs;
    if (this.#is !== 'playing') return;
    const playableMs = this.#playableMs;
    const rate = playableMs > CATCH_UP_FROM * this.#holdBackMs ? CATCH_UP_RATE : 1;
    const playedMs = Math.min(passedMs * rate, playableMs);
    this.#bufferMs.video -= playedMs;
    this.#bufferMs.audio -= playedMs;
    if (playedMs === passedMs * rate) return;
    this.#is = 'stalled';
    this.stalls.push({ fromMs: this.#atMs - (passedMs - playedMs / rate) });
  }

  /** How old the picture is that it shows; undefined before it shows any, or while it stands. */
  delayMs(): number | undefined {
    if (this.#is !== 'playing' || this.#endsAtMs === undefined) return undefined;
    return this.#atMs - (this.#endsAtMs - this.#bufferMs.video);
  }

  get #playableMs(): number {
    return Math.min(this.#bufferMs.video, this.#bufferMs.audio);
  }

  get #neededMs(): number {
    switch (this.#is) {
      case 'filling':
        return this.#holdBackMs;
      case 'stalled':
        return RESUME_MS;
      case 'playing':
        return 0;
    }
  }

  #endStall(): void {
    const stall = this.stalls.pop();
    if (stall && this.#atMs - stall.fromMs >= STALL_MIN_MS) {
      this.stalls.push({ ...stall, untilMs: this.#atMs });
    }
  }
}
