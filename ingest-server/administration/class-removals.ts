import type { ClassId } from '@rostrum/protocol/room';
import type { Logger } from 'pino';
import type { ArchiveRoom } from '../broadcast/index.ts';
import type { Database } from '../records/index.ts';

/** Whoever keeps something of a class; asked for one that isn't known, it does nothing. */
export interface Keeper {
  forget(classId: ClassId): Promise<void> | void;
}

export interface ClassRemovalsOptions {
  readonly database: Database;
  readonly archive: Pick<ArchiveRoom, 'recordings' | 'delete'>;
  /** In the order in which they let go: first the one that still writes. */
  readonly keepers: readonly Keeper[];
  readonly logger: Logger;
}

const HOUR_MS = 3_600_000;

/**
 * Classes that are no more: the row is gone, so nobody comes in, and what is kept elsewhere goes behind it. It is written
 * down first which they are, so that a server that was killed, or a store that was away, only delays it.
 */
export class ClassRemovals {
  readonly #options: ClassRemovalsOptions;
  /** One after the other. */
  #working: Promise<unknown> = Promise.resolve();
  #sweeping: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: ClassRemovalsOptions) {
    this.#options = options;
  }

  /** Goes on with what an earlier life of the server left, now and every hour. */
  start(): void {
    const sweep = () => void (this.#sweeping = this.#sweep());
    this.#timer = setInterval(sweep, HOUR_MS);
    sweep();
  }

  /** Whether nothing is left of it. */
  remove(classId: ClassId): Promise<boolean> {
    const { logger } = this.#options;
    const removing = this.#working
      .then(() => this.#remove(classId))
      .catch((error: unknown) => {
        logger.error({ error, classId }, 'a class could not be deleted to its end; it is tried again');
        return false;
      });
    this.#working = removing;
    return removing;
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#sweeping;
    await this.#working;
  }

  async #sweep(): Promise<void> {
    const { database, logger } = this.#options;
    try {
      const rows = await database.selectFrom('class_removals').select('class_id').execute();
      for (const { class_id } of rows) await this.remove(class_id as ClassId);
    } catch (error) {
      logger.error({ error }, 'which classes are to be deleted could not be read; it is tried again');
    }
  }

  async #remove(classId: ClassId): Promise<boolean> {
    const { database, archive, keepers } = this.#options;
    for (const keeper of keepers) await keeper.forget(classId);
    for (const { streamId } of await archive.recordings(classId)) await archive.delete(classId, streamId);
    const left = await database
      .selectFrom('streams')
      .select('stream_id')
      .where('class_id', '=', classId)
      .limit(1)
      .execute();
    if (left.length > 0) return false;
    await database.deleteFrom('class_removals').where('class_id', '=', classId).execute();
    return true;
  }
}
