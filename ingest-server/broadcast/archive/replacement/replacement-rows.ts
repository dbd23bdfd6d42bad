import type { ReplacementFailure } from '@rostrum/protocol/http';
import type { ClassId, StreamId } from '@rostrum/protocol/room';
import type { Database } from '../../../records/index.ts';
import type { StreamKeys } from '../pure/keys.ts';

/** `placed`: what it replaced is still there too. */
export type ReplacementState = 'sending' | 'waiting' | 'placed' | 'done' | 'failed';

/** The file that was sent last to replace a recording. */
export interface ReplacementRow extends StreamKeys {
  readonly uploadId: string;
  readonly is: ReplacementState;
  readonly bytes: number;
  readonly sha256: string;
  /** Wall clock of the file's own zero. */
  readonly startedAt: number;
  readonly movedAt: number;
  readonly failure: ReplacementFailure | undefined;
}

/** Which files were sent, and how far they are: what a killed server was at is gone on with by the next one. */
export class ReplacementRows {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** In the place of whatever was sent before. */
  async begin(row: Omit<ReplacementRow, 'is' | 'failure'>): Promise<void> {
    const { classId, streamId, uploadId, bytes, sha256, startedAt, movedAt } = row;
    const values = {
      ...{ upload_id: uploadId, state: 'sending', bytes, sha256, failure: null },
      ...{ started_at: Math.round(startedAt), moved_at: movedAt },
    };
    await this.#database
      .insertInto('stream_replacements')
      .values({ class_id: classId, stream_id: streamId, ...values })
      .onConflict((conflict) => conflict.columns(['class_id', 'stream_id']).doUpdateSet(values))
      .execute();
  }

  async find({ classId, streamId }: StreamKeys): Promise<ReplacementRow | undefined> {
    const [row] = await this.#rows((query) =>
      query.where('class_id', '=', classId).where('stream_id', '=', streamId),
    );
    return row;
  }

  all(): Promise<ReplacementRow[]> {
    return this.#rows((query) => query.orderBy('moved_at'));
  }

  /** Something came, or a step is done. Of one that has given way to another nothing is written down. */
  async move(
    { classId, streamId, uploadId }: Pick<ReplacementRow, 'classId' | 'streamId' | 'uploadId'>,
    to: { state?: ReplacementState; movedAt: number; failure?: ReplacementFailure },
  ): Promise<void> {
    const { state, movedAt, failure } = to;
    await this.#database
      .updateTable('stream_replacements')
      .set({ moved_at: movedAt, ...(state && { state }), ...(failure && { failure }) })
      .where('class_id', '=', classId)
      .where('stream_id', '=', streamId)
      .where('upload_id', '=', uploadId)
      .execute();
  }

  async forget({ classId, streamId }: StreamKeys): Promise<void> {
    await this.#database
      .deleteFrom('stream_replacements')
      .where('class_id', '=', classId)
      .where('stream_id', '=', streamId)
      .execute();
  }

  async #rows(narrow: (query: Query) => Query): Promise<ReplacementRow[]> {
    const rows = await narrow(replacementsIn(this.#database)).execute();
    return rows.map((row) => ({
      classId: row.class_id as ClassId,
      streamId: row.stream_id as StreamId,
      uploadId: row.upload_id,
      is: row.state as ReplacementState,
      bytes: Number(row.bytes),
      sha256: row.sha256,
      startedAt: Number(row.started_at),
      movedAt: Number(row.moved_at),
      failure: (row.failure ?? undefined) as ReplacementFailure | undefined,
    }));
  }
}

const replacementsIn = (database: Database) => database.selectFrom('stream_replacements').selectAll();
type Query = ReturnType<typeof replacementsIn>;
