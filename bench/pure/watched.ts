/** A student's player, as it was looked at some ten times a second. */
export interface PlayerSample {
  readonly atMs: number;
  readonly positionS: number;
  /** Decoded so far, of the picture and of the sound; each begins anew with a new player. */
  readonly frames: number;
  readonly soundBytes: number;
  /** Of the picture; 0 where there is none. */
  readonly height: number;
  /** Neither paused nor muted. */
  readonly isHeard: boolean;
}

/** A stretch of the wall clock. */
export interface Span {
  readonly fromMs: number;
  readonly untilMs: number;
}

interface Frame {
  readonly shownAt: number;
  readonly composedAt: number;
}

/** Shorter than this nobody takes a still for one: a picture may stand for its own length, and a look come late. */
const STALL_MIN_MS = 250;
const STILL_MIN_MS = 500;
/** Sound is decoded so far ahead of being heard, at most. */
const DECODED_AHEAD_MS = 1_000;
/** Being live again is to last. */
const HOLDS_MS = 2_000;

type Holds = (before: PlayerSample, after: PlayerSample) => boolean;

/** Nothing plays: it waits for data. */
export function stallsOf(samples: readonly PlayerSample[]): Span[] {
  return spansOf(samples, stands, STALL_MIN_MS);
}

/** The picture stands, whatever the sound does. */
export function stillsOf(samples: readonly PlayerSample[]): Span[] {
  return spansOf(samples, (before, after) => before.frames === after.frames, STILL_MIN_MS);
}

/** Nothing is to be heard, whatever the picture does. */
export function silencesOf(samples: readonly PlayerSample[]): Span[] {
  let decodedAtMs = samples[0]?.atMs ?? 0;
  const isSilent: Holds = (before, after) => {
    if (after.soundBytes !== before.soundBytes) decodedAtMs = after.atMs;
    return stands(before, after) || !after.isHeard || after.atMs - decodedAtMs > DECODED_AHEAD_MS;
  };
  return spansOf(samples, isSilent, STALL_MIN_MS);
}

/** How often the picture became another size. */
export function countSwitches(samples: readonly PlayerSample[]): number {
  const heights = samples.flatMap(({ height }) => (height > 0 ? [height] : []));
  return heights.filter((height, i) => i > 0 && height !== heights[i - 1]).length;
}

export function totalMs(spans: readonly Span[]): number {
  return spans.reduce((sum, { fromMs, untilMs }) => sum + untilMs - fromMs, 0);
}

export function longestMs(spans: readonly Span[]): number {
  return Math.max(0, ...spans.map(({ fromMs, untilMs }) => untilMs - fromMs));
}

/** How long after `fromMs` the picture is no older than `atMostMs` and stays so; NaN: it never is. */
export function backToLiveMs(frames: readonly Frame[], fromMs: number, atMostMs: number): number {
  const isLive = ({ shownAt, composedAt }: Frame) => shownAt - composedAt <= atMostMs;
  const back = frames.find((frame, i) => {
    if (frame.shownAt < fromMs || !isLive(frame)) return false;
    const next = frames.slice(i).filter(({ shownAt }) => shownAt <= frame.shownAt + HOLDS_MS);
    const standsMs = Math.max(...next.map(({ shownAt }, k) => shownAt - (next[k - 1] ?? frame).shownAt));
    return next.every(isLive) && next.length > 1 && standsMs < STILL_MIN_MS;
  });
  return back ? back.shownAt - fromMs : Number.NaN;
}

function stands(before: PlayerSample, after: PlayerSample): boolean {
  return before.positionS === after.positionS;
}

function spansOf(samples: readonly PlayerSample[], holds: Holds, leastMs: number): Span[] {
  const spans: Span[] = [];
  let fromMs: number | undefined;
  const end = (untilMs: number) => {
    if (fromMs !== undefined && untilMs - fromMs >= leastMs) spans.push({ fromMs, untilMs });
    fromMs = undefined;
  };
  for (const [i, after] of samples.entries()) {
    const before = samples[i - 1];
    if (!before) continue;
    if (holds(before, after)) fromMs ??= before.atMs;
    else end(before.atMs);
  }
  end(samples.at(-1)?.atMs ?? 0);
  return spans;
}
