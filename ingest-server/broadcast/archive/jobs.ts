import type { ArchiveLogger } from './recording-alarm.ts';

interface Job {
  readonly owner: string;
  readonly what: string;
  readonly stop: AbortController;
  readonly done: Promise<void>;
}

/** Work that can wait: one at a time, so that it never competes with a lecture for more than a core. */
export class Jobs {
  readonly #logger: ArchiveLogger;
  readonly #jobs = new Set<Job>();
  #running: Job | undefined;
  #last: Promise<void> = Promise.resolve();
  #isClosed = false;

  constructor(logger: ArchiveLogger) {
    this.#logger = logger;
  }

  /** Does it after all that were added before, unless the same is waiting already. */
  add(owner: string, what: string, run: (signal: AbortSignal) => Promise<void>): void {
    if (this.#isClosed || [...this.#jobs].some((job) => job.owner === owner && job.what === what)) return;
    const stop = new AbortController();
    const done = this.#last.then(async () => {
      if (stop.signal.aborted) return;
      this.#running = job;
      try {
        await run(stop.signal);
      } catch (error) {
        if (!stop.signal.aborted) this.#logger.error({ error, owner, what }, 'a job failed');
      } finally {
        this.#running = undefined;
        this.#jobs.delete(job);
      }
    });
    const job: Job = { owner, what, stop, done };
    this.#jobs.add(job);
    this.#last = done;
  }

  /** Resolves when nothing works for this owner any more; the work of others is not waited for. */
  async cancel(owner: string): Promise<void> {
    for (const job of this.#jobs) {
      if (job.owner !== owner) continue;
      job.stop.abort();
      this.#jobs.delete(job);
    }
    if (this.#running?.owner === owner) await this.#running.done;
  }

  /** Resolves when all that was added so far is done. */
  idle(): Promise<void> {
    return this.#last;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const job of this.#jobs) job.stop.abort();
    await this.#last;
  }
}
