import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { StartError } from '../config/index.ts';
import {
  type PostgresServer,
  describeOnEachDatabase,
  missingPostgres,
  startPostgres,
} from '../test-support/index.ts';
import { type Records, openPostgresRecords, openRecords } from './open-records.ts';
import type { Database } from './tables.ts';

let parent: string;
beforeAll(async () => void (parent = await mkdtemp(join(tmpdir(), 'rostrum-records-'))));
afterAll(() => rm(parent, { recursive: true, force: true }));

const add = (database: Database, id: string) =>
  database.insertInto('institutions').values({ id, name: id }).execute();
const ids = async (database: Database) =>
  (await database.selectFrom('institutions').select('id').orderBy('id').execute()).map(({ id }) => id);

describeOnEachDatabase('the database', (open) => {
  let records: Records;
  let database: Database;
  beforeAll(async () => {
    records = await open();
    ({ database } = records);
  });
  afterAll(() => records.close());

  it('keeps other statements out of an open transaction, and undoes one that fails', async () => {
    const failing = database.transaction().execute(async (transaction) => {
      await add(transaction, 'undone');
      await add(transaction, 'undone');
    });
    const [outcome] = await Promise.allSettled([failing, add(database, 'beside'), add(database, 'too')]);
    expect(outcome.status).toBe('rejected');
    expect(await ids(database)).toEqual(['beside', 'too']);
  });

  it('knows one person by a login and by an external id in an institution, and another elsewhere', async () => {
    for (const id of ['here', 'there']) await add(database, id);
    const person = (
      id: string,
      institution_id: string,
      more: { login?: string; external_id?: string } = {},
    ) =>
      database
        .insertInto('people')
        .values({ id, institution_id, name: id, role: 'student', ...more })
        .execute();
    await person('a', 'here', { login: 'ada', external_id: '1' });
    await person('b', 'there', { login: 'ada', external_id: '1' });
    await person('c', 'here');
    await person('d', 'here');
    await expect(person('e', 'here', { login: 'ada' })).rejects.toMatchObject({ code: '23505' });
    await expect(person('f', 'here', { external_id: '1' })).rejects.toMatchObject({ code: '23505' });
  });

  // Last: it closes what the others stand on.
  it('is well while it is open', async () => {
    await records.check();
    await records.close();
    await records.close();
    await expect(records.check()).rejects.toThrow();
  });
});

describe('the database on a PostgreSQL server', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    if (missingPostgres === undefined) server = await startPostgres();
  });
  afterAll(() => (missingPostgres === undefined ? server.close() : undefined));
  beforeEach((context) => context.skip(missingPostgres !== undefined, missingPostgres));

  it('keeps what was written, and two servers that start at once bring it forward once', async () => {
    const url = await server.createDatabase();
    const [one, two] = await Promise.all([openPostgresRecords(url), openPostgresRecords(url)]);
    await add(one.database, 'kept');
    expect(await ids(two.database)).toEqual(['kept']);
    await Promise.all([one.close(), two.close()]);
    const again = await openPostgresRecords(url);
    expect(await ids(again.database)).toEqual(['kept']);
    await again.close();
  });

  it('is there again after its connections were cut', async () => {
    const lost: Error[] = [];
    let heard: () => void = () => undefined;
    const losing = new Promise<void>((resolve) => (heard = resolve));
    const handleLost = (error: Error) => {
      lost.push(error);
      heard();
    };
    const records = await openPostgresRecords(await server.createDatabase(), { handleLost });
    await server.cutConnections();
    await losing;
    await records.check();
    expect(lost[0]).toBeInstanceOf(Error);
    await records.close();
  });

  it('says so when a newer Rostrum has been there', async () => {
    const url = await server.createDatabase();
    const records = await openPostgresRecords(url);
    await addFutureMigration(records.database);
    await records.close();
    await expect(openPostgresRecords(url)).rejects.toThrow(
      'The database was last used by a newer Rostrum (its database has the change "9999_from_the_future"): update Rostrum, or choose another database with DATABASE_URL.',
    );
  });

  it('says in one sentence why it can’t be used, without the password', async () => {
    const url = new URL(await server.createDatabase());
    url.pathname = '/nowhere';
    const folder = url.searchParams.get('host')!;
    await expectSentence(
      url.href,
      `The PostgreSQL database nowhere on ${folder}:5432 can't be used (the server has no database of this name): mend that, or change DATABASE_URL.`,
    );
    url.searchParams.set('host', join(folder, 'elsewhere'));
    await expectSentence(url.href, expect.stringContaining('(its socket is not there): mend that'));
  });
});

it('a PostgreSQL server where none listens, or on a machine that there isn’t, is told so', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  taken.close();
  await once(taken, 'close');
  await expectSentence(
    `postgres://ada:secret@127.0.0.1:${port}/rostrum`,
    `The PostgreSQL database rostrum on 127.0.0.1:${port} can't be used (nothing listens there): mend that, or change DATABASE_URL.`,
  );
  await expectSentence(
    'postgres://ada:secret@database.invalid/rostrum',
    `The PostgreSQL database rostrum on database.invalid:5432 can't be used (no machine has this name): mend that, or change DATABASE_URL.`,
  );
});

async function expectSentence(url: string, sentence: unknown): Promise<void> {
  const error: unknown = await openPostgresRecords(url).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(StartError);
  expect((error as StartError).message).toEqual(sentence);
  expect((error as StartError).message).not.toContain('secret');
}

async function addFutureMigration(database: Database): Promise<void> {
  await database
    .withTables<{ kysely_migration: { name: string; timestamp: string } }>()
    .insertInto('kysely_migration')
    .values({ name: '9999_from_the_future', timestamp: '2050' })
    .execute();
}

describe('the database in a folder', () => {
  it('keeps what was written, and is brought forward only once', async () => {
    const folder = join(parent, 'kept');
    const first = await openRecords(folder);
    await first.database.insertInto('institutions').values({ id: 'i1', name: 'Here' }).execute();
    await first.close();
    await first.close();
    const second = await openRecords(folder);
    expect(await second.database.selectFrom('institutions').select(['id', 'name']).execute()).toEqual([
      { id: 'i1', name: 'Here' },
    ]);
    await second.close();
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
    await addFutureMigration(records.database);
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
