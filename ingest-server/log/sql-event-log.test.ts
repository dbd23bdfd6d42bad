import type { ClassId, PersonId } from '@rostrum/protocol/room';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Records, openRecords } from '../records/index.ts';
import { describeOnEachDatabase } from '../test-support/index.ts';
import { describeEventLog } from './event-log-cases.ts';
import { type AppendReport, SqlEventLog } from './sql-event-log.ts';

const event = { type: 'person.left', personId: 'p' as PersonId, reason: 'left', role: 'guest' } as const;

describeOnEachDatabase('the log', (open) => {
  let records: Records;
  let log: SqlEventLog;
  const reports: AppendReport[] = [];
  beforeAll(async () => {
    records = await open();
    log = new SqlEventLog({ database: records.database, onWrite: (report) => reports.push(report) });
  });
  afterAll(async () => {
    await log.close();
    await records.close();
  });

  describeEventLog(() => log);

  it('forgets a class whole, and no other', async () => {
    const [gone, kept] = ['gone' as ClassId, 'kept' as ClassId];
    for (const id of [gone, kept]) {
      await log.append(id, 0, [{ at: 1, key: 'k', event }]);
      await log.beginHistory(id, { id: `history-of-${id}`, fromSeq: 0 });
      await log.saveSnapshot(id, 1, { some: 'state' });
    }
    await log.forget(gone);
    expect(await log.read(gone, 0)).toEqual([]);
    expect(await log.readSnapshot(gone)).toBeUndefined();
    expect(await log.seqsOfKeys(gone, ['k'])).toEqual(new Map());
    expect(await log.beginHistory(gone, { id: 'anew', fromSeq: 0 })).toHaveLength(1);
    expect(await log.read(kept, 0)).toHaveLength(1);
    expect(await log.readSnapshot(kept)).toBeDefined();
  });

  it('gathers what comes in one turn, and what comes while a write is under way, into one write each', async () => {
    const id = 'gathered' as ClassId;
    reports.length = 0;
    const append = (expectedSeq: number) => log.append(id, expectedSeq, [{ at: 1, event }]);
    const first = Array.from({ length: 10 }, (_, i) => append(i));
    const others: Promise<unknown>[] = [];
    // Followers are told when the first write is done and the next has not begun.
    const unfollow = log.follow(id, () => {
      unfollow();
      for (let i = 0; i < 50; i++) others.push(append(10 + i));
    });
    await Promise.all(first);
    await Promise.all(others);
    expect(reports.map(({ appends, events }) => ({ appends, events }))).toEqual([
      { appends: 10, events: 10 },
      { appends: 50, events: 50 },
    ]);
  });

  it('says for how long a write is under way, and nothing once it is done', async () => {
    const { database } = records;
    const held = Promise.withResolvers<void>();
    type Write = Parameters<ReturnType<typeof database.transaction>['execute']>[0];
    const late = {
      transaction: () => ({
        execute: (write: Write) => held.promise.then(() => database.transaction().execute(write)),
      }),
    };
    // Nothing else is asked of it to append.
    const its = new SqlEventLog({ database: late as unknown as typeof database });
    expect(its.unwrittenForMs).toBeUndefined();
    const appended = its.append('under-way' as ClassId, 0, [{ at: 1, event }]);
    await vi.waitFor(() => expect(its.unwrittenForMs).toBeGreaterThanOrEqual(0));
    held.resolve();
    expect((await appended).is).toBe('logged');
    expect(its.unwrittenForMs).toBeUndefined();
    await its.close();
  });

  it('answers every append, though another node writes to the same classes in another order', async () => {
    const elsewhere = new SqlEventLog({ database: records.database });
    const ids = Array.from({ length: 8 }, (_, i) => `shared-${i}` as ClassId);
    const write = async (node: SqlEventLog, id: ClassId, key: string) => {
      for (let expected = 0; ;) {
        const result = await node.append(id, expected, [{ at: 1, key, event }]);
        if (result.is !== 'conflict') return result.is;
        expected = result.lastSeq;
      }
    };
    const keys = Array.from({ length: 10 }, (_, i) => `key-${i}`);
    const results = await Promise.all([
      ...ids.flatMap((id) => keys.map((key) => write(log, id, `${key}-here`))),
      ...ids.toReversed().flatMap((id) => keys.map((key) => write(elsewhere, id, `${key}-there`))),
    ]);
    expect(new Set(results)).toEqual(new Set(['logged']));
    for (const id of ids) {
      expect((await log.read(id, 0)).map(({ seq }) => seq)).toEqual(
        Array.from({ length: 20 }, (_, i) => i + 1),
      );
    }
    await elsewhere.close();
  });

  it('decides again where another node wrote first', async () => {
    const id = 'contested' as ClassId;
    const elsewhere = new SqlEventLog({ database: records.database });
    const results = await Promise.all([
      log.append(id, 0, [{ at: 1, key: 'key-here', event }]),
      elsewhere.append(id, 0, [{ at: 2, key: 'key-there', event }]),
    ]);
    expect(results.map((result) => result.is).sort()).toEqual(['conflict', 'logged']);
    expect(await log.read(id, 0)).toHaveLength(1);
    await elsewhere.close();
  });
});

describe('the log in PGlite, in a folder', () => {
  let folder: string;
  let records: Records;
  let log: SqlEventLog;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rostrum-log-'));
    records = await openRecords(join(folder, 'db'));
    log = new SqlEventLog({ database: records.database });
  });
  afterAll(async () => {
    await records.close();
    await rm(folder, { recursive: true, force: true });
  });

  describeEventLog(() => log);

  it('finishes what is under way when closed, takes nothing more, and has it all after opening again', async () => {
    const id = 'closed' as ClassId;
    const appended = log.append(id, 0, [{ at: 1, event }]);
    await log.close();
    await log.close();
    expect(await appended).toMatchObject({ is: 'logged' });
    await expect(log.append(id, 1, [{ at: 1, event }])).rejects.toThrow('the log is closed');
    await records.close();
    records = await openRecords(join(folder, 'db'));
    const reopened = new SqlEventLog({ database: records.database });
    expect(await reopened.read(id, 0)).toEqual([{ seq: 1, at: 1, event }]);
  });
});
