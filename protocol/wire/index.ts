// The frames on the gateway's socket, both ways. Every frame is JSON with a `t`; both sides parse with
// these schemas, so a page and a server of different ages part with a reason instead of misreading each other.
import * as v from 'valibot';
import { mediaQuestionSchema } from '../media/index.ts';
import { operationsSaySchema, playerReportSchema } from '../operations/index.ts';
import {
  boardSaySchema,
  boardToldSchema,
  breakoutSaySchema,
  breakoutToldSchema,
  classIdSchema,
  commandSchema,
  loggedEventSchema,
  personIdSchema,
  refusalSchema,
  roleSchema,
  mineSchema,
  roomStateSchema,
} from '../room/index.ts';

/** Raised when an old page could misread a new server, or the other way round. */
export const WIRE_VERSION = 8;

/** Bytes in one frame from a client. */
export const CLIENT_FRAME_MAX = 64 * 1024;

const seq = v.pipe(v.number(), v.integer(), v.minValue(0));
/** Made by the client, once per intent: a command sent again after a lost answer counts once. */
const commandKey = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{8,64}$/, 'a key of 8 to 64 characters'));

export const clientFrameSchema = v.variant('t', [
  v.object({
    t: v.literal('hello'),
    v: v.number(),
    /** An access token, or the resume token of an earlier welcome: it brings the same person back. */
    token: v.pipe(v.string(), v.maxLength(4_096)),
    /** The last event this page has; without it a snapshot comes. */
    since: v.optional(seq),
    /** Which log that event was in, as its welcome said: a log that lost its end has gone on in another way. */
    logId: v.optional(v.pipe(v.string(), v.maxLength(64))),
    /** The class that the page shows: a token of another one is refused instead of leading elsewhere. */
    classId: v.optional(classIdSchema),
  }),
  v.object({ t: v.literal('command'), key: commandKey, command: commandSchema }),
  v.object({ t: v.literal('ask'), id: seq, question: mediaQuestionSchema }),
  v.object({ t: v.literal('board'), say: boardSaySchema }),
  v.object({ t: v.literal('breakout'), say: breakoutSaySchema }),
  /** In place of a hello: this socket is a dashboard's, in no class. Again with a fresh token before the old runs out. */
  v.object({
    t: v.literal('watch'),
    v: v.number(),
    token: v.pipe(v.string(), v.maxLength(4_096)),
  }),
  v.object({ t: v.literal('operations'), say: operationsSaySchema }),
  v.object({ t: v.literal('report'), report: playerReportSchema }),
  v.object({ t: v.literal('bye') }),
]);

export const youSchema = v.object({
  personId: personIdSchema,
  name: v.string(),
  role: roleSchema,
  classId: classIdSchema,
  classTitle: v.string(),
});

/** What is told as numbers, at most twice a second, because single events would flood a large class. */
export const countsSchema = v.object({
  here: v.number(),
  hands: v.number(),
  /** People who have answered, by open poll. */
  answered: v.record(v.string(), v.number()),
  /** By question, and by message and reaction: all of them in a welcome, then those that have changed. */
  votes: v.record(v.string(), v.number()),
  reactions: v.record(v.string(), v.record(v.string(), v.number())),
});

export const serverFrameSchema = v.variant('t', [
  v.object({
    t: v.literal('welcome'),
    v: v.number(),
    you: youSchema,
    at: v.number(),
    /** Brings this person back for as long as the class may last, also after the access token has run out. */
    resume: v.string(),
    counts: countsSchema,
    /** All up to here is in what follows: whoever is welcome is up to date. */
    through: seq,
    /** To be said with the next hello. */
    logId: v.optional(v.string()),
    /**
     * Events alone where they are short, else a state and the events that came after it was written; then what is
     * one's own is put in.
     */
    state: v.optional(roomStateSchema),
    events: v.optional(v.array(loggedEventSchema)),
    mine: mineSchema,
  }),
  v.object({ t: v.literal('events'), through: seq, events: v.array(loggedEventSchema) }),
  /** In place of what the page had: what this person may see has changed. */
  v.object({ t: v.literal('state'), you: youSchema, through: seq, state: roomStateSchema, mine: mineSchema }),
  v.object({ t: v.literal('counts'), counts: countsSchema }),
  /** One's own place among the raised hands, from 1; none when one's hand is down. */
  v.object({ t: v.literal('place'), place: v.optional(v.number()) }),
  v.object({ t: v.literal('done'), key: v.string(), seq }),
  v.object({ t: v.literal('refused'), key: v.string(), refusal: refusalSchema }),
  v.object({ t: v.literal('answer'), id: seq, answer: v.record(v.string(), v.unknown()) }),
  v.object({ t: v.literal('unanswered'), id: seq, refusal: refusalSchema }),
  /** To those who have the board open. */
  v.object({ t: v.literal('board'), told: boardToldSchema }),
  /** To who is in a breakout room, of that room. */
  v.object({ t: v.literal('breakout'), told: breakoutToldSchema }),
  /** To a dashboard, which parses it itself: its schemas would be dead weight in every student's page. */
  v.object({ t: v.literal('operations'), told: v.unknown() }),
  v.object({ t: v.literal('beat'), at: v.number() }),
  /** The last frame before the server closes; `again` says whether coming back makes sense. */
  v.object({ t: v.literal('bye'), refusal: refusalSchema, again: v.boolean() }),
]);

export type ClientFrame = v.InferOutput<typeof clientFrameSchema>;
export type ServerFrame = v.InferOutput<typeof serverFrameSchema>;
export type You = v.InferOutput<typeof youSchema>;
export type Counts = v.InferOutput<typeof countsSchema>;

export const noCounts: Counts = { here: 0, hands: 0, answered: {}, votes: {}, reactions: {} };

/**
 * The server beats this often, but not where it has said something just before: at most two seconds more may pass
 * between two of its words. The rest of what a client waits is for a server or a network that is late.
 */
export const BEAT_EVERY_MS = 5_000;
export const SILENCE_MAX_MS = 15_000;
