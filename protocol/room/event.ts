import * as v from 'valibot';
import { boardEvents } from './board/index.ts';
import { breakoutEvents } from './breakouts/index.ts';
import { captionsEvents } from './captions/index.ts';
import { chatEvents } from './chat/index.ts';
import { handEvents } from './hands/index.ts';
import { lifecycleEvents } from './lifecycle/index.ts';
import { noteEvents } from './notes/index.ts';
import { peopleEvents } from './people/index.ts';
import { pollEvents } from './polls/index.ts';
import { questionEvents } from './questions/index.ts';
import { sceneEvents } from './scene/index.ts';
import { sharingEvents } from './sharing/index.ts';
import { slidesEvents } from './slides/index.ts';
import { stageEvents } from './stage/index.ts';
import { streamEvents } from './stream/index.ts';

/** What happened. Past tense; once logged it is never changed, only added to. */
export const eventSchema = v.variant('type', [
  ...chatEvents,
  ...questionEvents,
  ...handEvents,
  ...pollEvents,
  ...peopleEvents,
  ...lifecycleEvents,
  ...noteEvents,
  ...sharingEvents,
  ...boardEvents,
  ...slidesEvents,
  ...sceneEvents,
  ...stageEvents,
  ...breakoutEvents,
  ...streamEvents,
  ...captionsEvents,
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
