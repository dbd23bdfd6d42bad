import * as v from 'valibot';
import { chatMessageSchema, messageIdSchema } from '../room/index.ts';

/** Which of a class’s messages are asked for: those before this one. */
export const olderChatQuerySchema = v.object({ before: messageIdSchema });

/** The last so many that were written before a message, the oldest first, as whoever asks may see them. */
export const olderChatSchema = v.object({
  messages: v.array(chatMessageSchema),
  /** By message and reaction, what everybody’s came to. */
  counted: v.record(v.string(), v.record(v.string(), v.number())),
  /** Before these there is nothing. */
  isFirst: v.boolean(),
});

export type OlderChat = v.InferOutput<typeof olderChatSchema>;
