import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRecords } from './open-records.ts';

let parent: string;
beforeAll(async () => void (parent = await mkdtemp(join(tmpdir(), 'rostrum-records-'))));
afterAll(() => rm(parent, { recursive: true, force: true }));

describe('openRecords', () => {
  it('keeps what was written, and is brought forward only once', async () => {
    const folder = join(parent, 'kept');
    const first = await openRecords(folder);
    await first.database.insertInto('institutions').values({ id: 'i1', name: 'Here' }).execute();
    await first.close();
    await first.close();
    const second = await openRecords(folder);
    expect(await second.database.selectFrom('institutions').selectAll().execute()).toEqual([
      { id: 'i1', name: 'Here' },
    ]);
    await second.close();
  });

  it('keeps other statements out of an open transaction, and undoes one that fails', async () => {
    const { database, close } = await openRecords(join(parent, 'transactions'));
    const add = (db: typeof database, id: string) =>
      db.insertInto('institutions').values({ id, name: id }).execute();
    const failing = database.transaction().execute(async (transaction) => {
      await add(transaction, 'undone');
      await add(transaction, 'undone');
    });
    const [outcome] = await Promise.allSettled([failing, add(database, 'beside'), add(database, 'too')]);
    expect(outcome.status).toBe('rejected');
    const rows = await database.selectFrom('institutions').select('id').orderBy('id').execute();
    expect(rows.map((row) => row.id)).toEqual(['beside', 'too']);
    await close();
  });

  it('starts anew where the making of the database was cut short, and keeps the remains aside', async () => {
    const folder = join(parent, 'unfinished');
    await mkdir(folder);
    await writeFile(join(folder, 'PG_VERSION'), '17');
    const records = await openRecords(folder);
    expect(await records.database.selectFrom('events').selectAll().execute()).toEqual([]);
    await records.close();
    expect(await readdir(`${folder}.unfinished`)).toEqual(['PG_VERSION']);
  });

  it('says so when a newer Rostrum has been there', async () => {
    const folder = join(parent, 'newer');
    const records = await openRecords(folder);
    await records.database
      .withTables<{ kysely_migration: { name: string; timestamp: string } }>()
      .insertInto('kysely_migration')
      .values({ name: '9999_from_the_future', timestamp: '2050' })
      .execute();
    await records.close();
    await expect(openRecords(folder)).rejects.toThrow(
      'The data folder was last used by a newer Rostrum (its database has the change "9999_from_the_future"): update Rostrum, or choose another data folder with ROSTRUM_DATA.',
    );
  });

  it('says so when the database is broken', async () => {
    const folder = join(parent, 'broken');
    await (await openRecords(folder)).close();
    await rm(join(folder, 'base'), { recursive: true });
    await rm(join(folder, 'global'), { recursive: true });
    await expect(openRecords(folder)).rejects.toThrow(`The database in ${folder} can't be opened (`);
  });
});
