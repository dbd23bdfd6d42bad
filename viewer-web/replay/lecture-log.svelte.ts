import { type RecordedLog, recordedLogSchema } from '@rostrum/protocol/http';
import type { ServerAnswer } from '@rostrum/ui';
import type { ClassRecordings } from './class-recordings.svelte.ts';
import { findablesOf } from './pure/findable.ts';
import { type Found, createSearch } from './pure/search.ts';
import { type Moment, createTimeline } from './pure/timeline.ts';

export type LogStatus = { is: 'loading'; events: number } | { is: 'there' } | { is: 'failed' };

export interface LectureLogOptions {
  readonly recordings: Pick<ClassRecordings, 'ask'>;
  readonly streamId: string;
  /** Where in the recording something was. */
  readonly ofWall: (wallMs: number) => number;
}

const AGAIN_MS = 4_000;

/** What happened in the class beside its recording, as far as it is here: asked for from the beginning, page by page. */
export class LectureLog {
  readonly #options: LectureLogOptions;
  readonly #closed = new AbortController();
  readonly #timeline = createTimeline();
  readonly #events: RecordedLog['events'] = [];
  readonly #captions: RecordedLog['captions'] = [];
  #status: LogStatus = $state.raw({ is: 'loading', events: 0 });
  readonly #search = $derived.by(() => {
    // What comes page by page is looked through when all of it is there.
    const isThere = this.#status.is !== 'loading';
    const log = isThere ? { events: this.#events, captions: this.#captions } : { events: [], captions: [] };
    return createSearch(findablesOf(log, this.#options.ofWall));
  });

  constructor(options: LectureLogOptions) {
    this.#options = options;
    void this.#load();
  }

  get status(): LogStatus {
    return this.#status;
  }

  momentAt(wallMs: number): Moment {
    // Read, so that a page that comes is seen at once.
    void this.#status;
    return this.#timeline.at(wallMs);
  }

  find(typed: string): Found {
    return this.#search(typed);
  }

  close(): void {
    this.#closed.abort();
  }

  async #load(): Promise<void> {
    const { recordings, streamId } = this.#options;
    const { signal } = this.#closed;
    let after: number | undefined = 0;
    while (after !== undefined) {
      // Whoever closes the page doesn't want an answer any more.
      const path = `/${streamId}/log?after=${after}`;
      const asked: Promise<ServerAnswer<RecordedLog>> = recordings.ask(recordedLogSchema, path, signal);
      const answer = await asked.catch(() => undefined);
      if (!answer || signal.aborted) return;
      if (answer.is === 'refused') {
        this.#status = { is: 'failed' };
        return;
      }
      if (answer.is === 'unreachable') {
        await pause(AGAIN_MS, signal);
        continue;
      }
      after = answer.value.next;
      this.#take(answer.value);
    }
    this.#status = { is: 'there' };
  }

  #take(page: RecordedLog): void {
    this.#timeline.add(page);
    this.#events.push(...page.events);
    this.#captions.push(...page.captions);
    this.#status = { is: 'loading', events: this.#events.length };
  }
}

/** Or until there is a connection again, or nobody waits any more. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener('online', done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    addEventListener('online', done);
    signal.addEventListener('abort', done);
  });
}
