import { percentile } from '@rostrum/e2e/support';
import type { FaultDone } from './faults.ts';
import { type Span, isCalm, isCalmAllOver } from './pure/calm.ts';
import { type FaultKind, disturbs } from './pure/fault-schedule.ts';
import type { Measured, PollSeen } from './pure/verdict.ts';
import type { PollHeld } from './polls.ts';
import type { RehearsalRecord } from './record.ts';

export interface MeasuredFrom {
  readonly record: RehearsalRecord;
  readonly faults: readonly FaultDone[];
  readonly students: number;
  readonly startsAtMs: number;
  /** From here on everybody is in. */
  readonly watchedFromMs: number;
  readonly endedAtMs: number;
  readonly held: readonly PollHeld[];
  readonly polls: readonly PollSeen[];
  /** What the class has said, as the server tells it at the end: the newest of it. */
  readonly texts: ReadonlySet<string>;
  /** The log keeps more than a page shows: what was said before this is looked for in what staff have read. */
  readonly textsFromMs: number;
  readonly folds: Measured['folds'];
  readonly hasStudio: boolean;
  readonly leftOut: Measured['leftOut'];
  /** What could not be done as it was planned, in words. */
  readonly troubles: readonly string[];
  /** Undefined where no staff of ours were there. */
  hasRead(text: string): boolean | undefined;
  sawHandAtMs(personId: string, raisedAtMs: number): number | undefined;
}

/** A message that was under way when something broke was disturbed too. */
const BEFORE_MS = 1_000;

/** What the record comes to, by what is asked of a rehearsal. */
export function measuredFrom(from: MeasuredFrom): Measured {
  const { record, faults, startsAtMs, watchedFromMs, endedAtMs, held, polls, folds } = from;
  const ofClass = spansOf(faults, 'class');
  const ofPicture = [
    ...spansOf(faults, 'picture'),
    { fromMs: Number.NEGATIVE_INFINITY, untilMs: watchedFromMs },
  ];
  const p95 = (values: readonly number[]) => percentile(values, 0.95);
  const heardCalm = record.heard.filter(({ saidAtMs }) => isCalm(ofClass, saidAtMs));
  const heardElse = record.heard.filter(({ saidAtMs }) => !isCalm(ofClass, saidAtMs));
  const answers = [...record.polls.values()].flatMap((poll) => poll.answers);
  const results = held.flatMap(({ pollId, publishedAtMs }) =>
    isCalm(ofClass, publishedAtMs) ? record.poll(pollId).shownAtMs.map((atMs) => atMs - publishedAtMs) : [],
  );
  const hands = record.raised.map((hand) => {
    const sawAtMs = from.sawHandAtMs(hand.personId, hand.atMs);
    return { ...hand, tookMs: sawAtMs === undefined ? undefined : sawAtMs - hand.atMs };
  });
  const delaysMs = record.delays
    .filter(({ atMs }) => isCalm(ofPicture, atMs))
    .flatMap((second) => second.delaysMs);
  const calmStalls = record.stalls.filter((stall) => isCalmAllOver(ofPicture, stall));
  const errors = (calm: boolean) =>
    record.errors
      .filter(({ atMs }) => isCalm(ofPicture, atMs) === calm)
      .reduce((sum, { count }) => sum + count, 0);
  const standing = isCalm(ofPicture, endedAtMs) ? record.standing : 0;
  const refusedCalm = record.refusedAtMs.filter((atMs) => isCalm(ofClass, atMs)).length;
  const isLost = (text: string) =>
    saidAt(text) >= from.textsFromMs ? !from.texts.has(text) : from.hasRead(text) === false;
  return {
    students: from.students,
    join: {
      outside: from.students - record.joined.length,
      p95Ms: p95(record.joined.map(({ ms }) => ms)),
      allInMs: percentile(
        record.joined.map(({ atMs }) => atMs - startsAtMs),
        1,
      ),
    },
    chat: {
      calmP95Ms: p95(heardCalm.flatMap((one) => one.delaysMs)),
      disturbedP95Ms: p95(heardElse.flatMap((one) => one.delaysMs)),
      deliveries: heardCalm.reduce((sum, one) => sum + one.delaysMs.length, 0),
      acknowledged: record.said.length,
      refused: { calm: refusedCalm, disturbed: record.refusedAtMs.length - refusedCalm },
      lost: record.said.filter(isLost).length,
    },
    polls,
    pollAnswerP95Ms: p95(answers.flatMap(({ atMs, ms }) => (isCalm(ofClass, atMs) ? ms : []))),
    pollResultsP95Ms: p95(results),
    hands: {
      p95Ms: p95(
        hands.flatMap(({ atMs, tookMs }) => (tookMs !== undefined && isCalm(ofClass, atMs) ? tookMs : [])),
      ),
      raised: hands.length,
      // Who lowers a hand while nobody can be told of it wanted nothing any more.
      unseen: hands.filter(({ atMs, tookMs }) => tookMs === undefined && isCalm(ofClass, atMs)).length,
    },
    back: faults.flatMap(({ back }) => back ?? []),
    folds,
    transcoderGapsMs: faults.flatMap(({ gapMs }) => gapMs ?? []),
    delay: { p50Ms: percentile(delaysMs, 0.5), p95Ms: p95(delaysMs), players: record.players },
    stalls: { calm: calmStalls.length + standing, disturbed: record.stalls.length - calmStalls.length },
    errors: { calm: errors(true), disturbed: errors(false) },
    faults: faults.map(({ kind, atMs, calmMs, trouble }) => ({
      ...{ kind, tookMs: calmMs - atMs },
      ...(trouble === undefined ? {} : { trouble }),
    })),
    ...{ hasStudio: from.hasStudio, leftOut: from.leftOut, troubles: from.troubles },
  };
}

/** What students felt of a fault, by name. */
export function feltOf({ atMs, calmMs }: FaultDone, record: RehearsalRecord): Record<string, number> {
  const isMeanwhile = (ms: number) => ms >= atMs && ms <= calmMs;
  const stalls = record.stalls.filter(({ fromMs, untilMs }) => fromMs <= calmMs && untilMs >= atMs);
  const longestMs = percentile(
    stalls.map(({ fromMs, untilMs }) => untilMs - fromMs),
    1,
  );
  const chatMs = record.heard.filter(({ saidAtMs }) => isMeanwhile(saidAtMs)).flatMap((one) => one.delaysMs);
  const failed = record.errors
    .filter((one) => isMeanwhile(one.atMs))
    .reduce((sum, { count }) => sum + count, 0);
  return {
    'pictures that stood': stalls.length,
    ...(stalls.length === 0 ? {} : { 'the longest of them (ms)': longestMs }),
    'requests for media that failed': failed,
    ...(chatMs.length === 0 ? {} : { 'chat, 95 % of all (ms)': percentile(chatMs, 0.95) }),
  };
}

function spansOf(faults: readonly FaultDone[], what: (typeof disturbs)[FaultKind][number]): Span[] {
  return faults
    .filter(({ kind }) => disturbs[kind].includes(what))
    .map(({ atMs, calmMs }) => ({ fromMs: atMs - BEFORE_MS, untilMs: calmMs }));
}

/** It stands behind what was said. */
function saidAt(text: string): number {
  return Number(text.slice(text.lastIndexOf(' ') + 1));
}
