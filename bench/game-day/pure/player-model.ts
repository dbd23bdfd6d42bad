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
/** A player that has more than it wants plays a little faster, until it is near the end again; one that is far from it more so. */
const CATCH_UP_RATE = 1.1;
const CATCH_UP_FROM = 1.5;
const FAR_RATE = 1.2;
const FAR_MS = 1_000;

/** Ends and beginnings that are no further apart than this are of one piece: sound and picture are cut a little unevenly. */
const UNEVEN_MS = 60;

interface Piece {
  readonly fromMs: number;
  untilMs: number;
}

/**
 * A player without a picture: it goes along what it has as time passes, and where picture or sound runs out it stands. Over
 * a hole in either it goes on behind it, as a browser's does. By a clock that is handed in, and never backwards.
 */
export class PlayerModel {
  readonly stalls: Stall[] = [];
  readonly #pieces: Record<Medium, Piece[]> = { video: [], audio: [] };
  #is: 'filling' | 'playing' | 'stalled' = 'filling';
  #atMs: number;
  #holdBackMs = HOLD_BACK_MS;
  /** What it shows, by the studio's clock, as all that lies in pieces. */
  #placeMs: number | undefined;

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
    this.#placeMs ??= endsAtMs - holdBackMs;
  }

  append(
    medium: Medium,
    { durationMs, endsAtMs }: { durationMs: number; endsAtMs: number },
    atMs: number,
  ): void {
    this.look(atMs);
    this.#keep(medium, { fromMs: endsAtMs - durationMs, untilMs: endsAtMs });
    if (this.#is === 'playing') return;
    const placeMs = this.#nextPlace(this.#neededMs);
    if (placeMs === undefined) return;
    this.#placeMs = placeMs;
    if (this.#is === 'stalled') this.#endStall();
    this.#is = 'playing';
  }

  /** Time has passed. */
  look(atMs: number): void {
    let passedMs = Math.max(0, atMs - this.#atMs);
    this.#atMs += passedMs;
    while (this.#is === 'playing' && passedMs > 0) {
      const placeMs = this.#placeMs ?? 0;
      const playableMs = this.#playableMs(placeMs);
      const rate = this.#rateWith(playableMs);
      const playedMs = Math.min(passedMs * rate, playableMs);
      this.#placeMs = placeMs + playedMs;
      if (playedMs === passedMs * rate) return;
      passedMs -= playedMs / rate;
      const next = this.#nextPlace();
      if (next !== undefined && next > this.#placeMs) {
        this.#placeMs = next;
        continue;
      }
      this.#is = 'stalled';
      this.stalls.push({ fromMs: this.#atMs - passedMs });
    }
  }

  #rateWith(playableMs: number): number {
    if (playableMs > this.#holdBackMs + FAR_MS) return FAR_RATE;
    return playableMs > CATCH_UP_FROM * this.#holdBackMs ? CATCH_UP_RATE : 1;
  }

  /** How old the picture is that it shows; undefined before it shows any, or while it stands. */
  delayMs(): number | undefined {
    return this.#is === 'playing' && this.#placeMs !== undefined ? this.#atMs - this.#placeMs : undefined;
  }

  #keep(medium: Medium, piece: Piece): void {
    const place = this.#placeMs ?? Number.NEGATIVE_INFINITY;
    const pieces = this.#pieces[medium].filter(({ untilMs }) => untilMs > place);
    const before = pieces.find((one) => Math.abs(one.untilMs - piece.fromMs) <= UNEVEN_MS);
    if (before) before.untilMs = piece.untilMs;
    else pieces.push(piece);
    this.#pieces[medium] = pieces.sort((a, b) => a.fromMs - b.fromMs);
  }

  /** How much of both there is from there on. */
  #playableMs(placeMs: number): number {
    const of = (medium: Medium) => {
      const piece = this.#pieces[medium].find(
        ({ fromMs, untilMs }) => fromMs - UNEVEN_MS <= placeMs && placeMs < untilMs,
      );
      return piece ? piece.untilMs - placeMs : 0;
    };
    return Math.min(of('video'), of('audio'));
  }

  /** Where it can go on from here: here, or behind a hole. An island too short to begin on is part of the hole. */
  #nextPlace(neededMs = 0): number | undefined {
    const { video, audio } = this.#pieces;
    const here = this.#placeMs ?? Number.NEGATIVE_INFINITY;
    const places = [here, ...[...video, ...audio].map(({ fromMs }) => fromMs)];
    return places
      .filter((place) => {
        const playableMs = place >= here ? this.#playableMs(place) : 0;
        return playableMs > 0 && playableMs >= neededMs;
      })
      .reduce<number | undefined>((least, place) => Math.min(least ?? place, place), undefined);
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
