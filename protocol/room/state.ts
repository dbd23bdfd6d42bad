import * as v from 'valibot';
import { boardStateSchema, emptyBoard } from './board/index.ts';
import { breakoutsStateSchema, noBreakouts } from './breakouts/index.ts';
import { captionsStateSchema, captionsUnsaid } from './captions/index.ts';
import { chaptersStateSchema } from './chapters/index.ts';
import { chatStateSchema, emptyChat } from './chat/index.ts';
import { handsStateSchema } from './hands/index.ts';
import { personIdSchema } from './ids.ts';
import { lifecycleStateSchema, newClass } from './lifecycle/index.ts';
import { notesStateSchema } from './notes/index.ts';
import { peopleStateSchema } from './people/index.ts';
import { pollsStateSchema } from './polls/index.ts';
import { questionsStateSchema } from './questions/index.ts';
import { sceneStateSchema, unknownScene } from './scene/index.ts';
import { sharingStateSchema } from './sharing/index.ts';
import { handoutsStateSchema, noSlides, slidesStateSchema } from './slides/index.ts';
import { emptyStage, stageStateSchema } from './stage/index.ts';
import { streamStateSchema } from './stream/index.ts';

/** The fold of a class's log, or of that part of it that somebody may see. */
export const roomStateSchema = v.object({
  /** The last event of the log that is in it (or that was left out because it is not for this viewer). */
  seq: v.number(),
  lead: v.optional(personIdSchema),
  class: lifecycleStateSchema,
  people: peopleStateSchema,
  chat: chatStateSchema,
  questions: questionsStateSchema,
  hands: handsStateSchema,
  polls: pollsStateSchema,
  notes: notesStateSchema,
  shared: sharingStateSchema,
  slides: slidesStateSchema,
  handouts: handoutsStateSchema,
  board: boardStateSchema,
  stage: stageStateSchema,
  breakouts: breakoutsStateSchema,
  stream: streamStateSchema,
  captions: captionsStateSchema,
  /** Missing in what was kept before it was known. */
  scene: v.optional(sceneStateSchema, unknownScene),
  /** Missing in what a server says that doesn't know them yet. */
  chapters: v.optional(chaptersStateSchema, []),
});

export type RoomState = v.InferOutput<typeof roomStateSchema>;

export const emptyRoom: RoomState = {
  seq: 0,
  class: newClass,
  people: {},
  chat: emptyChat,
  questions: {},
  hands: [],
  polls: {},
  notes: [],
  shared: [],
  slides: noSlides,
  handouts: [],
  board: emptyBoard,
  stage: emptyStage,
  breakouts: noBreakouts,
  stream: { status: 'idle' },
  captions: captionsUnsaid,
  scene: unknownScene,
  chapters: [],
};
