import type { Usage } from '@rostrum/protocol/http';
import type { ClassId, StreamId } from '@rostrum/protocol/room';
import { sql } from 'kysely';
import type { Database } from '../../records/index.ts';
import { h264PerAv1 } from './pure/h264-per-av1.ts';
import { monthsBetween } from './pure/months.ts';
import type { Used } from './usage-ledger.ts';

const STORED_UNTIL = 'stored';

/** The columns by what they count. */
const columns = {
  liveSeconds: 'live_s',
  personSeconds: 'person_s',
  stageSeconds: 'stage_s',
  sentBytes: 'sent_bytes',
  av1Bytes: 'av1_bytes',
  av1AsH264Bytes: 'av1_as_h264_bytes',
  cpuSeconds: 'cpu_s',
  storedByteSeconds: 'stored_byte_s',
} as const satisfies Readonly<Record<keyof Usage, string>>;
type Column = (typeof columns)[keyof Usage];
const counted = Object.entries(columns) as [keyof Usage, Column][];

function added(column: Column) {
  return sql<number>`${sql.ref(`class_usage.${column}`)} + ${sql.ref(`excluded.${column}`)}`;
}

/** What was used, as the database has it. */
export class UsageRows {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** In one statement: all of it counts, or nothing does. */
  async add(used: readonly Used[]): Promise<void> {
    if (used.length === 0) return;
    const rows = used.map(({ classId, streamId, month, usage }) => ({
      ...{ class_id: classId, stream_id: streamId, month },
      live_s: usage.liveSeconds,
      person_s: usage.personSeconds,
      stage_s: usage.stageSeconds,
      sent_bytes: usage.sentBytes,
      av1_bytes: usage.av1Bytes,
      av1_as_h264_bytes: usage.av1AsH264Bytes,
      cpu_s: usage.cpuSeconds,
      stored_byte_s: usage.storedByteSeconds,
    }));
    await this.#database
      .insertInto('class_usage')
      .values(rows)
      .onConflict((conflict) =>
        conflict.columns(['class_id', 'stream_id', 'month']).doUpdateSet({
          live_s: added('live_s'),
          person_s: added('person_s'),
          stage_s: added('stage_s'),
          sent_bytes: added('sent_bytes'),
          av1_bytes: added('av1_bytes'),
          av1_as_h264_bytes: added('av1_as_h264_bytes'),
          cpu_s: added('cpu_s'),
          stored_byte_s: added('stored_byte_s'),
        }),
      )
      .execute();
  }

  /**
   * What lies in the store since this was done last, also while no server ran. Of several servers on one database each
   * counts from where the last one did.
   */
  async countStored(now: number): Promise<void> {
    await this.#database.transaction().execute(async (transaction) => {
      const known = await transaction
        .selectFrom('usage_marks')
        .select('at')
        .where('name', '=', STORED_UNTIL)
        .forUpdate()
        .executeTakeFirst();
      const from = Number(known?.at ?? now);
      for (const { month, fromMs, untilMs } of monthsBetween(from, now)) {
        await sql`insert into class_usage (class_id, stream_id, month, stored_byte_s)
          select class_id, stream_id, ${month}::text,
            bytes * (${untilMs}::double precision - greatest(${fromMs}::double precision, ended_at)) / 1000
          from streams
          where state = 'over' and bytes > 0 and ended_at < ${untilMs}::double precision
          on conflict (class_id, stream_id, month)
          do update set stored_byte_s = class_usage.stored_byte_s + excluded.stored_byte_s`.execute(
          transaction,
        );
      }
      await transaction
        .insertInto('usage_marks')
        .values({ name: STORED_UNTIL, at: now })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ at: Math.max(from, now) }))
        .execute();
    });
  }

  /** How many bytes H.264 takes for one of AV1 in this stream, by what came out so far. */
  async h264PerAv1(classId: ClassId, streamId: StreamId): Promise<number | undefined> {
    const rows = await this.#database
      .selectFrom('stream_segments')
      .select(({ fn }) => ['rung', fn.sum('bytes').as('bytes'), fn.sum('duration_ms').as('duration_ms')])
      .where('class_id', '=', classId)
      .where('stream_id', '=', streamId)
      .where('bytes', '>', 0)
      .groupBy('rung')
      .execute();
    return h264PerAv1(
      rows.map(({ rung, bytes, duration_ms }) => ({
        ...{ rung, bytes: Number(bytes) },
        durationMs: Number(duration_ms),
      })),
    );
  }

  /** Of these classes in this month, all streams of each together. */
  async inMonth(month: string, classIds: readonly string[]): Promise<Map<string, Usage>> {
    if (classIds.length === 0) return new Map();
    const rows = await this.#database
      .selectFrom('class_usage')
      .select('class_id')
      .select(({ fn }) => counted.map(([name, column]) => fn.sum<number | string>(column).as(name)))
      .where('month', '=', month)
      .where('class_id', 'in', [...classIds])
      .groupBy('class_id')
      .execute();
    return new Map(
      rows.map((row) => {
        const usage = Object.fromEntries(counted.map(([name]) => [name, Number(row[name])]));
        return [row.class_id, usage as Usage];
      }),
    );
  }

  /** In which anything was counted of these classes, the newest first. */
  async months(classIds: readonly string[]): Promise<string[]> {
    if (classIds.length === 0) return [];
    const rows = await this.#database
      .selectFrom('class_usage')
      .select('month')
      .distinct()
      .where('class_id', 'in', [...classIds])
      .orderBy('month', 'desc')
      .execute();
    return rows.map(({ month }) => month);
  }
}
