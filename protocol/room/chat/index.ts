import * as v from 'valibot';
import { messageIdSchema, personIdSchema } from '../ids.ts';
import { CHAT_KEPT, CHAT_TEXT_MAX, REACTIONS, SLOW_MODE_MAX_MS } from '../limits.ts';
import { roleSchema } from '../roles.ts';
import { textOf } from '../text.ts';

export const reactionSchema = v.picklist(REACTIONS);
const slowModeMs = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(SLOW_MODE_MAX_MS));

export const chatCommands = [
  v.object({
    type: v.literal('chat.send'),
    text: textOf(CHAT_TEXT_MAX),
    replyTo: v.optional(messageIdSchema),
  }),
  v.object({
    type: v.literal('chat.react'),
    messageId: messageIdSchema,
    reaction: reactionSchema,
    on: v.boolean(),
  }),
  v.object({ type: v.literal('chat.delete'), messageId: messageIdSchema }),
  v.object({ type: v.literal('chat.pin'), messageId: messageIdSchema }),
  v.object({ type: v.literal('chat.unpin') }),
  v.object({ type: v.literal('chat.limit'), slowModeMs, staffOnly: v.boolean() }),
] as const;

export const chatEvents = [
  v.object({
    type: v.literal('chat.sent'),
    messageId: messageIdSchema,
    personId: personIdSchema,
    /** As it was when they wrote: a later change of name doesn't rewrite history, and no list of people is needed to show it. */
    name: v.string(),
    role: roleSchema,
    /** Empty where it is told again after it was deleted. */
    text: v.string(),
    replyTo: v.optional(messageIdSchema),
    /** Somebody asked for staff by '@staff' or by a staff member's name. */
    mentionsStaff: v.optional(v.boolean()),
  }),
  v.object({
    type: v.literal('chat.reacted'),
    messageId: messageIdSchema,
    personId: personIdSchema,
    reaction: reactionSchema,
    on: v.boolean(),
  }),
  v.object({ type: v.literal('chat.deleted'), messageId: messageIdSchema, personId: personIdSchema }),
  v.object({ type: v.literal('chat.pinned'), messageId: messageIdSchema, personId: personIdSchema }),
  v.object({ type: v.literal('chat.unpinned'), personId: personIdSchema }),
  v.object({ type: v.literal('chat.limited'), slowModeMs, staffOnly: v.boolean(), personId: personIdSchema }),
] as const;

export const chatMessageSchema = v.object({
  messageId: messageIdSchema,
  personId: personIdSchema,
  name: v.string(),
  role: roleSchema,
  at: v.number(),
  /** Empty once it is deleted: the place stays, so that replies still point somewhere. */
  text: v.string(),
  deleted: v.optional(v.boolean()),
  replyTo: v.optional(messageIdSchema),
  mentionsStaff: v.optional(v.boolean()),
  /** Who reacted how: everybody on the server and for staff, oneself in a student’s page. */
  reactions: v.record(v.string(), v.array(personIdSchema)),
});

export const chatStateSchema = v.object({
  messages: v.array(chatMessageSchema),
  /** Its own copy: it may be older than the messages that are kept. */
  pinned: v.optional(chatMessageSchema),
  /** A page shows it when its own picture has come there. */
  pinnedAt: v.optional(v.number()),
  slowModeMs: v.number(),
  staffOnly: v.boolean(),
});

export type Reaction = v.InferOutput<typeof reactionSchema>;
export type ChatMessage = v.InferOutput<typeof chatMessageSchema>;
export type ChatState = v.InferOutput<typeof chatStateSchema>;
export type ChatEvent = v.InferOutput<(typeof chatEvents)[number]>;

export const emptyChat: ChatState = { messages: [], slowModeMs: 0, staffOnly: false };

export function foldChat(chat: ChatState, event: ChatEvent, at: number): ChatState {
  switch (event.type) {
    case 'chat.sent': {
      const { type: _type, ...said } = event;
      return { ...chat, messages: [...chat.messages, { ...said, at, reactions: {} }].slice(-CHAT_KEPT) };
    }
    case 'chat.reacted':
      return changeMessage(chat, event.messageId, (message) => withReaction(message, event));
    case 'chat.deleted':
      return changeMessage(chat, event.messageId, (message) => ({
        ...message,
        text: '',
        deleted: true,
        reactions: {},
      }));
    case 'chat.pinned': {
      const pinned = chat.messages.find(({ messageId }) => messageId === event.messageId);
      return pinned ? { ...chat, pinned, pinnedAt: at } : chat;
    }
    case 'chat.unpinned':
      return withoutPin(chat);
    case 'chat.limited':
      return { ...chat, slowModeMs: event.slowModeMs, staffOnly: event.staffOnly };
  }
}

function changeMessage(
  chat: ChatState,
  id: string,
  change: (message: ChatMessage) => ChatMessage,
): ChatState {
  const messages = chat.messages.map((message) => (message.messageId === id ? change(message) : message));
  if (chat.pinned?.messageId !== id) return { ...chat, messages };
  const pinned = change(chat.pinned);
  return pinned.deleted ? { ...withoutPin(chat), messages } : { ...chat, messages, pinned };
}

function withoutPin({ pinned: _pinned, pinnedAt: _pinnedAt, ...rest }: ChatState): ChatState {
  return rest;
}

function withReaction(
  message: ChatMessage,
  { reaction, personId, on }: Extract<ChatEvent, { type: 'chat.reacted' }>,
): ChatMessage {
  if (message.deleted) return message;
  const others = (message.reactions[reaction] ?? []).filter((id) => id !== personId);
  const people = on ? [...others, personId] : others;
  const { [reaction]: _before, ...rest } = message.reactions;
  return { ...message, reactions: people.length > 0 ? { ...rest, [reaction]: people } : rest };
}

export type ReactionCounts = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** By message and reaction, of all that are kept. */
export function countReactions({ messages, pinned }: ChatState): Record<string, Record<string, number>> {
  const all = pinned ? [...messages, pinned] : messages;
  const counted = all.flatMap(({ messageId, reactions }) => {
    const numbers = Object.entries(reactions).map(([reaction, people]) => [reaction, people.length] as const);
    return numbers.length > 0 ? [[messageId, Object.fromEntries(numbers)] as const] : [];
  });
  return Object.fromEntries(counted);
}

/** What is shown under a message: `counted` is what the server counts for everyone; one’s own shows before it does. */
export function reactionsTo(
  message: ChatMessage,
  counted: ReactionCounts,
): { reaction: Reaction; count: number }[] {
  if (message.deleted) return [];
  return reactionSchema.options.flatMap((reaction) => {
    const known = message.reactions[reaction]?.length ?? 0;
    const count = Math.max(known, counted[message.messageId]?.[reaction] ?? 0);
    return count > 0 ? [{ reaction, count }] : [];
  });
}
