/** How a student watches here. */
export type Watching =
  /** As the page does: sound and the smallest picture, every part of both, by blocking reload. */
  | 'parts'
  /** As a plain player of HLS: sound and picture in whole segments, the playlist asked for once in each. */
  | 'segments'
  /** Not at all: behind a CDN they would not come to this machine either. */
  | 'nothing';

export interface WatchPlan {
  readonly parts: number;
  readonly segments: number;
  readonly nothing: number;
  readonly requestsPerS: number;
}

/** Two playlists and two parts, four times a second. */
const PARTS_PER_S = 16;
/** Two playlists and two segments, each two seconds. */
const SEGMENTS_PER_S = 2;
/**
 * What a core carries while it also carries the server, its transcoder and the students themselves. With nothing else
 * on it, one machine of two cores was measured to ask and to answer 16,000 a second.
 */
const REQUESTS_PER_S_AND_CORE = 2_000;
/** Fewer tell nothing of how late a picture is. */
const PARTS_LEAST = 50;

/** As many as the machine carries watch as the page does, then as many as it carries in segments. */
export function watchPlan(students: number, cores: number): WatchPlan {
  const most = REQUESTS_PER_S_AND_CORE * cores;
  const least = Math.min(students, PARTS_LEAST);
  const spare = most - students * SEGMENTS_PER_S;
  const parts = Math.min(students, Math.max(least, Math.floor(spare / (PARTS_PER_S - SEGMENTS_PER_S))));
  const left = Math.max(0, most - parts * PARTS_PER_S);
  const segments = Math.min(students - parts, Math.floor(left / SEGMENTS_PER_S));
  return {
    ...{ parts, segments, nothing: students - parts - segments },
    requestsPerS: parts * PARTS_PER_S + segments * SEGMENTS_PER_S,
  };
}

/** Spread over all of them, so that each process and each moment of the burst has its share. */
export function watchingOf(student: number, students: number, plan: WatchPlan): Watching {
  const nth = (share: number) =>
    Math.floor(((student + 1) * share) / students) > Math.floor((student * share) / students);
  if (nth(plan.parts)) return 'parts';
  // Of those that are left, by their own number among them.
  const others = students - plan.parts;
  const before = student - Math.floor((student * plan.parts) / students);
  const is =
    Math.floor(((before + 1) * plan.segments) / others) > Math.floor((before * plan.segments) / others);
  return is ? 'segments' : 'nothing';
}
