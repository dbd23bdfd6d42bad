// How a transcoder keeps up, as a share of real time: by what came of it in the last seconds, told once a second.

/** How far one life of a transcoder has come. */
export interface Mark {
  /** Which life. */
  readonly of: object;
  /** When its newest part came, by a clock that does not jump. */
  readonly at: number;
  /** Where that part ended, in its own time. */
  readonly endMs: number;
}

export interface PaceSecond {
  readonly now: number;
  readonly mark: Mark | undefined;
  readonly latenessMs: number;
  readonly framesPerSecond: number | undefined;
}

export interface Pace {
  readonly marks: readonly Mark[];
  /** Frames a second while it kept up. */
  readonly usualFrames: number | undefined;
  /** 1 keeps up; undefined while there is too little to tell. */
  readonly speed: number | undefined;
}

export const noPace: Pace = { marks: [], usualFrames: undefined, speed: undefined };

const OVER_MS = 5_000;
const KNOWN_AFTER_MS = 2_500;
/** Parts come in steps: so long after one nothing is missing. */
const STEP_MS = 1_000;
const LATE_MS = 700;

export function addSecond(before: Pace, { now, mark, latenessMs, framesPerSecond }: PaceSecond): Pace {
  if (!mark) return noPace;
  const goesOn = before.marks.at(-1)?.of === mark.of ? before : noPace;
  const marks = withMark(goesOn.marks, mark);
  const isLate = latenessMs > LATE_MS;
  const usualFrames = isLate ? goesOn.usualFrames : (framesPerSecond ?? goesOn.usualFrames);
  // What waits too long before it is thrown away, and what is thrown away leaves no hole in the times: while it is late,
  // the frames that are missing are missed for want of time.
  const framesShare =
    isLate && usualFrames !== undefined && framesPerSecond !== undefined ? framesPerSecond / usualFrames : 1;
  const speed = speedOf(marks, now);
  return {
    ...{ marks, usualFrames },
    speed: speed === undefined ? undefined : Math.round(Math.min(speed, framesShare * speed) * 100) / 100,
  };
}

function withMark(marks: readonly Mark[], mark: Mark): readonly Mark[] {
  if (marks.at(-1)?.at === mark.at) return marks;
  return [...marks.filter(({ at }) => mark.at - at <= OVER_MS), mark];
}

function speedOf(marks: readonly Mark[], now: number): number | undefined {
  const [first, last] = [marks[0], marks.at(-1)];
  if (!first || !last || now - first.at < KNOWN_AFTER_MS) return undefined;
  const elapsedMs = Math.max(last.at, now - STEP_MS) - first.at;
  return elapsedMs > 0 ? (last.endMs - first.endMs) / elapsedMs : undefined;
}
