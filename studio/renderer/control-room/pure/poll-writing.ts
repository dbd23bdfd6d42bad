import { type PollDraft, type PollForm, pollDraftSchema } from '@rostrum/protocol/room';
import * as v from 'valibot';

export const KINDS = ['single', 'multiple', 'rating', 'text'] as const satisfies readonly PollForm['kind'][];

/** A poll while it is written: everything that its form shows, whatever kind is chosen just now. */
export interface PollWriting {
  question: string;
  kind: PollForm['kind'];
  options: readonly { text: string; isCorrect: boolean }[];
  ratingMax: number;
  anonymous: boolean;
  /** Empty: it is no quiz question. */
  marks: string;
  /** Empty: it stays open until it is closed. */
  seconds: string;
}

const blank = { text: '', isCorrect: false };

export const newWriting: PollWriting = {
  ...{ question: '', kind: 'single', options: [blank, blank], ratingMax: 5 },
  ...{ anonymous: false, marks: '', seconds: '' },
};

export type Written = { ok: true; draft: PollDraft } | { ok: false; problem: WritingProblem };
export type WritingProblem = 'no-question' | 'few-options' | 'one-correct' | 'not-a-number' | 'too-long';

/** What is sent, or what is missing still. Empty lines among the options don't count. */
export function draftOf(writing: PollWriting): Written {
  if (writing.question.trim() === '') return { ok: false, problem: 'no-question' };
  const filled = writing.options.filter(({ text }) => text.trim() !== '');
  const isChoice = writing.kind === 'single' || writing.kind === 'multiple';
  if (isChoice && filled.length < 2) return { ok: false, problem: 'few-options' };
  const correct = filled.flatMap(({ isCorrect }, place) => (isCorrect ? [place] : []));
  if (writing.kind === 'single' && correct.length > 1) return { ok: false, problem: 'one-correct' };
  const [marks, seconds] = [numberIn(writing.marks), numberIn(writing.seconds)];
  if (marks === 'no number' || seconds === 'no number') return { ok: false, problem: 'not-a-number' };
  const parsed = v.safeParse(pollDraftSchema, {
    question: writing.question.trim(),
    form: formOf(
      writing,
      filled.map(({ text }) => text.trim()),
      correct,
    ),
    anonymous: writing.anonymous,
    ...(isChoice && marks !== undefined && { marks }),
    ...(seconds !== undefined && { timerMs: Math.round(seconds * 1000) }),
  });
  return parsed.success ? { ok: true, draft: parsed.output } : { ok: false, problem: 'too-long' };
}

/** What is prepared already, to be written on. */
export function writingOf({ question, form, anonymous, marks, timerMs }: PollDraft): PollWriting {
  const choice = form.kind === 'single' || form.kind === 'multiple' ? form : undefined;
  const correct = choice?.kind === 'single' ? [choice.correct] : choice?.correct;
  return {
    ...{ question, anonymous, kind: form.kind },
    options:
      choice?.options.map((text, place) => ({ text, isCorrect: correct?.includes(place) ?? false })) ??
      newWriting.options,
    ratingMax: form.kind === 'rating' ? form.max : newWriting.ratingMax,
    marks: marks === undefined ? '' : String(marks),
    seconds: timerMs === undefined ? '' : String(timerMs / 1000),
  };
}

function formOf({ kind, ratingMax }: PollWriting, options: string[], correct: number[]): PollForm {
  switch (kind) {
    case 'single': {
      const [right] = correct;
      return { kind, options, ...(right !== undefined && { correct: right }) };
    }
    case 'multiple':
      return { kind, options, ...(correct.length > 0 && { correct }) };
    case 'rating':
      return { kind, max: ratingMax };
    case 'text':
      return { kind };
  }
}

function numberIn(text: string): number | undefined | 'no number' {
  if (text.trim() === '') return undefined;
  const value = Number(text.replace(',', '.'));
  return Number.isFinite(value) ? value : 'no number';
}
