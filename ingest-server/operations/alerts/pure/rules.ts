import type { AlertKind } from '@rostrum/protocol/operations';

/** So long must something hold before it is told, and so long be away before it is over. */
interface Timing {
  readonly holdMs: number;
  readonly clearMs: number;
}

const GIGABYTE = 1024 ** 3;

/**
 * When something is a fault. Each is told within ten seconds and over within twenty of the repair, with the time until
 * the facts show it: those of a picture or a sound come one to three seconds late, frames are counted each five.
 */
export const rules = {
  /**
   * Some always fail: a laptop that is shut, a network that changes. Fewer than three are no trend. One that failed a
   * while ago says nothing of now, though it counts for a minute.
   */
  'connections-failing': { overPct: 2, failedMin: 3, newestMs: 8_000, holdMs: 1_000, clearMs: 3_000 },
  /**
   * One is asked for each two seconds, and one may be lost. Encoders that heed no wish send one each eight seconds: the
   * clearing time holds what comes and goes with them together.
   */
  'no-keyframe': { ageMs: 5_000, holdMs: 2_000, clearMs: 6_000 },
  /**
   * A pause for thought is three or four seconds, and an open microphone hears the room in it: only what is below -60 dB
   * is said to be silent. Six seconds of that are a microphone that is muted or gone; half a minute is a lecture that
   * nobody hears.
   */
  silence: { forMs: 4_500, badForMs: 30_000, holdMs: 1_000, clearMs: 3_000 },
  /** A cut between two films is black for a second or two. */
  'black-picture': { forMs: 4_000, holdMs: 1_000, clearMs: 3_000 },
  /**
   * A slide stands still for minutes, and that is no fault: only what moved by itself before is said to be frozen. While
   * the studio goes on sending pictures it may be a film that was paused, and is no more than a warning; bad is that no
   * pictures come. A studio that sends one a second is a slow one.
   */
  'frozen-picture': { forMs: 4_000, framesPerSecondMin: 0.5, holdMs: 1_000, clearMs: 3_000 },
  /** It is measured over five seconds by parts of a quarter of one, and trembles by a twentieth. */
  'transcoder-slow': { speedMin: 0.92, holdMs: 2_000, clearMs: 5_000 },
  /**
   * One that is killed once is back within two seconds, and nobody need come for that. Its being well is told only after
   * five healthy seconds: no need to wait once more.
   */
  'transcoder-failing': { partAgeMs: 4_000, holdMs: 3_000, clearMs: 2_000 },
  /**
   * The aim is 2 s for nineteen of twenty. Half as much again is beyond what a busy moment costs; of one or two players
   * it would only say how their own networks are.
   */
  'delay-high': { overMs: 3_000, playersMin: 3, holdMs: 3_000, clearMs: 5_000 },
  /** The studio warns its instructor from 3 %: up to 5 most of it is asked for again and still comes in time. */
  'loss-high': { overPct: 5, holdMs: 3_000, clearMs: 5_000 },
  /** A change of network takes a second or two; from then on our own picture is shown. */
  'nothing-comes-in': { holdMs: 3_000, clearMs: 3_000 },
  /**
   * Each rung gives a segment each two seconds, all at the same moment: more than one of each is more than what is just
   * on its way. Only what has not become less within six seconds, three segments' time, is growing.
   */
  'spool-growing': { segmentsOfEachRung: 1, segmentsMore: 1, overMs: 6_000, holdMs: 2_000, clearMs: 6_000 },
  /** A single refused request is tried again within a quarter of a second. */
  'store-failing': { holdMs: 2_000, clearMs: 3_000 },
  /** It is an event of the class, no measurement. */
  'recording-stopped': { holdMs: 1_000, clearMs: 3_000 },
  /** An hour of one class is two to three gigabytes; below one recording stops. */
  'disk-low': { warnBytes: 5 * GIGABYTE, badBytes: 2 * GIGABYTE, holdMs: 2_000, clearMs: 5_000 },
  /** Renewal by itself is tried from thirty days on: at fourteen it has failed for a fortnight. */
  'certificate-old': { warnDays: 14, badDays: 3, holdMs: 2_000, clearMs: 5_000 },
  /** Chat is to be there within a tenth of a second: twice that late is felt. */
  'event-loop-late': { overMs: 200, holdMs: 3_000, clearMs: 5_000 },
  /** A write takes a few milliseconds; at a quarter of a second a click seems to have gone nowhere. */
  'database-slow': { overMs: 250, holdMs: 3_000, clearMs: 4_000 },
} as const satisfies Readonly<Record<AlertKind, Timing & Readonly<Record<string, number>>>>;

export function timingOf(kind: AlertKind): Timing {
  return rules[kind];
}

/** What came three times within five minutes stays open until it was calm for longer than it took to come again. */
export const flapping = { times: 3, withinMs: 5 * 60_000, calmMs: 150_000 } as const;

/** What is over is told of for a day. */
export const PAST_MS = 24 * 60 * 60_000;
export const PAST_MAX = 500;
