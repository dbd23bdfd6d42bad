import * as v from 'valibot';
import { attemptIdSchema, personIdSchema, pollIdSchema } from '../ids.ts';
import {
  ANSWER_TEXT_MAX,
  POLL_OPTIONS_MAX,
  POLL_OPTION_MAX,
  POLL_QUESTION_MAX,
  POLL_TIMER_MAX_MS,
  RATING_MAX,
} from '../limits.ts';
import { textOf } from '../text.ts';

const optionIndex = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(POLL_OPTIONS_MAX - 1));
const options = v.pipe(
  v.array(textOf(POLL_OPTION_MAX)),
  v.minLength(2, 'a choice needs two options or more'),
  v.maxLength(POLL_OPTIONS_MAX, `at most ${POLL_OPTIONS_MAX} options`),
);
/** Present: it is a quiz question. Marks are given for exactly the right answer. */
const marks = v.pipe(v.number(), v.minValue(0), v.maxValue(100));

export const pollFormSchema = v.variant('kind', [
  v.object({ kind: v.literal('single'), options, correct: v.optional(optionIndex) }),
  v.object({ kind: v.literal('multiple'), options, correct: v.optional(v.array(optionIndex)) }),
  v.object({
    kind: v.literal('rating'),
    max: v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(RATING_MAX)),
  }),
  v.object({ kind: v.literal('text') }),
]);

export const pollAnswerSchema = v.variant('kind', [
  v.object({ kind: v.literal('single'), option: optionIndex }),
  v.object({
    kind: v.literal('multiple'),
    options: v.pipe(v.array(optionIndex), v.maxLength(POLL_OPTIONS_MAX)),
  }),
  v.object({
    kind: v.literal('rating'),
    rating: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(RATING_MAX)),
  }),
  v.object({ kind: v.literal('text'), text: textOf(ANSWER_TEXT_MAX) }),
]);

export const pollDraftSchema = v.object({
  question: textOf(POLL_QUESTION_MAX),
  form: pollFormSchema,
  /** Not even staff see who answered what. */
  anonymous: v.boolean(),
  marks: v.optional(marks),
  /** Closes by itself this long after it was opened. */
  timerMs: v.optional(v.pipe(v.number(), v.integer(), v.minValue(5_000), v.maxValue(POLL_TIMER_MAX_MS))),
});

export const pollCommands = [
  /** New, or in place of a draft that is not open yet. */
  v.object({ type: v.literal('poll.draft'), pollId: v.optional(pollIdSchema), draft: pollDraftSchema }),
  v.object({ type: v.literal('poll.discard'), pollId: pollIdSchema }),
  v.object({ type: v.literal('poll.open'), pollId: pollIdSchema }),
  v.object({ type: v.literal('poll.close'), pollId: pollIdSchema }),
  v.object({ type: v.literal('poll.publish'), pollId: pollIdSchema }),
  v.object({ type: v.literal('poll.hide'), pollId: pollIdSchema }),
  /** Somebody began to answer: what they come back with after a dropout is the same attempt. */
  v.object({ type: v.literal('poll.begin'), pollId: pollIdSchema, attemptId: attemptIdSchema }),
  v.object({
    type: v.literal('poll.answer'),
    pollId: pollIdSchema,
    attemptId: attemptIdSchema,
    answer: pollAnswerSchema,
  }),
] as const;

export const tallySchema = v.object({
  people: v.number(),
  /** By option, or by rating counted from 1; empty for short text. */
  counts: v.array(v.number()),
  texts: v.array(v.string()),
});

export const pollEvents = [
  v.object({
    type: v.literal('poll.drafted'),
    pollId: pollIdSchema,
    draft: pollDraftSchema,
    personId: personIdSchema,
  }),
  v.object({ type: v.literal('poll.discarded'), pollId: pollIdSchema, personId: personIdSchema }),
  v.object({
    type: v.literal('poll.opened'),
    pollId: pollIdSchema,
    /** Repeated, without what is correct in what students get: they never saw the draft. */
    draft: pollDraftSchema,
    closesAt: v.optional(v.number()),
    personId: personIdSchema,
  }),
  v.object({
    type: v.literal('poll.begun'),
    pollId: pollIdSchema,
    attemptId: attemptIdSchema,
    personId: personIdSchema,
  }),
  v.object({
    type: v.literal('poll.answered'),
    pollId: pollIdSchema,
    anonymous: v.boolean(),
    /** Left out of what staff get of an anonymous poll. */
    personId: v.optional(personIdSchema),
    attemptId: v.optional(attemptIdSchema),
    answer: pollAnswerSchema,
    /** The answer this one takes the place of, so that a count can be kept without knowing who. */
    replaces: v.optional(pollAnswerSchema),
  }),
  v.object({
    type: v.literal('poll.closed'),
    pollId: pollIdSchema,
    because: v.picklist(['closed', 'timer', 'class-ended']),
  }),
  v.object({
    type: v.literal('poll.published'),
    pollId: pollIdSchema,
    personId: personIdSchema,
    /** What students are shown; they have not seen the single answers. */
    tally: tallySchema,
    correct: v.optional(v.array(v.number())),
  }),
  v.object({ type: v.literal('poll.hidden'), pollId: pollIdSchema, personId: personIdSchema }),
] as const;

export const attemptSchema = v.object({
  attemptId: attemptIdSchema,
  answer: v.optional(pollAnswerSchema),
  /** Of a quiz question, while it is published what is correct. */
  marks: v.optional(v.number()),
});

const pollSchema = v.object({
  pollId: pollIdSchema,
  draft: pollDraftSchema,
  status: v.variant('is', [
    v.object({ is: v.literal('draft') }),
    v.object({ is: v.literal('open'), openedAt: v.number(), closesAt: v.optional(v.number()) }),
    v.object({ is: v.literal('closed'), openedAt: v.number(), closedAt: v.number() }),
  ]),
  /** Of the answers that are known here: all of them for staff, one's own for a student. */
  tally: tallySchema,
  /** What everyone is shown; absent while the results are hidden. */
  published: v.optional(v.object({ tally: tallySchema, correct: v.optional(v.array(v.number())) })),
  /** Attempts and answers by person: everybody's on the server, one's own in a page, and for staff those with a name. */
  attempts: v.record(v.string(), attemptSchema),
});

export const pollsStateSchema = v.record(v.string(), pollSchema);

export type PollForm = v.InferOutput<typeof pollFormSchema>;
export type PollAnswer = v.InferOutput<typeof pollAnswerSchema>;
export type PollDraft = v.InferOutput<typeof pollDraftSchema>;
export type Tally = v.InferOutput<typeof tallySchema>;
export type Poll = v.InferOutput<typeof pollSchema>;
export type PollsState = v.InferOutput<typeof pollsStateSchema>;
export type PollEvent = v.InferOutput<(typeof pollEvents)[number]>;
