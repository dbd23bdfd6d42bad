import type { ClassId, StreamId } from '@rostrum/protocol/room';
import type { Database } from '../../records/index.ts';
import type { StreamKeys } from './pure/keys.ts';

/** A recording as one file: asked for, there, or impossible. */
export type DownloadRow = StreamKeys & { readonly rung: string } & (
    | { readonly is: 'waiting' }
    | { readonly is: 'ready'; readonly bytes: number; readonly expiresAt: number }
    | { readonly is: 'failed'; readonly failure: string }
  );

/** Which files were asked for: what a killed server was making is made by the next one. */
export class DownloadRows {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async ask({ classId, streamId }: StreamKeys, rung: string, askedAt: number): Promise<void> {
    const waiting = { state: 'waiting', asked_at: askedAt, failure: null };
    await this.#database
      .insertInto('stream_downloads')
      .values({ class_id: classId, stream_id: streamId, rung, ...waiting })
      .onConflict((conflict) =>
        conflict
          .columns(['class_id', 'stream_id', 'rung'])
          .doUpdateSet(waiting)
          .where('stream_downloads.state', '=', 'failed'),
      )
      .execute();
  }

  async settle(
    { classId, streamId }: StreamKeys,
    rung: string,
    outcome: { state: 'ready'; bytes: number; expires_at: number } | { state: 'failed'; failure: string },
  ): Promise<void> {
    await this.#database
      .updateTable('stream_downloads')
      .set(outcome)
      .where('class_id', '=', classId)
      .where('stream_id', '=', streamId)
      .where('rung', '=', rung)
      .execute();
  }

  async of({ classId, streamId }: StreamKeys): Promise<DownloadRow[]> {
    return this.#rows((query) =>
      query.where('class_id', '=', classId).where('stream_id', '=', streamId).orderBy('asked_at'),
    );
  }

  waiting(): Promise<DownloadRow[]> {
    return this.#rows((query) => query.where('state', '=', 'waiting').orderBy('asked_at'));
  }

  expired(now: number): Promise<DownloadRow[]> {
    return this.#rows((query) => query.where('state', '=', 'ready').where('expires_at', '<=', now));
  }

  async forget({ classId, streamId }: StreamKeys, rung: string): Promise<void> {
    await this.#database
      .deleteFrom('stream_downloads')
      .where('class_id', '=', classId)
      .where('stream_id', '=', streamId)
      .where('rung', '=', rung)
      .execute();
  }

  async #rows(narrow: (query: Query) => Query): Promise<DownloadRow[]> {
    const rows = await narrow(downloadsIn(this.#database)).execute();
    return rows.map((row) => {
      const { rung } = row;
      const of = { classId: row.class_id as ClassId, streamId: row.stream_id as StreamId, rung };
      if (row.state === 'ready')
        return { ...of, is: 'ready', bytes: Number(row.bytes), expiresAt: Number(row.expires_at) };
      if (row.state === 'failed') return { ...of, is: 'failed', failure: row.failure ?? '' };
      return { ...of, is: 'waiting' };
    });
  }
}

const downloadsIn = (database: Database) => database.selectFrom('stream_downloads').selectAll();
type Query = ReturnType<typeof downloadsIn>;
