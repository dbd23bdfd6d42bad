/** What one student does at a moment of the rehearsal. */
export interface Act {
  readonly atMs: number;
  readonly student: number;
  readonly does: 'join' | 'say' | 'raise' | 'lower' | 'drop' | 'return';
}

export interface ScheduleOptions {
  readonly students: number;
  readonly lastsMs: number;
  /** From 0 to 1; the same numbers make the same rehearsal. */
  readonly random: () => number;
}

/** Everybody is in by then: the first minute of the first day of term, made shorter. */
export const BURST_MS = 10_000;
/** Who has just come in looks at first. */
const SETTLE_MS = 3_000;
/** What is begun later than this before the end would not be over by then. */
const LAST_MS = 6_000;
/** One in so many loses their network for a while. */
const DROP_EVERY = 20;
const AWAY_LEAST_MS = 2_000;
const AWAY_MOST_MS = 10_000;
const HAND_UP_MS = 6_000;

/** Who drops stays out of the rest: whatever they do would be late by the time that they were away. */
export function drops(student: number): boolean {
  return student % DROP_EVERY === DROP_EVERY - 1;
}

/** All that students do, in its order. Polls are answered as they come. */
export function scheduleOf({ students, lastsMs, random }: ScheduleOptions): Act[] {
  const everybody = Array.from({ length: students }, (_, student) => student);
  const steady = everybody.filter((student) => !drops(student));
  const anyone = () => steady[Math.floor(random() * steady.length)] ?? 0;
  const from = BURST_MS + SETTLE_MS;
  const until = lastsMs - LAST_MS;
  const acts: Act[] = everybody.map((student) => ({ atMs: random() * BURST_MS, student, does: 'join' }));
  for (const atMs of arrivals(messagesPerS(students), from, until, random)) {
    acts.push({ atMs, student: anyone(), does: 'say' });
  }
  const free = new Map<number, number>();
  for (const atMs of arrivals(handsPerS(students), from, until - HAND_UP_MS, random)) {
    const student = anyone();
    // A hand that is up can't be raised.
    if ((free.get(student) ?? 0) > atMs) continue;
    free.set(student, atMs + 2 * HAND_UP_MS);
    acts.push({ atMs, student, does: 'raise' }, { atMs: atMs + HAND_UP_MS, student, does: 'lower' });
  }
  for (const student of everybody.filter(drops)) {
    const awayMs = AWAY_LEAST_MS + random() * (AWAY_MOST_MS - AWAY_LEAST_MS);
    const atMs = from + random() * (until - awayMs - from);
    if (until - awayMs <= from) continue;
    acts.push({ atMs, student, does: 'drop' }, { atMs: atMs + awayMs, student, does: 'return' });
  }
  return acts.sort((a, b) => a.atMs - b.atMs);
}

/** As a class is: the larger it is, the smaller the share that writes. */
export function messagesPerS(students: number): number {
  return Math.min(2, Math.max(0.5, students / 2_000));
}

function handsPerS(students: number): number {
  return Math.min(1, Math.max(0.2, students / 4_000));
}

/** People don't act in step: the gaps are as random as arrivals are. */
function arrivals(perS: number, fromMs: number, untilMs: number, random: () => number): number[] {
  const times: number[] = [];
  const gapMs = () => (-Math.log(1 - random()) * 1_000) / perS;
  for (let atMs = fromMs + gapMs(); atMs < untilMs; atMs += gapMs()) times.push(atMs);
  return times;
}

const POLL_EVERY_MS = 30_000;
const POLL_FIRST_MS = BURST_MS + SETTLE_MS;
/** So long before the server is killed a poll is opened: the answers come while it dies. */
const BEFORE_KILL_MS = 2_000;
/** A poll and its results take no longer. */
const POLL_TAKES_MS = 16_000;

/** When polls are opened: now and then, and before each kill of the server. */
export function pollTimes(lastsMs: number, killsAtMs: readonly number[]): number[] {
  const atKills = killsAtMs.map((atMs) => atMs - BEFORE_KILL_MS);
  const times = [...atKills];
  for (let atMs = POLL_FIRST_MS; atMs < lastsMs - LAST_MS; atMs += POLL_EVERY_MS) {
    if (atKills.every((other) => Math.abs(other - atMs) >= POLL_TAKES_MS)) times.push(atMs);
  }
  return times.sort((a, b) => a - b);
}

export const ANSWER_WITHIN_MS = 5_000;

/** How long a student thinks about a poll: spread evenly over all of them, and the same each time. */
export function answerAfterMs(student: number, poll: number): number {
  return ((student * 0.618_033_988_75 + poll * 0.414_213_562_37) % 1) * ANSWER_WITHIN_MS;
}
