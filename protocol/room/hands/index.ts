import * as v from 'valibot';
import { personIdSchema } from '../ids.ts';

export const handCommands = [
  v.object({ type: v.literal('hand.raise') }),
  /** One's own, or for staff anybody's. */
  v.object({ type: v.literal('hand.lower'), personId: v.optional(personIdSchema) }),
  v.object({ type: v.literal('hand.lower-all') }),
] as const;

export const handEvents = [
  v.object({ type: v.literal('hand.raised'), personId: personIdSchema, name: v.string() }),
  v.object({ type: v.literal('hand.lowered'), personId: personIdSchema, by: personIdSchema }),
  v.object({ type: v.literal('hand.all-lowered'), by: personIdSchema }),
] as const;

export const handSchema = v.object({ personId: personIdSchema, name: v.string(), raisedAt: v.number() });

/** In the order they were raised. A student's page knows only its own. */
export const handsStateSchema = v.array(handSchema);

export type Hand = v.InferOutput<typeof handSchema>;
export type HandEvent = v.InferOutput<(typeof handEvents)[number]>;

export function foldHands(hands: readonly Hand[], event: HandEvent, at: number): Hand[] {
  switch (event.type) {
    case 'hand.raised':
      return [...hands, { personId: event.personId, name: event.name, raisedAt: at }];
    case 'hand.lowered':
      return hands.filter(({ personId }) => personId !== event.personId);
    case 'hand.all-lowered':
      return [];
  }
}

export function waitedMs(hand: Hand, now: number): number {
  return Math.max(0, now - hand.raisedAt);
}
