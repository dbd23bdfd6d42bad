// What is told of what holds: each fault once, when it has lasted, and once more when it is over. The clock is handed in.
import type { Alert } from '@rostrum/protocol/operations';
import type { Condition } from './conditions.ts';
import { PAST_MAX, PAST_MS, flapping, timingOf } from './rules.ts';

interface Entry {
  readonly alert: Alert;
  /** Whose class it is of; missing: it is of the whole server. */
  readonly institutionId?: string;
}

export interface AlertChange extends Entry {
  readonly is: 'raised' | 'cleared';
}

/**
 *   calm ──it holds──► rising ──it lasted──► open ──it was away for long enough──► calm
 *     ◄──it doesn't──────┘
 */
type Watched = {
  /** When it was raised, or came again while it was open: those of the last minutes. */
  readonly onsets: readonly number[];
} & (
  | { readonly is: 'calm' }
  | { readonly is: 'rising'; readonly since: number }
  | {
      readonly is: 'open';
      readonly entry: Entry;
      readonly heldAt: number;
      /** Since when it is worse than was told; undefined while it isn't. */
      readonly worseSince: number | undefined;
    }
);

export interface AlertBook {
  /** By kind and class: there is never more than one of each. */
  readonly watched: ReadonlyMap<string, Watched>;
  /** What is over, the newest first. */
  readonly past: readonly Entry[];
}

interface Turn {
  readonly at: number;
  readonly newId: () => string;
}

const SECOND_MS = 1_000;
/** The judge comes by each second, and now and then a little early. */
const EARLY_MS = 250;

export const emptyBook: AlertBook = { watched: new Map(), past: [] };

/** A second has passed, and this holds in it. */
export function turnPage(
  book: AlertBook,
  conditions: readonly Condition[],
  turn: Turn,
): { book: AlertBook; changes: readonly AlertChange[] } {
  const held = new Map(conditions.map((condition) => [keyOf(condition), condition]));
  const watched = new Map<string, Watched>();
  const changes: AlertChange[] = [];
  for (const key of new Set([...book.watched.keys(), ...held.keys()])) {
    const before: Watched = book.watched.get(key) ?? { is: 'calm', onsets: [] };
    const onsets = before.onsets.filter((onset) => turn.at - onset < flapping.withinMs);
    const { after, told = [] } = next({ ...before, onsets }, held.get(key), turn);
    changes.push(...told);
    if (after.is !== 'calm' || after.onsets.length > 0) watched.set(key, after);
  }
  const ended = changes.flatMap(({ is, ...entry }) => (is === 'cleared' ? [entry] : []));
  const past = [...ended, ...book.past].filter(
    ({ alert }) => turn.at - (alert.clearedAt ?? turn.at) < PAST_MS,
  );
  return { book: { watched, past: past.slice(0, PAST_MAX) }, changes };
}

/** Those of an institution, with those of the whole server; the newest first. */
export function alertsOf(
  { watched, past }: AlertBook,
  institutionId: string,
): { open: readonly Alert[]; past: readonly Alert[] } {
  const open = [...watched.values()].flatMap((one) => (one.is === 'open' ? [one.entry] : []));
  const theirs = (entries: readonly Entry[]) =>
    entries
      .filter((entry) => entry.institutionId === undefined || entry.institutionId === institutionId)
      .map(({ alert }) => alert);
  return { open: theirs(open).sort((a, b) => b.since - a.since), past: theirs(past) };
}

interface Step {
  readonly after: Watched;
  readonly told?: readonly AlertChange[];
}

function next(before: Watched, condition: Condition | undefined, turn: Turn): Step {
  const { onsets } = before;
  switch (before.is) {
    case 'calm':
    case 'rising': {
      if (!condition || condition.isHidden) return { after: { is: 'calm', onsets } };
      const since = before.is === 'rising' ? Math.min(before.since, turn.at) : turn.at;
      if (turn.at - since < timingOf(condition.kind).holdMs - EARLY_MS) {
        return { after: { is: 'rising', since, onsets } };
      }
      return raise(condition, since, [...onsets, turn.at], turn);
    }
    case 'open':
      return condition ? goOn(before, condition, turn) : letGo(before, turn);
  }
}

function raise(condition: Condition, since: number, onsets: readonly number[], { at, newId }: Turn): Step {
  const { kind, severity, figures, of } = condition;
  const entry: Entry = {
    alert: {
      ...{ id: newId(), kind, severity },
      ...(of && { classId: of.classId, classTitle: of.classTitle }),
      ...{ since, figures: withTimes(figures, onsets) },
    },
    ...(of && { institutionId: of.institutionId }),
  };
  const after: Watched = { is: 'open', entry, heldAt: at, worseSince: undefined, onsets };
  return { after, told: [{ is: 'raised', ...entry }] };
}

type Open = Extract<Watched, { is: 'open' }>;

/** It holds, also where a cause that came later explains it. */
function goOn(before: Open, condition: Condition, turn: Turn): Step {
  const { at } = turn;
  const { entry, heldAt } = before;
  if (condition.isHidden) return { after: { ...before, heldAt: at } };
  // It would have been over a second ago, had it not come so often.
  const cameAgain = at - SECOND_MS - heldAt >= timingOf(condition.kind).clearMs - EARLY_MS;
  const onsets = cameAgain ? [...before.onsets, at] : before.onsets;
  const isWorse = entry.alert.severity === 'warn' && condition.severity === 'bad';
  const worseSince = isWorse ? Math.min(before.worseSince ?? at, at) : undefined;
  if (worseSince !== undefined && at - worseSince >= timingOf(condition.kind).holdMs - EARLY_MS) {
    const { after, told = [] } = raise(condition, entry.alert.since, onsets, turn);
    return { after, told: [{ is: 'cleared', ...over(entry, at) }, ...told] };
  }
  const alert = { ...entry.alert, figures: withTimes(condition.figures, onsets) };
  return { after: { ...before, entry: { ...entry, alert }, heldAt: at, worseSince, onsets } };
}

/** It doesn't hold in this second. */
function letGo(before: Open, { at }: Turn): Step {
  const { entry, onsets } = before;
  // A clock that was put back must not keep it open.
  const heldAt = Math.min(before.heldAt, at);
  const needed = onsets.length >= flapping.times ? flapping.calmMs : timingOf(entry.alert.kind).clearMs;
  if (at - heldAt < needed - EARLY_MS) return { after: { ...before, heldAt, worseSince: undefined } };
  return { after: { is: 'calm', onsets }, told: [{ is: 'cleared', ...over(entry, at) }] };
}

function over(entry: Entry, at: number): Entry {
  return { ...entry, alert: { ...entry.alert, clearedAt: at } };
}

function withTimes(figures: Condition['figures'], onsets: readonly number[]): Alert['figures'] {
  return { ...figures, ...(onsets.length >= flapping.times ? { times: onsets.length } : {}) };
}

function keyOf({ kind, of }: Condition): string {
  return `${kind} ${of?.classId ?? ''}`;
}
