// What an admin sees of a server and of each class that is on.
import * as v from 'valibot';
import { classIdSchema, phaseSchema } from '../room/index.ts';

export const transcoderInfoSchema = v.variant('status', [
  v.object({ status: v.literal('missing'), reason: v.string() }),
  v.object({ status: v.literal('ready'), version: v.string(), path: v.string() }),
]);

export const rungInfoSchema = v.object({
  name: v.string(),
  kind: v.picklist(['audio', 'video']),
  width: v.optional(v.number()),
  height: v.optional(v.number()),
  bitrateBps: v.number(),
  /** Of a picture that is not in H.264. */
  codec: v.optional(v.literal('AV1')),
});

/** One class in the admin's overview; `ingest` and `broadcast` are there while a programme comes in. */
export const overviewClassSchema = v.object({
  classId: classIdSchema,
  code: v.string(),
  classTitle: v.string(),
  courseTitle: v.string(),
  here: v.number(),
  stream: v.picklist(['idle', 'live', 'stopped']),
  since: v.optional(v.number()),
  ingest: v.optional(
    v.object({
      videoBps: v.number(),
      audioBps: v.number(),
      lossPct: v.number(),
      jitterMs: v.number(),
      roundTripMs: v.optional(v.number()),
      /** As the studio sends them. */
      framesPerSecond: v.optional(v.number()),
      codec: v.optional(v.string()),
      /** TCP where a firewall lets nothing else through: it works, with more delay on a lossy line. */
      protocol: v.optional(v.picklist(['udp', 'tcp'])),
      /** The worst of the last ten minutes, as far as there are any, and how often something was asked for again. */
      lately: v.object({
        seconds: v.number(),
        lossPct: v.number(),
        jitterMs: v.number(),
        roundTripMs: v.optional(v.number()),
        framesPerSecond: v.optional(v.number()),
        nacks: v.number(),
        plis: v.number(),
        firs: v.number(),
      }),
      /** How long ago the newest key frame came. */
      keyframeAgeMs: v.optional(v.number()),
    }),
  ),
  broadcast: v.optional(
    v.object({
      status: v.picklist(['starting', 'running', 'restarting', 'failed']),
      restarts: v.number(),
      rungs: v.array(rungInfoSchema),
      /** Rungs that are left out because the machine can't keep up. */
      leftOut: v.optional(v.array(v.string())),
      /** Of the picture as it goes out: what did not come in can't. */
      framesPerSecond: v.optional(v.number()),
      /** How long ago the newest part came. */
      lastPartAgeMs: v.optional(v.number()),
      /** The transcoder's, as a share of real time: 1 keeps up. */
      speed: v.optional(v.number()),
      /** An admin's choice: at most this rung goes out. */
      topRung: v.optional(v.string()),
      /** A still picture goes out in place of what comes in: the studio is away, or an admin chose so. */
      slate: v.optional(v.picklist(['away', 'chosen'])),
      /** Since when nobody could see or hear anything in it, by the server's clock. */
      blackSince: v.optional(v.number()),
      frozenSince: v.optional(v.number()),
      silentSince: v.optional(v.number()),
      /** Media of this class that left the server, and how many requests for it there were: whole life, and from memory. */
      sent: v.optional(
        v.object({
          bytes: v.number(),
          requests: v.number(),
          fromMemory: v.number(),
          /** Of the bytes, pictures in AV1. */
          av1Bytes: v.optional(v.number()),
        }),
      ),
      /** Under which a newer still picture of it is, where there is one: `<img src>` with `?n=` of this. */
      stillAt: v.optional(v.number()),
    }),
  ),
  onStage: v.optional(v.number()),
  hands: v.optional(v.number()),
  players: v.optional(
    v.object({
      reporting: v.number(),
      delayP95Ms: v.nullable(v.number()),
      stallsPerMinute: v.number(),
    }),
  ),
  startsAt: v.optional(v.number()),
  /** How far its staff are with it: in a pause nobody has promised a picture. */
  phase: v.optional(phaseSchema),
  /** Why nothing of it is recorded just now; missing while all is. */
  unrecorded: v.optional(v.string()),
});

export const overviewSchema = v.object({
  institutionName: v.string(),
  version: v.string(),
  startedAt: v.number(),
  at: v.number(),
  transcoder: transcoderInfoSchema,
  media: v.object({
    workers: v.number(),
    /** What a firewall has to let through, UDP and TCP. */
    ports: v.array(v.number()),
    reason: v.optional(v.string()),
  }),
  classes: v.array(overviewClassSchema),
});

export type Overview = v.InferOutput<typeof overviewSchema>;
export type OverviewClass = v.InferOutput<typeof overviewClassSchema>;
export type RungInfo = v.InferOutput<typeof rungInfoSchema>;
export type TranscoderInfo = v.InferOutput<typeof transcoderInfoSchema>;
