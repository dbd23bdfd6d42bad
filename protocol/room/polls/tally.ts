import { ANSWER_TEXTS_KEPT } from '../limits.ts';
import type { PollAnswer, PollForm, Tally } from './schemas.ts';

export function emptyTally(form: PollForm): Tally {
  switch (form.kind) {
    case 'single':
    case 'multiple':
      return { people: 0, counts: form.options.map(() => 0), texts: [] };
    case 'rating':
      return { people: 0, counts: Array.from({ length: form.max }, () => 0), texts: [] };
    case 'text':
      return { people: 0, counts: [], texts: [] };
  }
}

/** `replaced`: the same person's earlier answer, which no longer counts. */
export function count(tally: Tally, answer: PollAnswer, replaced: PollAnswer | undefined): Tally {
  const counts = [...tally.counts];
  if (replaced) for (const place of placesOf(replaced)) counts[place] = (counts[place] ?? 0) - 1;
  for (const place of placesOf(answer)) counts[place] = (counts[place] ?? 0) + 1;
  return {
    people: tally.people + (replaced ? 0 : 1),
    counts,
    texts: textsWith(tally.texts, answer, replaced),
  };
}

function placesOf(answer: PollAnswer): readonly number[] {
  switch (answer.kind) {
    case 'single':
      return [answer.option];
    case 'multiple':
      return answer.options;
    case 'rating':
      return [answer.rating - 1];
    case 'text':
      return [];
  }
}

function textsWith(texts: readonly string[], answer: PollAnswer, replaced: PollAnswer | undefined): string[] {
  if (answer.kind !== 'text') return [...texts];
  const kept = [...texts];
  const before = replaced?.kind === 'text' ? kept.indexOf(replaced.text) : -1;
  if (before >= 0) kept.splice(before, 1);
  if (kept.length < ANSWER_TEXTS_KEPT) kept.push(answer.text);
  return kept;
}

/** Whether this answer fits this form at all; undefined when it does, else why not, in words. */
export function misfit(form: PollForm, answer: PollAnswer): string | undefined {
  if (form.kind !== answer.kind) return 'This answer is of another kind than the question.';
  if (answer.kind === 'single' && form.kind === 'single') {
    return answer.option < form.options.length ? undefined : 'There is no such option.';
  }
  if (answer.kind === 'multiple' && form.kind === 'multiple') {
    const distinct = new Set(answer.options).size === answer.options.length;
    const known = answer.options.every((option) => option < form.options.length);
    return distinct && known ? undefined : 'There is no such set of options.';
  }
  if (answer.kind === 'rating' && form.kind === 'rating') {
    return answer.rating <= form.max ? undefined : `The highest rating is ${form.max}.`;
  }
  return undefined;
}

/** What is right in a quiz question; undefined where nothing is. */
export function correctOf(form: PollForm): number[] | undefined {
  if (form.kind === 'single') return form.correct === undefined ? undefined : [form.correct];
  if (form.kind === 'multiple') return form.correct && [...new Set(form.correct)].sort((a, b) => a - b);
  return undefined;
}

/** Marks for one answer: all for exactly what is right, none else. Undefined where it is no quiz question. */
export function marksFor(
  marks: number | undefined,
  correct: readonly number[] | undefined,
  answer: PollAnswer,
): number | undefined {
  if (correct === undefined || marks === undefined) return undefined;
  if (answer.kind !== 'single' && answer.kind !== 'multiple') return 0;
  const given = answer.kind === 'single' ? [answer.option] : [...answer.options].sort((a, b) => a - b);
  return given.length === correct.length && given.every((option, i) => option === correct[i]) ? marks : 0;
}
