import * as v from 'valibot';
import { messageIdSchema, personIdSchema, streamIdSchema } from './ids.ts';
import { roleSchema } from './roles.ts';

const personSchema = v.object({
  personId: personIdSchema,
  name: v.string(),
  role: roleSchema,
  here: v.boolean(),
});

const chatMessageSchema = v.object({
  messageId: messageIdSchema,
  personId: personIdSchema,
  /** As it was when they wrote: a later change of name doesn't rewrite history. */
  name: v.string(),
  role: roleSchema,
  at: v.number(),
  text: v.string(),
});

const streamSchema = v.variant('status', [
  v.object({ status: v.literal('idle') }),
  v.object({ status: v.literal('live'), streamId: streamIdSchema, since: v.number() }),
  v.object({
    status: v.literal('stopped'),
    streamId: streamIdSchema,
    reason: v.picklist(['ended', 'lost', 'failed', 'restarted']),
    at: v.number(),
  }),
]);

/** The fold of a class's log. Server and clients hold the same value for the same `seq`. */
export const roomStateSchema = v.object({
  seq: v.number(),
  people: v.record(v.string(), personSchema),
  chat: v.array(chatMessageSchema),
  stream: streamSchema,
});

export type Person = v.InferOutput<typeof personSchema>;
export type ChatMessage = v.InferOutput<typeof chatMessageSchema>;
export type Stream = v.InferOutput<typeof streamSchema>;
export type RoomState = v.InferOutput<typeof roomStateSchema>;

export const emptyRoom: RoomState = { seq: 0, people: {}, chat: [], stream: { status: 'idle' } };
