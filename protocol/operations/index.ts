// What an admin's dashboard and the server tell each other, live over the gateway's socket and over HTTP: how every
// class on air is, what is wrong and what to do about it, and what watching players themselves report.
import * as v from 'valibot';
import { overviewSchema } from '../http/index.ts';
import { classIdSchema, personIdSchema, roleSchema, streamIdSchema } from '../room/index.ts';
import { alertSchema } from './alert.ts';

export * from './alert-words.ts';
export * from './alert.ts';

const count = v.pipe(v.number(), v.minValue(0));
/** What could not be read in that second. */
const unknown = v.nullable(v.number());

/** The figures of one class in one second; their order is that of a row. */
export const sampleFields = [
  'at',
  'videoBps',
  'audioBps',
  'lossPct',
  'jitterMs',
  'roundTripMs',
  'framesIn',
  'framesOut',
  /** The transcoder's, as a share of real time: 1 keeps up. */
  'speed',
  'partAgeMs',
  'rungs',
  'here',
  'onStage',
  'hands',
  /** How many players have reported lately, and what they say. */
  'players',
  /** Of 100 of them, 95 have at most this. */
  'delayMs',
  'startMs',
  /** Of a player, in a minute that is watched. */
  'stallsPerMinute',
  'egressBps',
] as const;
export type SampleField = (typeof sampleFields)[number];
export type Sample = Readonly<Record<SampleField, number | null>> & { readonly at: number };

export const sampleSchema = v.object(
  Object.fromEntries(sampleFields.map((field) => [field, unknown])) as Record<SampleField, typeof unknown>,
);

/** Many of them, without saying the names in each. */
export const seriesSchema = v.object({
  /** How far apart the rows are, in milliseconds. */
  everyMs: count,
  rows: v.array(v.array(unknown)),
});

/** Something in a class's log that explains a bend in a curve. */
export const markSchema = v.object({
  at: v.number(),
  kind: v.picklist([
    'stream-started',
    'stream-stopped',
    'source-changed',
    'quality-shed',
    'class-opened',
    'class-started',
    'class-paused',
    'class-resumed',
    'class-ended',
    'poll-opened',
    'poll-closed',
    'stage-joined',
    'stage-left',
    'breakouts-opened',
    'breakouts-ended',
    'recording-stopped',
    'announcement',
    'alert-raised',
    'alert-cleared',
  ]),
  /** Names of rungs, of people, of an alert's kind: shown as it is. */
  about: v.optional(v.string()),
});

/** One person as the network sees them. */
export const personLineSchema = v.object({
  personId: personIdSchema,
  name: v.string(),
  role: roleSchema,
  here: v.boolean(),
  onStage: v.boolean(),
  reconnects: count,
  /** Of the player, where the page reported within the last half minute. */
  player: v.optional(
    v.object({
      delayMs: v.nullable(v.number()),
      stallsPerMinute: count,
      rung: v.nullable(v.string()),
    }),
  ),
});

/** What a student's page says of its own player, each 10 seconds while it plays; counts are since the last report. */
export const playerReportSchema = v.object({
  /** From opening the page to the first picture; only in the first report. */
  startMs: v.optional(count),
  /** Behind the studio's clock. */
  delayMs: v.optional(count),
  playedMs: count,
  stalls: count,
  stalledMs: count,
  switches: count,
  errors: count,
  /** The rung's name in the playlist; `sound` for sound alone. */
  rung: v.optional(v.pipe(v.string(), v.maxLength(40))),
});

export const playersSchema = v.object({
  reporting: count,
  startP95Ms: v.nullable(v.number()),
  delayP50Ms: v.nullable(v.number()),
  delayP95Ms: v.nullable(v.number()),
  stallsPerMinute: count,
  /** How many watch which rung. */
  rungs: v.record(v.string(), count),
});

export const nodeSchema = v.object({
  at: v.number(),
  /** Of this process, as a share of one core: threads make it more than 1. */
  cpu: v.number(),
  memoryBytes: count,
  eventLoopP99Ms: count,
  sockets: count,
  webRtc: count,
  diskFreeBytes: v.nullable(count),
  spool: v.object({ segments: count, bytes: count, failing: v.optional(v.string()) }),
  logWriteP95Ms: v.nullable(count),
  /** Days until it ends; none where the server speaks plain HTTP. */
  certificateDays: v.nullable(v.number()),
  draining: v.boolean(),
});

export const endedClassSchema = v.object({
  classId: classIdSchema,
  streamId: streamIdSchema,
  classTitle: v.string(),
  startedAt: v.number(),
  endedAt: v.number(),
  peakHere: count,
  restarts: count,
  alerts: count,
});

/** The newest first; a page of them, and the next is of those that ended before the last of these. */
export const endedClassesSchema = v.object({ classes: v.array(endedClassSchema) });

export const endedQuerySchema = v.object({
  before: v.optional(
    v.pipe(v.string(), v.regex(/^\d{1,15}$/, 'a time in milliseconds'), v.transform(Number)),
  ),
});

/** What of the server's own log is written from now on. */
export const logLevelSchema = v.object({
  level: v.picklist(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']),
});

/** From the dashboard: which class it looks into now. */
export const operationsSaySchema = v.variant('say', [
  v.object({ say: v.literal('open'), classId: classIdSchema }),
  v.object({ say: v.literal('shut') }),
]);

export const operationsToldSchema = v.variant('told', [
  /** Once a second. */
  v.object({ told: v.literal('overview'), overview: overviewSchema, node: nodeSchema }),
  /** At once, and whenever they change: what is wrong now, and what was within the last day. */
  v.object({ told: v.literal('alerts'), open: v.array(alertSchema), past: v.array(alertSchema) }),
  /** All there is of the class that was opened: the finer series is the last ten minutes. */
  v.object({
    told: v.literal('class'),
    classId: classIdSchema,
    seconds: seriesSchema,
    minutes: seriesSchema,
    marks: v.array(markSchema),
  }),
  /** What came since, each second. */
  v.object({
    told: v.literal('second'),
    classId: classIdSchema,
    row: v.array(unknown),
    marks: v.array(markSchema),
    players: playersSchema,
    people: v.array(personLineSchema),
  }),
]);

/** What staff of operations may do to one class, over HTTP. */
export const operationsActSchema = v.variant('act', [
  v.object({ act: v.literal('restart-transcoder') }),
  v.object({ act: v.literal('slate'), on: v.boolean() }),
  /** At most this rung goes out; none: whatever the machine can. */
  v.object({ act: v.literal('top-rung'), rung: v.nullable(v.pipe(v.string(), v.maxLength(40))) }),
  v.object({ act: v.literal('end-class') }),
  v.object({
    act: v.literal('tell-staff'),
    text: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(500)),
  }),
]);

export type Series = v.InferOutput<typeof seriesSchema>;
export type Mark = v.InferOutput<typeof markSchema>;
export type PersonLine = v.InferOutput<typeof personLineSchema>;
export type PlayerReport = v.InferOutput<typeof playerReportSchema>;
export type Players = v.InferOutput<typeof playersSchema>;
export type NodeFacts = v.InferOutput<typeof nodeSchema>;
export type EndedClasses = v.InferOutput<typeof endedClassesSchema>;
export type LogLevel = v.InferOutput<typeof logLevelSchema>['level'];
export type EndedClass = v.InferOutput<typeof endedClassSchema>;
export type OperationsSay = v.InferOutput<typeof operationsSaySchema>;
export type OperationsTold = v.InferOutput<typeof operationsToldSchema>;
export type OperationsAct = v.InferOutput<typeof operationsActSchema>;
