// Rooms to work in beside the lecture: who is in which, until when, and what is written there.
import * as v from 'valibot';
import { type BreakoutId, type PersonId, breakoutIdSchema, personIdSchema } from '../ids.ts';
import {
  ANNOUNCEMENT_MAX,
  BREAKOUTS_MAX,
  BREAKOUT_CHAT_KEPT,
  BREAKOUT_LIMIT_MAX_MS,
  BREAKOUT_LIMIT_MIN_MS,
  BREAKOUT_MEMBERS_MAX,
  BREAKOUT_NAME_MAX,
  CHAT_TEXT_MAX,
} from '../limits.ts';
import { textOf } from '../text.ts';
import { breakoutMessageSchema } from './lane.ts';

export * from './lane.ts';

const forMs = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(BREAKOUT_LIMIT_MIN_MS),
  v.maxValue(BREAKOUT_LIMIT_MAX_MS),
);

export const breakoutCommands = [
  v.object({
    type: v.literal('breakouts.open'),
    rooms: v.pipe(
      v.array(
        v.object({
          name: textOf(BREAKOUT_NAME_MAX),
          members: v.pipe(v.array(personIdSchema), v.maxLength(BREAKOUT_MEMBERS_MAX)),
        }),
      ),
      v.minLength(1),
      v.maxLength(BREAKOUTS_MAX),
    ),
    /** Students go where they like, as far as there is room. */
    mayChoose: v.boolean(),
    forMs: v.optional(forMs),
  }),
  /** Puts somebody into a room; without one, back into the class. */
  v.object({
    type: v.literal('breakouts.move'),
    personId: personIdSchema,
    breakoutId: v.optional(breakoutIdSchema),
  }),
  /** Oneself: staff go where they like, anybody else into their own room or one that they may choose. */
  v.object({ type: v.literal('breakouts.enter'), breakoutId: breakoutIdSchema }),
  /** Back to the class by oneself; one's place in the room is kept. */
  v.object({ type: v.literal('breakouts.leave') }),
  /** To those who are in the same room. */
  v.object({ type: v.literal('breakouts.say'), text: textOf(CHAT_TEXT_MAX) }),
  /** To all rooms at once. */
  v.object({ type: v.literal('breakouts.tell'), text: textOf(ANNOUNCEMENT_MAX) }),
  /** So much longer from now; without a time, until somebody ends it. */
  v.object({ type: v.literal('breakouts.limit'), forMs: v.optional(forMs) }),
  v.object({ type: v.literal('breakouts.end') }),
] as const;

const roomSchema = v.object({ breakoutId: breakoutIdSchema, name: v.string() });

const endsAt = v.optional(v.number());

/** Whom staff have put where, or who went there. */
export const breakoutMemberSchema = v.object({
  name: v.string(),
  breakoutId: breakoutIdSchema,
  /** Not: they have gone back to the class by themselves, and may come again. */
  isIn: v.boolean(),
  /** Staff who look in count for no place. */
  isVisitor: v.optional(v.boolean()),
});

export const breakoutEvents = [
  v.object({
    type: v.literal('breakouts.opened'),
    rooms: v.array(roomSchema),
    members: v.array(v.object({ personId: personIdSchema, name: v.string(), breakoutId: breakoutIdSchema })),
    mayChoose: v.boolean(),
    endsAt,
    by: personIdSchema,
  }),
  /** Where somebody is from now on; without a room, in none. */
  v.object({
    type: v.literal('breakouts.moved'),
    personId: personIdSchema,
    to: v.optional(breakoutMemberSchema),
    by: personIdSchema,
  }),
  v.object({
    type: v.literal('breakouts.said'),
    breakoutId: breakoutIdSchema,
    ...v.omit(breakoutMessageSchema, ['at']).entries,
  }),
  v.object({ type: v.literal('breakouts.told'), text: v.string(), name: v.string(), by: personIdSchema }),
  v.object({ type: v.literal('breakouts.limited'), endsAt, by: personIdSchema }),
  v.object({
    type: v.literal('breakouts.ended'),
    reason: v.picklist(['ended', 'time', 'class-ended']),
    by: v.optional(personIdSchema),
  }),
] as const;

export const breakoutsStateSchema = v.object({
  /** Missing: there are none at the moment. */
  open: v.optional(
    v.object({
      openedAt: v.number(),
      endsAt,
      mayChoose: v.boolean(),
    }),
  ),
  rooms: v.array(roomSchema),
  /** By person. */
  members: v.record(v.string(), breakoutMemberSchema),
  /** What staff told all rooms last. */
  notice: v.optional(v.object({ text: v.string(), name: v.string(), at: v.number() })),
  /** By room: for the server, which hands each to those who are in it. */
  chats: v.record(v.string(), v.array(breakoutMessageSchema)),
});

export type BreakoutRoom = v.InferOutput<typeof roomSchema>;
export type BreakoutMember = v.InferOutput<typeof breakoutMemberSchema>;
export type BreakoutsState = v.InferOutput<typeof breakoutsStateSchema>;
export type BreakoutEvent = v.InferOutput<(typeof breakoutEvents)[number]>;

export const noBreakouts: BreakoutsState = { rooms: [], members: {}, chats: {} };

export function foldBreakouts(breakouts: BreakoutsState, event: BreakoutEvent, at: number): BreakoutsState {
  switch (event.type) {
    case 'breakouts.opened': {
      const { rooms, members, mayChoose } = event;
      return {
        open: { openedAt: at, mayChoose, ...endOf(event) },
        rooms,
        members: Object.fromEntries(
          members.map(({ personId, name, breakoutId }) => [personId, { name, breakoutId, isIn: true }]),
        ),
        chats: {},
      };
    }
    case 'breakouts.moved': {
      const { [event.personId]: _before, ...others } = breakouts.members;
      const { to } = event;
      return { ...breakouts, members: to ? { ...others, [event.personId]: to } : others };
    }
    case 'breakouts.said': {
      const { type: _type, breakoutId, ...said } = event;
      const before = breakouts.chats[breakoutId] ?? [];
      const chat = [...before, { ...said, at }].slice(-BREAKOUT_CHAT_KEPT);
      return { ...breakouts, chats: { ...breakouts.chats, [breakoutId]: chat } };
    }
    case 'breakouts.told':
      return { ...breakouts, notice: { text: event.text, name: event.name, at } };
    case 'breakouts.limited': {
      if (!breakouts.open) return breakouts;
      const { endsAt: _endsAt, ...open } = breakouts.open;
      return { ...breakouts, open: { ...open, ...endOf(event) } };
    }
    case 'breakouts.ended':
      return noBreakouts;
  }
}

/** The room that somebody is in now; undefined where they are in the class. */
export function breakoutOf({ open, members }: BreakoutsState, personId: PersonId): BreakoutId | undefined {
  const member: BreakoutMember | undefined = members[personId];
  return open && member?.isIn === true ? member.breakoutId : undefined;
}

/** Whose room this is: who is in it, and who has gone back to the class for a while. */
export function membersOf(
  { members }: BreakoutsState,
  breakoutId: string,
): { personId: PersonId; member: BreakoutMember }[] {
  return Object.entries(members)
    .filter(([, member]) => member.breakoutId === breakoutId)
    .map(([personId, member]) => ({ personId: personId as PersonId, member }));
}

/** What is written in a room goes to those alone who are in it. */
export function breakoutsWithoutChats(breakouts: BreakoutsState): BreakoutsState {
  return { ...breakouts, chats: {} };
}

function endOf({ endsAt: at }: { endsAt?: number | undefined }): { endsAt?: number } {
  return at === undefined ? {} : { endsAt: at };
}
