// What is wrong in one second, by that second's facts alone. How long it must stay so before it is told: the alert book.
import type { OverviewClass } from '@rostrum/protocol/http';
import type { AlertKind, Severity } from '@rostrum/protocol/operations';
import { followsFrom } from './causes.ts';
import type { ClassNow, Now } from './now.ts';
import { rules } from './rules.ts';

type Figures = Readonly<Record<string, number>>;

interface Found {
  readonly severity: Severity;
  readonly figures: Figures;
}

export interface Condition extends Found {
  readonly kind: AlertKind;
  /** Missing: it is of the whole server. */
  readonly of?: Pick<ClassNow, 'classId' | 'classTitle' | 'institutionId'>;
  /** It follows from another one that holds. */
  readonly isHidden: boolean;
}

type ClassKind =
  | 'nothing-comes-in'
  | 'no-keyframe'
  | 'silence'
  | 'black-picture'
  | 'frozen-picture'
  | 'transcoder-slow'
  | 'transcoder-failing'
  | 'delay-high'
  | 'loss-high'
  | 'recording-stopped';

/** One class. */
interface ClassLook {
  readonly at: number;
  readonly overview: OverviewClass;
  readonly isLive: boolean;
  /** What comes in is what students get: no picture of ours is in its place. */
  readonly isShown: boolean;
  /** Somebody teaches now: who waits in the lobby or has a break is promised nothing. */
  readonly isTaught: boolean;
  /** Whether packets come at all. */
  readonly picture: boolean;
  readonly sound: boolean;
}

interface ServerLook extends Now {
  /** How many segments waited for the store a few seconds ago, where that is known. */
  readonly spoolBefore: number | undefined;
}

/** So long before and after a class is to begin people come in. */
const AROUND_START_MS = 15 * 60_000;
const GIGABYTE = 1024 ** 3;
const MEGABYTE = 1024 ** 2;

const ofClass: Readonly<Record<ClassKind, (look: ClassLook) => Found | undefined>> = {
  'nothing-comes-in': ({ overview, isLive, picture, sound }) => {
    const { broadcast, here, phase } = overview;
    // Without a word of what goes out nothing is known of what comes in either.
    if (!isLive || !broadcast || phase === 'paused') return undefined;
    // It sends again, but students don't see it yet.
    const isWaitedFor = broadcast.slate === 'away' && broadcast.status === 'running' && picture;
    return (!picture && !sound) || isWaitedFor ? bad({ here }) : undefined;
  },

  'no-keyframe': ({ overview: { ingest }, isShown, picture }) => {
    const ageMs = ingest?.keyframeAgeMs;
    // While a picture of ours is shown nobody asks for one.
    if (!isShown || !picture || ageMs === undefined) return undefined;
    return ageMs >= rules['no-keyframe'].ageMs ? warn({ ageS: seconds(ageMs) }) : undefined;
  },

  silence: (look) => {
    const { forMs, badForMs } = rules.silence;
    const heldMs = shownFor(look, look.overview.broadcast?.silentSince);
    if (heldMs < forMs) return undefined;
    return { severity: heldMs < badForMs ? 'warn' : 'bad', figures: { forS: seconds(heldMs) } };
  },

  'black-picture': (look) => {
    const heldMs = shownFor(look, look.overview.broadcast?.blackSince);
    return heldMs >= rules['black-picture'].forMs ? bad({ forS: seconds(heldMs) }) : undefined;
  },

  'frozen-picture': (look) => {
    const { overview, isLive, isTaught, picture, sound } = look;
    const { ingest, broadcast } = overview;
    // Who sends sound alone, and always did, has no codec of a picture.
    if (!isLive || !isTaught || broadcast?.slate === 'chosen' || ingest?.codec === undefined)
      return undefined;
    const { forMs, framesPerSecondMin } = rules['frozen-picture'];
    if (!picture && sound) return bad({ framesPerSecond: 0 });
    const heldMs = shownFor(look, broadcast?.frozenSince);
    if (heldMs < forMs) return undefined;
    const { framesPerSecond = framesPerSecondMin } = ingest;
    return framesPerSecond < framesPerSecondMin ? bad({ framesPerSecond }) : warn({ forS: seconds(heldMs) });
  },

  'transcoder-slow': ({ overview: { broadcast }, isLive }) => {
    if (!isLive || broadcast?.status !== 'running' || broadcast.speed === undefined) return undefined;
    const { speed, rungs, leftOut = [] } = broadcast;
    if (speed >= rules['transcoder-slow'].speedMin) return undefined;
    return bad({ speedPct: Math.round(speed * 100), rungs: rungs.length, leftOut: leftOut.length });
  },

  // Also before anybody could see it: then the class never comes on air.
  'transcoder-failing': ({ overview: { broadcast } }) => {
    if (!broadcast) return undefined;
    const { status, restarts, lastPartAgeMs = 0 } = broadcast;
    const isLate = status === 'running' && lastPartAgeMs >= rules['transcoder-failing'].partAgeMs;
    if (status !== 'failed' && status !== 'restarting' && !isLate) return undefined;
    return bad({ restarts, partAgeS: seconds(lastPartAgeMs) });
  },

  'delay-high': ({ overview: { players }, isLive }) => {
    if (!isLive || !players || players.delayP95Ms === null) return undefined;
    const { overMs, playersMin } = rules['delay-high'];
    const { reporting, delayP95Ms } = players;
    return reporting >= playersMin && delayP95Ms > overMs
      ? warn({ delayS: tenths(delayP95Ms / 1000), reporting })
      : undefined;
  },

  'loss-high': ({ overview: { ingest }, isLive }) => {
    if (!isLive || !ingest || ingest.lossPct < rules['loss-high'].overPct) return undefined;
    const { lossPct, roundTripMs } = ingest;
    return warn({ lossPct: tenths(lossPct), ...(roundTripMs === undefined ? {} : { roundTripMs }) });
  },

  'recording-stopped': ({ overview: { unrecorded }, isLive }) =>
    isLive && unrecorded !== undefined ? bad({}) : undefined,
};

const ofServer: Readonly<Record<Exclude<AlertKind, ClassKind>, (look: ServerLook) => Found | undefined>> = {
  'connections-failing': ({ at, connections, classes }) => {
    const { overPct, failedMin, newestMs } = rules['connections-failing'];
    const { tried, failed, failedAt = at } = connections;
    if (failed < failedMin || at - failedAt > newestMs || !classes.some((one) => isInHours(one, at))) {
      return undefined;
    }
    const failedPct = (failed / Math.max(tried, failed)) * 100;
    return failedPct > overPct ? bad({ failedPct: tenths(failedPct), failed, tried }) : undefined;
  },

  'spool-growing': ({ node: { spool }, classes, spoolBefore }) => {
    const { segmentsOfEachRung, segmentsMore } = rules['spool-growing'];
    const rungs = classes.reduce((sum, { overview }) => sum + (overview.broadcast?.rungs.length ?? 0), 0);
    const isMuch = spool.segments > segmentsOfEachRung * rungs + segmentsMore;
    // What becomes less is being caught up with.
    return isMuch && spoolBefore !== undefined && spool.segments >= spoolBefore
      ? warn(waitingIn(spool))
      : undefined;
  },

  'store-failing': ({ node: { spool } }) =>
    spool.failing === undefined ? undefined : warn(waitingIn(spool)),

  'disk-low': ({ node: { diskFreeBytes } }) => {
    const { warnBytes, badBytes } = rules['disk-low'];
    if (diskFreeBytes === null || diskFreeBytes >= warnBytes) return undefined;
    const figures = { freeGb: tenths(diskFreeBytes / GIGABYTE) };
    return { severity: diskFreeBytes < badBytes ? 'bad' : 'warn', figures };
  },

  'certificate-old': ({ node: { certificateDays } }) => {
    const { warnDays, badDays } = rules['certificate-old'];
    if (certificateDays === null || certificateDays > warnDays) return undefined;
    return {
      severity: certificateDays <= badDays ? 'bad' : 'warn',
      figures: { days: tenths(certificateDays) },
    };
  },

  'event-loop-late': ({ node: { eventLoopP99Ms, sockets } }) =>
    eventLoopP99Ms > rules['event-loop-late'].overMs
      ? warn({ lateMs: Math.round(eventLoopP99Ms), sockets })
      : undefined,

  'database-slow': ({ node: { logWriteP95Ms } }) =>
    logWriteP95Ms !== null && logWriteP95Ms > rules['database-slow'].overMs
      ? warn({ writeMs: Math.round(logWriteP95Ms) })
      : undefined,
};

/** All that holds in this second. `spoolBefore`: how many segments waited for the store a few seconds ago. */
export function conditionsIn(now: Now, spoolBefore: number | undefined): Condition[] {
  const server = seen(ofServer, { ...now, spoolBefore });
  const classes = now.classes.flatMap((one) => {
    const { classId, classTitle, institutionId } = one;
    return seen(ofClass, lookAt(one, now.at)).map((condition) => ({
      ...condition,
      of: { classId, classTitle, institutionId },
    }));
  });
  return [...server, ...classes];
}

function seen<Kind extends AlertKind, Look>(
  table: Readonly<Record<Kind, (look: Look) => Found | undefined>>,
  look: Look,
): Condition[] {
  const kinds = Object.keys(table) as Kind[];
  const found = kinds.flatMap((kind) => {
    const one = table[kind](look);
    return one ? [{ kind, ...one }] : [];
  });
  return found.map((one) => ({
    ...one,
    isHidden: found.some(({ kind }) => followsFrom[kind]?.includes(one.kind) === true),
  }));
}

function lookAt({ overview }: ClassNow, at: number): ClassLook {
  const { stream, ingest, broadcast, phase } = overview;
  const isLive = stream === 'live';
  return {
    ...{ at, overview, isLive },
    isShown: isLive && broadcast !== undefined && broadcast.slate === undefined,
    isTaught: phase !== 'lobby' && phase !== 'paused',
    picture: (ingest?.videoBps ?? 0) > 0,
    sound: (ingest?.audioBps ?? 0) > 0,
  };
}

/** How long students have had what began then; nothing where it didn't, or where nobody is to blame for it. */
function shownFor({ at, isShown, isTaught }: ClassLook, since: number | undefined): number {
  return since === undefined || !isShown || !isTaught ? 0 : at - since;
}

/** On air, or about to be. */
function isInHours({ overview: { stream, startsAt } }: ClassNow, at: number): boolean {
  return stream === 'live' || (startsAt !== undefined && Math.abs(startsAt - at) <= AROUND_START_MS);
}

function waitingIn({ segments, bytes }: { segments: number; bytes: number }): Figures {
  return { segments, megabytes: Math.round(bytes / MEGABYTE) };
}

function warn(figures: Figures): Found {
  return { severity: 'warn', figures };
}

function bad(figures: Figures): Found {
  return { severity: 'bad', figures };
}

function seconds(ms: number): number {
  return Math.round(ms / 1000);
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
