import { percentile } from '@rostrum/e2e/support';
import type { PollTold, StudentsTold, Timed } from './student-messages.ts';
import type { StallTold, ViewersTold } from './watch-messages.ts';
import type { Second } from './pure/report.ts';

interface PollRecord {
  asked: number;
  acknowledged: number;
  refused: number;
  answers: Timed[];
  shownAtMs: number[];
}

interface Heard {
  readonly saidAtMs: number;
  readonly delaysMs: number[];
}

/** All that was told in a rehearsal, by the wall clock. */
export class RehearsalRecord {
  readonly joined: Timed[] = [];
  readonly heard: Heard[] = [];
  readonly said: string[] = [];
  readonly refusedAtMs: number[] = [];
  readonly raised: { personId: string; atMs: number }[] = [];
  readonly polls = new Map<string, PollRecord>();
  readonly delays: { atMs: number; delaysMs: readonly number[] }[] = [];
  readonly stalls: StallTold[] = [];
  readonly errors: { atMs: number; count: number }[] = [];
  readonly problems = new Map<string, number>();
  withdrawn = 0;
  /** As they were told last. */
  standing = 0;
  players = 0;

  /** What came of the time since this was told last, a second where nothing is late: as a row of the report. */
  add(
    atMs: number,
    students: readonly StudentsTold[],
    viewers: readonly ViewersTold[],
    passedS = 1,
  ): Omit<Second, 'atS' | 'cpu' | 'memoryMb' | 'machineCpu'> {
    for (const told of students) this.#addStudents(told);
    for (const told of viewers) this.#addViewers(told);
    const sum = (pick: (told: ViewersTold) => number) => viewers.reduce((all, told) => all + pick(told), 0);
    const delaysMs = viewers.flatMap((told) => told.delaysMs);
    const errors = sum((told) => told.errors);
    this.delays.push({ atMs, delaysMs });
    this.errors.push({ atMs, count: errors });
    if (viewers.length > 0) this.standing = sum((told) => told.standing);
    this.players = Math.max(
      this.players,
      sum((told) => told.players),
    );
    return {
      inside: students.reduce((all, told) => all + told.inside, 0),
      chatP95Ms: percentileOf(
        students.flatMap(({ heard }) => heard.flatMap((one) => one.delaysMs)),
        0.95,
      ),
      delayP50Ms: percentileOf(delaysMs, 0.5),
      delayP95Ms: percentileOf(delaysMs, 0.95),
      standing: this.standing,
      requests: sum((told) => told.requests) / passedS,
      megabytes: sum((told) => told.bytes) / 1e6 / passedS,
      errors,
    };
  }

  poll(pollId: string): PollRecord {
    let poll = this.polls.get(pollId);
    if (!poll) {
      poll = { asked: 0, acknowledged: 0, refused: 0, answers: [], shownAtMs: [] };
      this.polls.set(pollId, poll);
    }
    return poll;
  }

  #addStudents(told: StudentsTold): void {
    this.joined.push(...told.joined);
    this.said.push(...told.said);
    this.raised.push(...told.raised);
    for (const { saidAtMs, delaysMs } of told.heard) this.heard.push({ saidAtMs, delaysMs: [...delaysMs] });
    this.refusedAtMs.push(...told.refusedAtMs);
    for (const poll of told.polls) this.#addPoll(poll);
    this.#addProblems(told.problems);
  }

  #addPoll({ pollId, asked, acknowledged, refused, answers, shownAtMs }: PollTold): void {
    const poll = this.poll(pollId);
    poll.asked += asked;
    poll.acknowledged += acknowledged;
    poll.refused += refused;
    poll.answers.push(...answers);
    poll.shownAtMs.push(...shownAtMs);
  }

  #addViewers(told: ViewersTold): void {
    this.stalls.push(...told.stalls);
    this.withdrawn += told.withdrawn;
    this.#addProblems(told.problems);
  }

  #addProblems(problems: readonly string[]): void {
    for (const words of problems) this.problems.set(words, (this.problems.get(words) ?? 0) + 1);
  }
}

function percentileOf(values: readonly number[], share: number): number | null {
  return values.length === 0 ? null : percentile(values, share);
}
