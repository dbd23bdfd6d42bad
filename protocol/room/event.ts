import * as v from 'valibot';
import { messageIdSchema, personIdSchema, streamIdSchema } from './ids.ts';
import { NAME_MAX } from './limits.ts';
import { roleSchema } from './roles.ts';

export const personJoinedSchema = v.object({
  type: v.literal('person.joined'),
  personId: personIdSchema,
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(NAME_MAX)),
  role: roleSchema,
});

export const personLeftSchema = v.object({
  type: v.literal('person.left'),
  personId: personIdSchema,
  /** `lost`: the connection went away; `restarted`: the server did, and can't know when they left. */
  reason: v.picklist(['left', 'lost', 'restarted']),
});

export const chatSentSchema = v.object({
  type: v.literal('chat.sent'),
  messageId: messageIdSchema,
  personId: personIdSchema,
  text: v.pipe(v.string(), v.minLength(1)),
});

export const streamStartedSchema = v.object({
  type: v.literal('stream.started'),
  streamId: streamIdSchema,
});

export const streamStoppedSchema = v.object({
  type: v.literal('stream.stopped'),
  streamId: streamIdSchema,
  reason: v.picklist(['ended', 'lost', 'failed', 'restarted']),
});

/** What happened. Past tense; once logged it is never changed, only added to. */
export const eventSchema = v.variant('type', [
  personJoinedSchema,
  personLeftSchema,
  chatSentSchema,
  streamStartedSchema,
  streamStoppedSchema,
]);

export type Event = v.InferOutput<typeof eventSchema>;
export type EventType = Event['type'];

/** An event in its place: `seq` counts from 1 within a class without gaps, `at` is the server's clock (ms). */
export const loggedEventSchema = v.object({
  seq: v.pipe(v.number(), v.integer(), v.minValue(1)),
  at: v.number(),
  /** The key of the command it answers: the same key again is the same command, not a second one. */
  key: v.optional(v.string()),
  event: eventSchema,
});

export type LoggedEvent = v.InferOutput<typeof loggedEventSchema>;
