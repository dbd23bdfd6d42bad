import { type Poll, type PollForm, type Tally, correctOf } from '@rostrum/protocol/room';

/** One line of a poll's results. */
export interface ResultLine {
  label: string;
  people: number;
  /** Of those who answered, 0 to 100; several answers of one person make the sum more. */
  percent: number;
  isCorrect: boolean;
}

/** What the programme can show of a poll. */
export interface ShownPoll {
  question: string;
  lines: readonly ResultLine[];
  people: number;
}

/** `correct`: as far as this page knows it; a student’s draft does not say it. */
export function resultLines(
  form: PollForm,
  tally: Tally,
  correct: readonly number[] = correctOf(form) ?? [],
): readonly ResultLine[] {
  return labelsOf(form).map((label, place) => {
    const people = tally.counts[place] ?? 0;
    const percent = tally.people === 0 ? 0 : Math.round((people * 100) / tally.people);
    return { label, people, percent, isCorrect: correct.includes(place) };
  });
}

function labelsOf(form: PollForm): readonly string[] {
  switch (form.kind) {
    case 'single':
    case 'multiple':
      return form.options;
    case 'rating':
      return Array.from({ length: form.max }, (_, i) => String(i + 1));
    case 'text':
      return [];
  }
}

/** Undefined where nobody has answered. */
export function meanRating({ people, counts }: Tally): number | undefined {
  if (people === 0) return undefined;
  return counts.reduce((sum, count, place) => sum + count * (place + 1), 0) / people;
}

const ORDER = { open: 0, draft: 1, closed: 2 } as const;

/** What is open first, then what is prepared, in its order, then what is over, the latest first. */
export function listPolls(polls: Readonly<Record<string, Poll>>): readonly Poll[] {
  const closedAt = ({ status }: Poll) => (status.is === 'closed' ? status.closedAt : 0);
  return Object.values(polls).sort(
    (a, b) => ORDER[a.status.is] - ORDER[b.status.is] || closedAt(b) - closedAt(a),
  );
}
