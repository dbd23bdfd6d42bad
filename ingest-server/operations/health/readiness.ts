import type { Overview } from '@rostrum/protocol/http';
import type { Logger } from 'pino';
import { type Readiness, type ReadinessFacts, readinessOf } from './pure/readiness.ts';

export type { Readiness } from './pure/readiness.ts';

export interface ReadinessOptions {
  readonly phase: () => ReadinessFacts['phase'];
  /** Rejects when the database doesn't answer. */
  readonly checkDatabase: () => Promise<void>;
  readonly storeFails: () => boolean;
  readonly media: () => { readonly workers: number; readonly transcoder: Overview['transcoder'] };
  readonly logger: Logger;
}

/** A load balancer asks every few seconds and waits no longer. */
const DATABASE_WITHIN_MS = 2_000;

/** Asked by a load balancer; looks, and never rejects. */
export function createReadiness(options: ReadinessOptions): () => Promise<Readiness> {
  const { phase, checkDatabase, storeFails, media, logger } = options;

  async function databaseAnswers(): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error('it took too long')), DATABASE_WITHIN_MS);
    });
    try {
      await Promise.race([checkDatabase(), late]);
      return true;
    } catch (error) {
      logger.warn({ error }, 'the database did not answer in time');
      return false;
    } finally {
      clearTimeout(timer);
    }
  }

  return async () => {
    const answers = await databaseAnswers();
    const { workers, transcoder } = media();
    return readinessOf({
      ...{ phase: phase(), databaseAnswers: answers, storeFails: storeFails() },
      ...{ mediaWorkers: workers, transcoder: transcoder.status },
    });
  };
}
