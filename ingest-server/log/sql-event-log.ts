import { type ClassId, type LoggedEvent, loggedEventSchema } from '@rostrum/protocol/room';
import { setImmediate as turn } from 'node:timers/promises';
import { sql } from 'kysely';
import * as v from 'valibot';
import type { Database } from '../records/index.ts';
import type { EventLog, History, Snapshot } from './event-log.ts';
import type { Append, AppendResult, NewEvent } from './pure/append.ts';
import { planGroup } from './pure/plan-group.ts';
import { Unwritten } from './pure/unwritten.ts';

export interface AppendReport {
  /** Appends that this one write served, and the events in them. */
  readonly appends: number;
  readonly events: number;
  readonly durationMs: number;
}

export interface SqlEventLogOptions {
  readonly database: Database;
  readonly onWrite?: (report: AppendReport) => void;
}

interface QueuedAppend extends Append {
  settle(result: AppendResult): void;
  fail(error: Error): void;
}

type Listener = (events: readonly LoggedEvent[]) => void;

/** Another node may write between our look at the log and our insert; then the group looks again. */
const ATTEMPTS_MAX = 5;
const ROWS_MAX = 1000;
/** A page that was away for longer than so many openings of its class gets the state. */
const HISTORIES_KEPT = 20;
/** Another was there first, or two waited for each other and this one gave way. */
const OVERTAKEN = new Set(['23505', '40P01', '40001']);

/** The log in SQL. While one write is under way others gather, and go as one transaction. */
export class SqlEventLog implements EventLog {
  readonly #database: Database;
  readonly #onWrite: ((report: AppendReport) => void) | undefined;
  readonly #listeners = new Map<ClassId, Set<Listener>>();
  readonly #unwritten = new Unwritten();
  #queue: QueuedAppend[] = [];
  #writing: Promise<void> | undefined;
  #isClosed = false;

  constructor(options: SqlEventLogOptions) {
    this.#database = options.database;
    this.#onWrite = options.onWrite;
  }

  /** For how long nothing could be written though something is to be; undefined while that isn't so. */
  get unwrittenForMs(): number | undefined {
    return this.#unwritten.forMs(performance.now());
  }

  append(classId: ClassId, expectedSeq: number, events: readonly NewEvent[]): Promise<AppendResult> {
    if (this.#isClosed) return Promise.reject(new Error('the log is closed'));
    return new Promise((settle, fail) => {
      this.#queue.push({ classId, expectedSeq, events, settle, fail });
      this.#writing ??= this.#writeAll();
    });
  }

  async read(classId: ClassId, since: number, most?: number): Promise<LoggedEvent[]> {
    const behind = this.#database
      .selectFrom('events')
      .select(['seq', 'at', 'command_key', 'event'])
      .where('class_id', '=', classId)
      .where('seq', '>', since)
      .orderBy('seq');
    const rows = await (most === undefined ? behind : behind.limit(most)).execute();
    return rows.map((row) => {
      const key = row.command_key === null ? {} : { key: row.command_key };
      return v.parse(loggedEventSchema, { seq: row.seq, at: Number(row.at), ...key, event: row.event });
    });
  }

  async seqsOfKeys(classId: ClassId, keys: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const rows = await this.#database
      .selectFrom('events')
      .select(['command_key', 'seq'])
      .where('class_id', '=', classId)
      .where('command_key', '=', sql<string>`any(${keys}::text[])`)
      .execute();
    return new Map(rows.map((row) => [row.command_key!, row.seq]));
  }

  async beginHistory(classId: ClassId, { id, fromSeq }: History): Promise<History[]> {
    return this.#database.transaction().execute(async (transaction) => {
      await transaction
        .insertInto('histories')
        .values({ class_id: classId, id, from_seq: fromSeq })
        .execute();
      const rows = await transaction
        .selectFrom('histories')
        .select(['id', 'from_seq', 'ordinal'])
        .where('class_id', '=', classId)
        .orderBy('ordinal')
        .execute();
      const tooOld = rows.slice(0, -HISTORIES_KEPT).at(-1);
      if (tooOld) {
        await transaction
          .deleteFrom('histories')
          .where('class_id', '=', classId)
          .where('ordinal', '<=', tooOld.ordinal)
          .execute();
      }
      return rows.slice(-HISTORIES_KEPT).map((row) => ({ id: row.id, fromSeq: row.from_seq }));
    });
  }

  follow(classId: ClassId, listener: Listener): () => void {
    const listeners = this.#listeners.get(classId) ?? new Set();
    this.#listeners.set(classId, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.#listeners.get(classId) === listeners) this.#listeners.delete(classId);
    };
  }

  async saveSnapshot(classId: ClassId, seq: number, state: unknown, isAtRest = false): Promise<void> {
    const json = JSON.stringify(state);
    await this.#database
      .insertInto('snapshots')
      .values({ class_id: classId, seq, state: json, at_rest: isAtRest })
      .onConflict((conflict) =>
        conflict
          .column('class_id')
          .doUpdateSet({ seq, state: json, at_rest: isAtRest })
          // Another node may have been further already.
          .where('snapshots.seq', '<=', seq),
      )
      .execute();
  }

  async readSnapshot(classId: ClassId): Promise<Snapshot | undefined> {
    const row = await this.#database
      .selectFrom('snapshots')
      .select(['seq', 'state'])
      .where('class_id', '=', classId)
      .executeTakeFirst();
    return row && { seq: row.seq, state: JSON.parse(row.state) as unknown };
  }

  async restless(): Promise<ClassId[]> {
    // From class to class along the index's end: a plain look at each would read the whole of all logs.
    const { rows } = await sql<{ class_id: string }>`
      with recursive logs(class_id) as (
        select min(class_id) from events
        union all
        select (select min(class_id) from events where events.class_id > logs.class_id)
        from logs where logs.class_id is not null
      )
      select class_id from logs
      where class_id is not null and not exists (
        select from snapshots where snapshots.class_id = logs.class_id and at_rest
          and seq >= (select max(seq) from events where events.class_id = logs.class_id)
      )`.execute(this.#database);
    return rows.map((row) => row.class_id as ClassId);
  }

  /** The class is no more: nothing that was logged of it is left. Whoever wrote to it has stopped before. */
  async forget(classId: ClassId): Promise<void> {
    await this.#database.transaction().execute(async (transaction) => {
      for (const table of ['events', 'snapshots', 'histories'] as const)
        await transaction.deleteFrom(table).where('class_id', '=', classId).execute();
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#writing;
  }

  async #writeAll(): Promise<void> {
    while (this.#queue.length > 0) {
      // Even where the database answers at once, what is ready in this turn of the event loop goes along.
      await turn();
      await this.#serve(this.#takeGroup());
    }
    this.#writing = undefined;
  }

  async #serve(group: readonly QueuedAppend[]): Promise<void> {
    const startedAt = performance.now();
    this.#unwritten.begin(startedAt);
    let results: AppendResult[];
    try {
      results = await this.#writeGroup(group);
    } catch (cause) {
      // One that can't be written must not take its neighbours down: each has its own try.
      if (group.length > 1) for (const append of group) await this.#serve([append]);
      else this.#refuse(group[0], cause);
      return;
    }
    this.#unwritten.end();
    this.#announce(group, results);
    group.forEach((append, i) => append.settle(results[i]!));
    const events = results.reduce(
      (sum, result) => sum + (result.is === 'logged' ? result.events.length : 0),
      0,
    );
    this.#onWrite?.({ appends: group.length, events, durationMs: performance.now() - startedAt });
  }

  #refuse(append: QueuedAppend | undefined, cause: unknown): void {
    this.#unwritten.fail(performance.now());
    append?.fail(new Error('the log could not be written', { cause }));
  }

  #takeGroup(): QueuedAppend[] {
    let rows = 0;
    let count = 0;
    for (const { events } of this.#queue) {
      rows += events.length;
      if (count > 0 && rows > ROWS_MAX) break;
      count += 1;
    }
    return this.#queue.splice(0, count);
  }

  async #writeGroup(group: readonly Append[]): Promise<AppendResult[]> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#database.transaction().execute(async (transaction) => {
          const results = planGroup(group, await lookUp(transaction, group));
          await insert(transaction, group, results);
          return results;
        });
      } catch (error) {
        if (attempt === ATTEMPTS_MAX || !isOvertaken(error)) throw error;
      }
    }
  }

  #announce(group: readonly Append[], results: readonly AppendResult[]): void {
    const written = new Map<ClassId, LoggedEvent[]>();
    results.forEach((result, i) => {
      if (result.is !== 'logged' || result.events.length === 0) return;
      const { classId } = group[i]!;
      written.set(classId, [...(written.get(classId) ?? []), ...result.events]);
    });
    for (const [classId, events] of written) {
      for (const listener of [...(this.#listeners.get(classId) ?? [])]) {
        try {
          listener(events);
        } catch (error) {
          // A bug of the listener's: it surfaces where bugs do, and the log goes on.
          queueMicrotask(() => {
            throw error;
          });
        }
      }
    }
  }
}

async function lookUp(database: Database, group: readonly Append[]) {
  const classIds = [...new Set(group.map((append) => append.classId))];
  // One look at the index's end for each class: grouping by class would read the whole of its log.
  const lastRows = await database
    .selectFrom(sql<{ class_id: string }>`unnest(${classIds}::text[])`.as<'asked'>(sql`asked(class_id)`))
    .select((expression) => [
      'asked.class_id',
      expression
        .selectFrom('events')
        .select((inner) => inner.fn.max('seq').as('last'))
        .whereRef('events.class_id', '=', 'asked.class_id')
        .as('last'),
    ])
    .execute();
  const lastSeqs = new Map(lastRows.map((row) => [row.class_id, row.last ?? 0]));

  const keys = group.flatMap(({ events }) => events.flatMap(({ key }) => key ?? []));
  const keyRows =
    keys.length === 0
      ? []
      : await database
          .selectFrom('events')
          .select(['class_id', 'command_key', 'seq'])
          .where('class_id', 'in', classIds)
          .where('command_key', 'in', keys)
          .execute();
  const seqs = new Map(keyRows.map((row) => [`${row.class_id} ${row.command_key}`, row.seq]));

  return {
    lastSeq: (classId: ClassId) => lastSeqs.get(classId) ?? 0,
    seqOfKey: (classId: ClassId, key: string) => seqs.get(`${classId} ${key}`),
  };
}

async function insert(database: Database, group: readonly Append[], results: readonly AppendResult[]) {
  const rows = results.flatMap((result, i) =>
    result.is !== 'logged'
      ? []
      : result.events.map(({ seq, at, key, event }) => ({
          class_id: group[i]!.classId,
          seq,
          at,
          command_key: key ?? null,
          event: JSON.stringify(event),
        })),
  );
  // In one order on every node: two that write to the same classes then wait for each other in a line, not in a ring.
  rows.sort((one, other) => (one.class_id < other.class_id ? -1 : one.class_id > other.class_id ? 1 : 0));
  // A single append may be larger than a statement's parameters can be.
  for (let from = 0; from < rows.length; from += ROWS_MAX) {
    await database
      .insertInto('events')
      .values(rows.slice(from, from + ROWS_MAX))
      .execute();
  }
}

function isOvertaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && OVERTAKEN.has(String(error.code));
}
