// What is said in a breakout room, beside the log's events: only who is in it is told.
import * as v from 'valibot';
import { type BreakoutId, type PersonId, breakoutIdSchema, messageIdSchema, personIdSchema } from '../ids.ts';
import { BREAKOUT_CHAT_KEPT } from '../limits.ts';
import { roleSchema } from '../roles.ts';

export const breakoutMessageSchema = v.object({
  messageId: messageIdSchema,
  personId: personIdSchema,
  name: v.string(),
  role: roleSchema,
  text: v.string(),
  at: v.number(),
});

/** From now on, of whichever room this page's person is in. */
export const breakoutSaySchema = v.variant('is', [
  v.object({ is: v.literal('open') }),
  v.object({ is: v.literal('close') }),
]);

export const breakoutToldSchema = v.variant('is', [
  /** All that was written in the room that they are in now, and who has lost the connection there. */
  v.object({
    is: v.literal('whole'),
    breakoutId: breakoutIdSchema,
    messages: v.array(breakoutMessageSchema),
    lost: v.array(personIdSchema),
  }),
  v.object({ is: v.literal('said'), breakoutId: breakoutIdSchema, message: breakoutMessageSchema }),
  /** These and no others: their places wait for them. */
  v.object({ is: v.literal('lost'), breakoutId: breakoutIdSchema, lost: v.array(personIdSchema) }),
  /** They are in none. */
  v.object({ is: v.literal('none') }),
]);

export type BreakoutSay = v.InferOutput<typeof breakoutSaySchema>;
export type BreakoutTold = v.InferOutput<typeof breakoutToldSchema>;
export type BreakoutMessage = v.InferOutput<typeof breakoutMessageSchema>;

/** What those alone know of a room who are in it, as their page has it. */
export interface BreakoutInside {
  readonly breakoutId: BreakoutId | undefined;
  readonly messages: readonly BreakoutMessage[];
  /** Who is in it without a connection. */
  readonly lost: readonly PersonId[];
}

export const noBreakoutInside: BreakoutInside = { breakoutId: undefined, messages: [], lost: [] };

export function foldBreakoutInside(inside: BreakoutInside, told: BreakoutTold): BreakoutInside {
  if (told.is === 'none') return noBreakoutInside;
  const { breakoutId } = told;
  if (told.is === 'whole') return { breakoutId, messages: told.messages, lost: told.lost };
  // Of a room that was left a moment ago.
  if (breakoutId !== inside.breakoutId) return inside;
  if (told.is === 'lost') return { ...inside, lost: told.lost };
  const { message } = told;
  if (inside.messages.some(({ messageId }) => messageId === message.messageId)) return inside;
  return { ...inside, messages: [...inside.messages, message].slice(-BREAKOUT_CHAT_KEPT) };
}
