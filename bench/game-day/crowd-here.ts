import { availableParallelism } from 'node:os';
import { Workers } from '../crowd/workers.ts';
import type { Place } from './join.ts';
import type { Act } from './pure/schedule.ts';
import { type WatchPlan, waysOf } from './pure/watch-plan.ts';
import type { FromRehearsal, ToRehearsal } from './student-messages.ts';
import type { FromViewing, ToViewing } from './watch-messages.ts';

/** One process folds what so many hear, and keeps up. */
const STUDENTS_EACH = 1_000;
const WORKERS_MOST = 8;

export interface CrowdOptions {
  readonly places: readonly Place[];
  readonly isHere: boolean;
  readonly acts: readonly Act[];
  readonly students: number;
  readonly firstNumber: number;
  readonly startsAtMs: number;
  readonly tag: string;
  readonly plan: WatchPlan;
  /** Where media is, and the names of its playlists. */
  readonly base: string;
  readonly video: string;
  readonly audio: string;
}

/** All students of this machine: in the class in some processes, before their players in others. */
export class CrowdHere {
  readonly students: Workers<ToRehearsal, FromRehearsal>;
  readonly viewers: Workers<ToViewing, FromViewing>;
  readonly #count: number;

  constructor(students: number) {
    const each = Math.ceil(students / STUDENTS_EACH);
    this.#count = Math.max(1, Math.min(WORKERS_MOST, Math.max(each, Math.min(2, availableParallelism()))));
    this.students = new Workers(new URL('student-worker.ts', import.meta.url), this.#count);
    this.viewers = new Workers(new URL('watch-worker.ts', import.meta.url), this.#count);
  }

  /** Processes take seconds to start, and who begins late would come in all at once. */
  async standBy(): Promise<void> {
    await Promise.all([
      this.students.all('standing-by', () => ({ do: 'stand-by' })),
      this.viewers.all('standing-by', () => ({ do: 'stand-by' })),
    ]);
  }

  async begin(options: CrowdOptions): Promise<void> {
    const { places, isHere, acts, students, firstNumber, startsAtMs, tag, plan, base, video, audio } =
      options;
    const isOf = (worker: number) => (student: number) => student % this.#count === worker;
    const ways = waysOf(students, plan);
    const all = Array.from(ways.keys());
    await this.students.all('begun', (i) => ({
      ...{ do: 'begin', places, startsAtMs, firstNumber, tag },
      acts: acts.filter(({ student }) => isOf(i)(student)),
    }));
    const servers = places.map(({ origin }) => {
      const { hostname, port } = new URL(origin);
      return { host: hostname, port: Number(port === '' ? 80 : port) };
    });
    await this.viewers.all('begun', (i) => ({
      ...{ do: 'begin', servers, base: new URL(base).pathname, video, audio, startsAtMs, isHere },
      acts: acts.filter(({ student, does }) => isOf(i)(student) && /^(join|drop|return)$/.test(does)),
      watching: all.filter(isOf(i)).map((student) => [student, ways[student] ?? 'nothing'] as const),
    }));
  }

  /** The address of media runs out after some minutes, and another takes its place. */
  async move(base: string): Promise<void> {
    await this.viewers.all('moved', () => ({ do: 'move', base: new URL(base).pathname }));
  }

  end(): void {
    this.students.end();
    this.viewers.end();
  }
}
