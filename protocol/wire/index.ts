// The frames on the gateway's socket, both ways. Every frame is JSON with a `t`; both sides parse with
// these schemas, so a page and a server of different ages part with a reason instead of misreading each other.
import * as v from 'valibot';
import { mediaQuestionSchema } from '../media/index.ts';
import { classIdSchema, commandSchema, loggedEventSchema, personIdSchema } from '../room/index.ts';
import { refusalSchema, roleSchema, roomStateSchema } from '../room/index.ts';

/** Raised when an old page could misread a new server, or the other way round. */
export const WIRE_VERSION = 1;

/** Bytes in one frame from a client. */
export const CLIENT_FRAME_MAX = 64 * 1024;

const seq = v.pipe(v.number(), v.integer(), v.minValue(0));
/** Made by the client, once per intent: a command sent again after a lost answer counts once. */
const commandKey = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{8,64}$/, 'a key of 8 to 64 characters'));

export const clientFrameSchema = v.variant('t', [
  v.object({ t: v.literal('hello'), v: v.number(), token: v.string(), since: v.optional(seq) }),
  v.object({ t: v.literal('command'), key: commandKey, command: commandSchema }),
  v.object({ t: v.literal('ask'), id: seq, question: mediaQuestionSchema }),
  v.object({ t: v.literal('bye') }),
]);

export const youSchema = v.object({
  personId: personIdSchema,
  name: v.string(),
  role: roleSchema,
  classId: classIdSchema,
  classTitle: v.string(),
});

export const serverFrameSchema = v.variant('t', [
  /**
   * All that was missed, in one frame: who is welcome is up to date. Events alone where they are short, else a state
   * and the events that came after it was written.
   */
  v.object({
    t: v.literal('welcome'),
    v: v.number(),
    you: youSchema,
    at: v.number(),
    state: v.optional(roomStateSchema),
    events: v.optional(v.array(loggedEventSchema)),
  }),
  v.object({ t: v.literal('events'), events: v.array(loggedEventSchema) }),
  v.object({ t: v.literal('done'), key: v.string(), seq }),
  v.object({ t: v.literal('refused'), key: v.string(), refusal: refusalSchema }),
  v.object({ t: v.literal('answer'), id: seq, answer: v.record(v.string(), v.unknown()) }),
  v.object({ t: v.literal('unanswered'), id: seq, refusal: refusalSchema }),
  v.object({ t: v.literal('beat'), at: v.number() }),
  /** The last frame before the server closes; `again` says whether coming back makes sense. */
  v.object({ t: v.literal('bye'), refusal: refusalSchema, again: v.boolean() }),
]);

export type ClientFrame = v.InferOutput<typeof clientFrameSchema>;
export type ServerFrame = v.InferOutput<typeof serverFrameSchema>;
export type You = v.InferOutput<typeof youSchema>;

/** The server says something at least this often, so that a client can tell silence from a dead line. */
export const BEAT_EVERY_MS = 5_000;
export const SILENCE_MAX_MS = 12_000;
