/** How a student watches here. */
export type Watching =
  /** As the page does: sound and the smallest picture, every part of both, by blocking reload. */
  | 'parts'
  /** As a plain player of HLS: sound and picture in whole segments, the playlist asked for once in each. */
  | 'segments'
  /** As whoever has a thin line: sound alone, in whole segments. */
  | 'sound'
  /** Not at all: behind a CDN they would not come to this machine either. */
  | 'nothing';

export interface WatchPlan {
  readonly parts: number;
  readonly segments: number;
  readonly sound: number;
  readonly nothing: number;
  readonly requestsPerS: number;
}

/** Two playlists and two parts, four times a second. */
const PARTS_PER_S = 16;
/** Two playlists and two segments, each two seconds. */
const SEGMENTS_PER_S = 2;
const SOUND_PER_S = 1;
/**
 * What a core carries while it also carries the server, its transcoder and the students themselves. With nothing else
 * on it, one machine of two cores was measured to ask and to answer 16,000 a second.
 */
const REQUESTS_PER_S_AND_CORE = 2_000;
/** Fewer tell nothing of how late a picture is. */
const PARTS_LEAST = 50;

/**
 * Everybody fetches something where the machine carries it: as many as can watch as the page does, then as many in
 * segments as leave sound for the rest.
 */
export function watchPlan(students: number, cores: number): WatchPlan {
  const most = REQUESTS_PER_S_AND_CORE * cores;
  const least = Math.min(students, PARTS_LEAST);
  const spare = most - students * SEGMENTS_PER_S;
  const parts = Math.min(students, Math.max(least, Math.floor(spare / (PARTS_PER_S - SEGMENTS_PER_S))));
  const others = students - parts;
  const left = Math.max(0, most - parts * PARTS_PER_S);
  const beyondSound = Math.max(0, left - others * SOUND_PER_S);
  const segments = Math.min(others, Math.floor(beyondSound / (SEGMENTS_PER_S - SOUND_PER_S)));
  const sound = Math.min(others - segments, Math.floor((left - segments * SEGMENTS_PER_S) / SOUND_PER_S));
  return {
    ...{ parts, segments, sound, nothing: others - segments - sound },
    requestsPerS: parts * PARTS_PER_S + segments * SEGMENTS_PER_S + sound * SOUND_PER_S,
  };
}

/**
 * How each of them watches: spread so that each process and each door has its share of every way, and so have those who
 * drop and those who stay.
 */
export function waysOf(students: number, plan: WatchPlan): Watching[] {
  const ways = Array.from({ length: students }, (): Watching => 'nothing');
  const inTurn = Array.from(ways.keys()).sort((one, other) => turnOf(one) - turnOf(other));
  let at = 0;
  for (const way of ['parts', 'segments', 'sound'] as const) {
    for (const student of inTurn.slice(at, at + plan[way])) ways[student] = way;
    at += plan[way];
  }
  return ways;
}

/** The golden section: whatever every how many of them are picked for, these are spread evenly among them. */
function turnOf(student: number): number {
  return (student * 0.618_033_988_75) % 1;
}
