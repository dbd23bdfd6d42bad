import * as v from 'valibot';
import { personIdSchema } from '../ids.ts';
import { ANNOUNCEMENTS_KEPT, ANNOUNCEMENT_MAX, LECTURE_REACTIONS } from '../limits.ts';
import { textOf } from '../text.ts';

/**
 *   scheduled ──open──► lobby ──start──► live ◄──resume── paused      ended ──open──► lobby
 *       └──────────────start────────────►  └────pause───────►┘
 *   any but ended ──end──► ended
 */
export const phaseSchema = v.picklist(['scheduled', 'lobby', 'live', 'paused', 'ended']);

export const lifecycleCommands = [
  v.object({ type: v.literal('class.open') }),
  v.object({ type: v.literal('class.start') }),
  v.object({ type: v.literal('class.pause') }),
  v.object({ type: v.literal('class.resume') }),
  v.object({ type: v.literal('class.end') }),
  v.object({ type: v.literal('announcement.make'), text: textOf(ANNOUNCEMENT_MAX) }),
  v.object({ type: v.literal('reaction.send'), reaction: v.picklist(LECTURE_REACTIONS) }),
] as const;

export const lifecycleEvents = [
  v.object({ type: v.literal('class.phase-changed'), phase: phaseSchema, by: v.optional(personIdSchema) }),
  v.object({
    type: v.literal('announcement.made'),
    text: v.string(),
    personId: personIdSchema,
    name: v.string(),
  }),
  /** What was sent within half a second, as one: single reactions would flood a large class. */
  v.object({ type: v.literal('reactions.sent'), counts: v.record(v.string(), v.number()) }),
] as const;

const announcementSchema = v.object({
  text: v.string(),
  name: v.string(),
  personId: personIdSchema,
  at: v.number(),
});

export const lifecycleStateSchema = v.object({
  phase: phaseSchema,
  phaseSince: v.number(),
  announcements: v.array(announcementSchema),
  /** All reactions of this class so far. */
  reactions: v.record(v.string(), v.number()),
});

export type LectureReaction = (typeof LECTURE_REACTIONS)[number];
export type Phase = v.InferOutput<typeof phaseSchema>;
export type Announcement = v.InferOutput<typeof announcementSchema>;
export type LifecycleState = v.InferOutput<typeof lifecycleStateSchema>;
export type LifecycleEvent = v.InferOutput<(typeof lifecycleEvents)[number]>;

export const newClass: LifecycleState = {
  phase: 'scheduled',
  phaseSince: 0,
  announcements: [],
  reactions: {},
};

export function foldLifecycle(state: LifecycleState, event: LifecycleEvent, at: number): LifecycleState {
  switch (event.type) {
    case 'class.phase-changed':
      return { ...state, phase: event.phase, phaseSince: at };
    case 'announcement.made': {
      const { text, name, personId } = event;
      const announcements = [...state.announcements, { text, name, personId, at }].slice(-ANNOUNCEMENTS_KEPT);
      return { ...state, announcements };
    }
    case 'reactions.sent': {
      const reactions = { ...state.reactions };
      for (const [reaction, sent] of Object.entries(event.counts))
        reactions[reaction] = (reactions[reaction] ?? 0) + sent;
      return { ...state, reactions };
    }
  }
}

/** Which commands lead from where to where; anything else is refused. */
export const phaseSteps: Readonly<
  Record<`class.${'open' | 'start' | 'pause' | 'resume' | 'end'}`, { from: readonly Phase[]; to: Phase }>
> = {
  'class.open': { from: ['scheduled', 'ended'], to: 'lobby' },
  'class.start': { from: ['scheduled', 'lobby'], to: 'live' },
  'class.pause': { from: ['live'], to: 'paused' },
  'class.resume': { from: ['paused'], to: 'live' },
  'class.end': { from: ['scheduled', 'lobby', 'live', 'paused'], to: 'ended' },
};
