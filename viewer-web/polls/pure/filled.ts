import {
  ANSWER_TEXT_MAX,
  POLL_OPTIONS_MAX,
  type PollAnswer,
  type PollForm,
  RATING_MAX,
} from '@rostrum/protocol/room';
import * as v from 'valibot';

/** What somebody has filled in so far, whatever is asked for. */
export interface Filled {
  readonly options: readonly number[];
  readonly rating: number | undefined;
  readonly text: string;
}

export const nothingFilled: Filled = { options: [], rating: undefined, text: '' };

export function filledOf(answer: PollAnswer | undefined): Filled {
  switch (answer?.kind) {
    case undefined:
      return nothingFilled;
    case 'single':
      return { ...nothingFilled, options: [answer.option] };
    case 'multiple':
      return { ...nothingFilled, options: answer.options };
    case 'rating':
      return { ...nothingFilled, rating: answer.rating };
    case 'text':
      return { ...nothingFilled, text: answer.text };
  }
}

/** Undefined where there is nothing yet that could be sent. None of several options is an answer too. */
export function answerOf({ kind }: PollForm, { options, rating, text }: Filled): PollAnswer | undefined {
  switch (kind) {
    case 'single': {
      const [option] = options;
      return option === undefined ? undefined : { kind, option };
    }
    case 'multiple':
      return { kind, options: [...options].sort((a, b) => a - b) };
    case 'rating':
      return rating === undefined ? undefined : { kind, rating };
    case 'text':
      return text.trim() === '' ? undefined : { kind, text };
  }
}

const line = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most));

const keptSchema = v.object({
  options: v.pipe(v.array(line(POLL_OPTIONS_MAX - 1)), v.maxLength(POLL_OPTIONS_MAX)),
  rating: v.optional(v.pipe(line(RATING_MAX), v.minValue(1))),
  text: v.pipe(v.string(), v.maxLength(ANSWER_TEXT_MAX)),
});

/** As it was kept over a reload; undefined where nothing was, or nothing that can be read. */
export function readFilled(kept: string | undefined): Filled | undefined {
  if (kept === undefined) return undefined;
  try {
    const { options, rating, text } = v.parse(keptSchema, JSON.parse(kept));
    return { options, rating, text };
  } catch {
    return undefined;
  }
}

export function isSameAnswer(a: PollAnswer | undefined, b: PollAnswer | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Which lines of the results are this answer. */
export function linesOf(answer: PollAnswer | undefined): readonly number[] {
  const { options, rating } = filledOf(answer);
  return rating === undefined ? options : [rating - 1];
}

/** Of a quiz question, once its right answer is told; undefined where there is none, or no answer. */
export function verdictOf(
  given: PollAnswer | undefined,
  correct: readonly number[] | undefined,
): 'right' | 'wrong' | undefined {
  if (correct === undefined || (given?.kind !== 'single' && given?.kind !== 'multiple')) return undefined;
  const lines = linesOf(given);
  const isRight = lines.length === correct.length && lines.every((place) => correct.includes(place));
  return isRight ? 'right' : 'wrong';
}
