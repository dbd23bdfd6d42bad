import * as v from 'valibot';
import { CHAT_TEXT_MAX } from './limits.ts';

export const chatSendSchema = v.object({
  type: v.literal('chat.send'),
  text: v.pipe(v.string(), v.maxLength(CHAT_TEXT_MAX, `at most ${CHAT_TEXT_MAX} characters`)),
});

/** What a person asks for. Imperative; whether it happens is for `decide` to say. */
export const commandSchema = v.variant('type', [chatSendSchema]);

export type Command = v.InferOutput<typeof commandSchema>;
export type CommandType = Command['type'];
