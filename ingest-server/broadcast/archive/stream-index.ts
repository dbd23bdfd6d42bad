import type { ClassId, StreamId } from '@rostrum/protocol/room';
import type { Database } from '../../records/index.ts';
import type { TrackInfo } from '../pure/init-segment.ts';
import { Content } from './pure/content.ts';
import type { KeptSegment } from './pure/kept.ts';
import type { StreamKeys } from './pure/keys.ts';
import { type Manifest, parseTrackInfo } from './pure/manifest.ts';

export type StreamState = 'live' | 'over' | 'deleting';

/** What came of one stream, as the store has it. */
export type Entry =
  | { is: 'init'; rung: string; run: number; info: TrackInfo }
  | { is: 'segment'; rung: string; segment: KeptSegment };

/** A stream without its segments. */
export interface StreamRow extends StreamKeys {
  readonly state: StreamState;
  readonly startedAt: number;
  readonly endedAt: number | undefined;
  readonly durationMs: number;
  readonly bytes: number;
  readonly gaps: number;
  /** What was made beside the recording, as JSON. */
  readonly extras: string | undefined;
}

const ROWS_MAX = 1000;

/** Which streams there are and what the store has of them, for a restart and for other nodes. */
export class StreamIndex {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async begin({ classId, streamId }: StreamKeys, startedAt: number): Promise<void> {
    await this.#database
      .insertInto('streams')
      .values({ class_id: classId, stream_id: streamId, state: 'live', started_at: startedAt })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }

  async find(stream: StreamKeys): Promise<StreamRow | undefined> {
    const [row] = await this.#rows((query) =>
      query.where('class_id', '=', stream.classId).where('stream_id', '=', stream.streamId),
    );
    return row;
  }

  /** The recordings of a class, the newest first. */
  async recordings(classId: ClassId): Promise<StreamRow[]> {
    const rows = await this.#rows((query) =>
      query.where('class_id', '=', classId).where('state', '=', 'over'),
    );
    return rows.sort((one, other) => other.startedAt - one.startedAt);
  }

  async isEmpty(): Promise<boolean> {
    return (await this.#rows((query) => query.limit(1))).length === 0;
  }

  inState(state: StreamState): Promise<StreamRow[]> {
    return this.#rows((query) => query.where('state', '=', state));
  }

  /** What the store has of a stream that isn't over. */
  async content({ classId, streamId }: StreamKeys): Promise<Content> {
    const content = new Content();
    const tracks = await this.#database
      .selectFrom('stream_tracks')
      .selectAll()
      .where('class_id', '=', classId)
      .where('stream_id', '=', streamId)
      .orderBy('ordinal')
      .execute();
    for (const { rung, run, info } of tracks) content.addInit(rung, run, parseTrackInfo(info));
    const segments = await this.#database
      .selectFrom('stream_segments')
      .selectAll()
      .where('class_id', '=', classId)
      .where('stream_id', '=', streamId)
      .orderBy('msn')
      .execute();
    for (const { rung, msn, run, wall_ms, duration_ms, bytes } of segments) {
      const is = bytes === 0 ? 'gap' : 'complete';
      content.add(rung, { msn, run, wallMs: wall_ms, durationMs: duration_ms, bytes, is });
    }
    return content;
  }

  /** Told twice, it counts once. */
  async add({ classId, streamId }: StreamKeys, entries: readonly Entry[]): Promise<void> {
    const stream = { class_id: classId, stream_id: streamId };
    const tracks = entries.flatMap((entry) =>
      entry.is === 'init'
        ? { ...stream, rung: entry.rung, run: entry.run, info: JSON.stringify(entry.info) }
        : [],
    );
    const segments = entries.flatMap((entry) => {
      if (entry.is !== 'segment') return [];
      const { msn, run, wallMs, durationMs, is, bytes } = entry.segment;
      const row = { msn, run, wall_ms: wallMs, duration_ms: durationMs, bytes: is === 'gap' ? 0 : bytes };
      return { ...stream, rung: entry.rung, ...row };
    });
    // What is told twice counts once: a transaction for them all would win nothing, and cost as much again.
    if (tracks.length > 0) {
      const once = this.#database.insertInto('stream_tracks').values(tracks);
      await once.onConflict((conflict) => conflict.doNothing()).execute();
    }
    for (let from = 0; from < segments.length; from += ROWS_MAX) {
      const once = this.#database.insertInto('stream_segments').values(segments.slice(from, from + ROWS_MAX));
      await once.onConflict((conflict) => conflict.doNothing()).execute();
    }
  }

  /** It is a recording from now on: its manifest has what the rows of its segments had. */
  async end(stream: StreamKeys, manifest: Manifest, endedAt: number): Promise<void> {
    const { durationMs: duration_ms, bytes, gaps, startedAtMs } = manifest;
    const summary = { ended_at: endedAt, duration_ms, bytes, gaps };
    const started_at = Math.round(startedAtMs);
    await this.#database.transaction().execute(async (transaction) => {
      await transaction
        .insertInto('streams')
        .values({
          ...{ class_id: stream.classId, stream_id: stream.streamId, state: 'over' },
          ...summary,
          started_at,
        })
        .onConflict((conflict) =>
          conflict
            .columns(['class_id', 'stream_id'])
            .doUpdateSet({ ...summary, started_at, state: 'over' })
            .where('streams.state', '=', 'live'),
        )
        .execute();
      await forgetSegments(transaction, stream);
    });
  }

  /** Another one has taken the recording's place: what was made beside the old one is made anew. */
  async replace({ classId, streamId }: StreamKeys, manifest: Manifest): Promise<void> {
    const { durationMs: duration_ms, bytes, gaps, startedAtMs } = manifest;
    await this.#database
      .updateTable('streams')
      .set({ started_at: Math.round(startedAtMs), duration_ms, bytes, gaps, extras: null })
      .where('class_id', '=', classId)
      .where('stream_id', '=', streamId)
      .where('state', '=', 'over')
      .execute();
  }

  /** Says what was made beside the recording. */
  async setExtras({ classId, streamId }: StreamKeys, extras: string): Promise<void> {
    await this.#database
      .updateTable('streams')
      .set({ extras })
      .where('class_id', '=', classId)
      .where('stream_id', '=', streamId)
      .execute();
  }

  /** From now on nobody sees it, and every start goes on with deleting it. False where it isn't there. */
  async markDeleting({ classId, streamId }: StreamKeys): Promise<boolean> {
    const { numUpdatedRows } = await this.#database
      .updateTable('streams')
      .set({ state: 'deleting' })
      .where('class_id', '=', classId)
      .where('stream_id', '=', streamId)
      .executeTakeFirstOrThrow();
    return numUpdatedRows > 0n;
  }

  async forget(stream: StreamKeys): Promise<void> {
    await this.#database.transaction().execute(async (transaction) => {
      await forgetSegments(transaction, stream);
      for (const table of ['stream_downloads', 'stream_replacements', 'streams'] as const) {
        await transaction
          .deleteFrom(table)
          .where('class_id', '=', stream.classId)
          .where('stream_id', '=', stream.streamId)
          .execute();
      }
    });
  }

  async #rows(narrow: (query: StreamsQuery) => StreamsQuery): Promise<StreamRow[]> {
    const rows = await narrow(streamsIn(this.#database)).execute();
    return rows.map((row) => ({
      classId: row.class_id as ClassId,
      streamId: row.stream_id as StreamId,
      state: row.state as StreamState,
      startedAt: Number(row.started_at),
      endedAt: row.ended_at === null ? undefined : Number(row.ended_at),
      durationMs: row.duration_ms ?? 0,
      bytes: Number(row.bytes ?? 0),
      gaps: row.gaps ?? 0,
      extras: row.extras ?? undefined,
    }));
  }
}

const streamsIn = (database: Database) => database.selectFrom('streams').selectAll();
type StreamsQuery = ReturnType<typeof streamsIn>;

async function forgetSegments(database: Database, { classId, streamId }: StreamKeys): Promise<void> {
  for (const table of ['stream_segments', 'stream_tracks'] as const) {
    await database
      .deleteFrom(table)
      .where('class_id', '=', classId)
      .where('stream_id', '=', streamId)
      .execute();
  }
}
