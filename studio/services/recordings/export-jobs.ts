import type { ExportForm, RecordingExport } from '../../preload/recordings-contract.ts';
import { type ExportEnd, type ExportPlan, planExport, runExport } from './export-run.ts';
import type { FfmpegSearch } from './find-ffmpeg.ts';
import { leftMs } from './pure/ffmpeg-progress.ts';
import { isDiskFull, type RecordingStore } from './recording-store.ts';
import { texts } from './texts.ts';

interface Job {
  plan: ExportPlan;
  abort: AbortController;
  state: RecordingExport['state'];
}

export interface ExportJobsOptions {
  store: RecordingStore;
  search: () => Promise<FfmpegSearch>;
  report: (text: string, cause: unknown) => void;
}

/** The exports since the shell was started, one after the other: a page that is loaded anew finds them here. */
export class ExportJobs {
  readonly #options: ExportJobsOptions;
  readonly #jobs = new Map<string, Job>();
  #nextId = 1;
  #last: Promise<void> = Promise.resolve();

  constructor(options: ExportJobsOptions) {
    this.#options = options;
  }

  async start(form: ExportForm): Promise<{ ok: true; exportId: string } | { ok: false; text: string }> {
    const planned = await planExport(this.#options.store, form, await this.#options.search());
    if (!planned.ok) return planned;
    const exportId = `${process.pid}-${this.#nextId++}`;
    const job: Job = { plan: planned.plan, abort: new AbortController(), state: { is: 'waiting' } };
    this.#jobs.set(exportId, job);
    this.#last = this.#last.then(() => this.#run(exportId, job));
    return { ok: true, exportId };
  }

  list(): RecordingExport[] {
    return [...this.#jobs].map(([exportId, { plan, state }]) => ({
      ...{ exportId, recordingId: plan.form.recordingId, state },
      fileName: `${plan.title}.${plan.form.form}`,
    }));
  }

  /** Ends one that waits or runs, and forgets one that has ended. */
  end(exportId: string): void {
    const job = this.#jobs.get(exportId);
    switch (job?.state.is) {
      case 'waiting':
        job.state = { is: 'cancelled' };
        return;
      case 'running':
        job.abort.abort();
        return;
      case 'done':
      case 'failed':
      case 'cancelled':
        this.#jobs.delete(exportId);
        return;
      case undefined:
        return;
    }
  }

  isAtWorkOn(recordingId: string): boolean {
    return [...this.#jobs.values()].some(
      ({ plan, state }) =>
        plan.form.recordingId === recordingId && (state.is === 'running' || state.is === 'waiting'),
    );
  }

  async close(): Promise<void> {
    for (const job of this.#jobs.values()) {
      if (job.state.is === 'waiting') job.state = { is: 'cancelled' };
      job.abort.abort();
    }
    await this.#last;
  }

  async #run(exportId: string, job: Job): Promise<void> {
    if (job.state.is !== 'waiting') return;
    const startedAtMs = Date.now();
    job.state = { is: 'running', progress: 0 };
    const handleProgress = (progress: number) => {
      const left = leftMs(progress, Date.now() - startedAtMs);
      job.state = { is: 'running', progress, ...(left === undefined ? {} : { leftMs: left }) };
    };
    try {
      job.state = await runExport(job.plan, exportId, job.abort.signal, handleProgress);
    } catch (cause) {
      this.#options.report(`${job.plan.input} could not be exported`, cause);
      job.state = this.#failed(cause);
    }
  }

  #failed(cause: unknown): ExportEnd {
    if (isDiskFull(cause)) return { is: 'failed', text: texts().diskFull };
    const why = cause instanceof Error ? cause.message : String(cause);
    return { is: 'failed', text: texts().failed(why) };
  }
}
