import * as v from 'valibot';
import { personIdSchema } from '../ids.ts';
import { STAGE_LIMIT_MAX_MS, STAGE_LIMIT_MIN_MS, STAGE_RETURN_MS } from '../limits.ts';

/** What staff can turn off of a guest, who can't turn it on again by themselves. */
export const stagePartSchema = v.picklist(['microphone', 'camera', 'screen']);

const forMs = v.pipe(v.number(), v.integer(), v.minValue(STAGE_LIMIT_MIN_MS), v.maxValue(STAGE_LIMIT_MAX_MS));

export const stageCommands = [
  /** Whose hand is up comes at once; anybody else is asked. */
  v.object({ type: v.literal('stage.call'), personId: personIdSchema, forMs: v.optional(forMs) }),
  v.object({ type: v.literal('stage.accept') }),
  v.object({ type: v.literal('stage.decline') }),
  v.object({ type: v.literal('stage.leave') }),
  /** Sends somebody back to their seat, or takes the call back. */
  v.object({ type: v.literal('stage.dismiss'), personId: personIdSchema }),
  v.object({
    type: v.literal('stage.hold'),
    personId: personIdSchema,
    part: stagePartSchema,
    held: v.boolean(),
  }),
  /** So much longer from now; without a time, for as long as they like. */
  v.object({ type: v.literal('stage.limit'), personId: personIdSchema, forMs: v.optional(forMs) }),
] as const;

const endsAt = v.optional(v.number());

export const stageEvents = [
  v.object({
    type: v.literal('stage.called'),
    personId: personIdSchema,
    name: v.string(),
    forMs: v.optional(v.number()),
    by: personIdSchema,
  }),
  /** They declined, or it was taken back. */
  v.object({ type: v.literal('stage.uncalled'), personId: personIdSchema, by: personIdSchema }),
  v.object({
    type: v.literal('stage.entered'),
    personId: personIdSchema,
    name: v.string(),
    endsAt,
    by: personIdSchema,
  }),
  v.object({
    type: v.literal('stage.left'),
    personId: personIdSchema,
    /** `lost`: their connection was, and did not come back in time; if it does soon, so do they. */
    reason: v.picklist(['left', 'dismissed', 'time', 'lost', 'class-ended']),
  }),
  /** Their connection is gone, or is there again. */
  v.object({ type: v.literal('stage.away'), personId: personIdSchema }),
  v.object({ type: v.literal('stage.back'), personId: personIdSchema }),
  v.object({
    type: v.literal('stage.held'),
    personId: personIdSchema,
    part: stagePartSchema,
    held: v.boolean(),
    by: personIdSchema,
  }),
  v.object({ type: v.literal('stage.limited'), personId: personIdSchema, endsAt, by: personIdSchema }),
] as const;

export const guestSchema = v.object({
  personId: personIdSchema,
  name: v.string(),
  enteredAt: v.number(),
  endsAt,
  awaySince: v.optional(v.number()),
  /** Turned off by staff. */
  held: v.array(stagePartSchema),
});

export const calledSchema = v.object({
  personId: personIdSchema,
  name: v.string(),
  calledAt: v.number(),
  forMs: v.optional(v.number()),
});

export const stageStateSchema = v.object({
  /** In the order in which they came. */
  guests: v.array(guestSchema),
  /** Asked, and not answered yet. A student's page knows only its own. */
  called: v.array(calledSchema),
  /** Lost from the stage a moment ago: whoever of them comes back is on it again. */
  lost: v.array(v.object({ ...guestSchema.entries, lostAt: v.number() })),
});

export type StagePart = v.InferOutput<typeof stagePartSchema>;
export type Guest = v.InferOutput<typeof guestSchema>;
export type Called = v.InferOutput<typeof calledSchema>;
export type StageState = v.InferOutput<typeof stageStateSchema>;
export type StageEvent = v.InferOutput<(typeof stageEvents)[number]>;

export const emptyStage: StageState = { guests: [], called: [], lost: [] };

export function foldStage(stage: StageState, event: StageEvent, at: number): StageState {
  const { personId } = event;
  const { guests, called, lost } = stage;
  switch (event.type) {
    case 'stage.called': {
      const { name, forMs: wanted } = event;
      const limit = wanted === undefined ? {} : { forMs: wanted };
      return { ...stage, called: [...without(called, personId), { personId, name, calledAt: at, ...limit }] };
    }
    case 'stage.uncalled':
      return { ...stage, called: without(called, personId) };
    case 'stage.entered': {
      const held = lost.find((one) => one.personId === personId && mayReturn(one, at))?.held ?? [];
      const guest = { personId, name: event.name, enteredAt: at, held, ...endOf(event) };
      return {
        guests: [...without(guests, personId), guest],
        called: without(called, personId),
        lost: without(lost, personId),
      };
    }
    case 'stage.left': {
      const gone = guests.find((guest) => guest.personId === personId);
      const stillLost = lost.filter((one) => one.personId !== personId && mayReturn(one, at));
      return {
        ...stage,
        guests: without(guests, personId),
        lost: gone && event.reason === 'lost' ? [...stillLost, { ...gone, lostAt: at }] : stillLost,
      };
    }
    case 'stage.away':
      return { ...stage, guests: changed(guests, personId, (guest) => ({ ...guest, awaySince: at })) };
    case 'stage.back':
      return {
        ...stage,
        guests: changed(guests, personId, ({ awaySince: _awaySince, ...guest }) => guest),
      };
    case 'stage.held':
      return {
        ...stage,
        guests: changed(guests, personId, (guest) => {
          const others = guest.held.filter((part) => part !== event.part);
          return { ...guest, held: event.held ? [...others, event.part] : others };
        }),
      };
    case 'stage.limited':
      return {
        ...stage,
        guests: changed(guests, personId, ({ endsAt: _endsAt, ...guest }) => ({ ...guest, ...endOf(event) })),
      };
  }
}

/** Whoever was lost from the stage and is back so soon had not left it. */
export function mayReturn({ lostAt, endsAt: until }: StageState['lost'][number], now: number): boolean {
  return now - lostAt < STAGE_RETURN_MS && (until === undefined || now < until);
}

/** Of somebody's time on the stage; undefined where it does not end by itself. */
export function leftMs({ endsAt: until }: Pick<Guest, 'endsAt'>, now: number): number | undefined {
  return until === undefined ? undefined : Math.max(0, until - now);
}

export function guestOf({ guests }: StageState, personId: string): Guest | undefined {
  return guests.find((guest) => guest.personId === personId);
}

function endOf({ endsAt: at }: { endsAt?: number | undefined }): { endsAt?: number } {
  return at === undefined ? {} : { endsAt: at };
}

function without<T extends { personId: string }>(list: readonly T[], personId: string): T[] {
  return list.filter((one) => one.personId !== personId);
}

function changed(guests: readonly Guest[], personId: string, change: (guest: Guest) => Guest): Guest[] {
  return guests.map((guest) => (guest.personId === personId ? change(guest) : guest));
}
