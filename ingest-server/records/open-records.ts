import { PGlite } from '@electric-sql/pglite';
import { fork } from 'node:child_process';
import { access, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Dialect, Kysely, PostgresDialect, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { Pool } from 'pg';
import { StartError } from '../config/index.ts';
import { migrations } from './migrations.ts';
import { createPgliteDialect } from './pglite-dialect.ts';
import { placeIn, reasonOf } from './pure/postgres-words.ts';
import type { Database, Tables } from './tables.ts';

export interface Records {
  readonly database: Database;
  /** Rejects when the database doesn't answer. */
  check(): Promise<void>;
  /** Safe twice. */
  close(): Promise<void>;
}

/** Where a database is, and what a person changes to choose another. */
interface Place {
  readonly words: string;
  readonly change: string;
}

/** The log writes on one at a time; the others are for sign-ins and reads. */
const CONNECTIONS_MAX = 10;
const CONNECT_WITHIN_MS = 10_000;

/** Written into the database's folder when its making was finished: without it, it was killed half-way. */
const FINISHED = 'rostrum-finished';

/** The database in this folder, made where it is missing and brought forward where it is of an older version. */
export async function openRecords(folder: string): Promise<Records> {
  const place = { words: 'The data folder', change: 'choose another data folder with ROSTRUM_DATA' };
  try {
    await setAsideUnfinished(folder);
    if (!(await exists(folder))) await makeDatabase(folder);
    const records = await open(createPgliteDialect(await PGlite.create(folder)), place);
    await writeFile(join(folder, FINISHED), '');
    return records;
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw new StartError(
      `The database in ${folder} can't be opened (${error instanceof Error ? error.message : String(error)}): restore it from a backup, or ${place.change}.`,
      error,
    );
  }
}

/** The same database without a folder, for tests. */
export async function openRecordsInMemory(): Promise<Records> {
  const place = { words: 'The memory', change: 'begin anew' };
  return open(createPgliteDialect(await PGlite.create('memory://')), place);
}

export interface PostgresOptions {
  /** Hears of a connection that was lost while nobody used it; the next one is made when it is needed. */
  readonly handleLost?: (error: Error) => void;
}

/** The database that a PostgreSQL server has at this address, brought forward where it is of an older version. */
export async function openPostgresRecords(
  url: string,
  { handleLost = () => undefined }: PostgresOptions = {},
): Promise<Records> {
  const pool = new Pool({
    connectionString: url,
    max: CONNECTIONS_MAX,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    application_name: 'rostrum',
  });
  // Without a listener a restart of the database would end this process.
  pool.on('error', handleLost);
  // Nor may one end it that is lost in use, between two queries: the next query fails, and tells whoever asks it.
  pool.on('connect', (client) => client.on('error', () => undefined));
  try {
    const place = { words: 'The database', change: 'choose another database with DATABASE_URL' };
    return await open(new PostgresDialect({ pool }), place);
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw new StartError(
      `The PostgreSQL database ${placeIn(url)} can't be used (${reasonOf(error)}): mend that, or change DATABASE_URL.`,
      error,
    );
  }
}

async function open(dialect: Dialect, place: Place): Promise<Records> {
  const database = new Kysely<Tables>({ dialect });
  let closing: Promise<void> | undefined;
  const close = () => (closing ??= database.destroy());
  try {
    await bringForward(database, place);
  } catch (error) {
    await close();
    throw error;
  }
  const check = async () => void (await sql`select 1`.execute(database));
  return { database, check, close };
}

async function bringForward(database: Database, { words, change }: Place): Promise<void> {
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: () => Promise.resolve({ ...migrations }) },
  });
  const unknown = (await appliedNames(database)).find((name) => !(name in migrations));
  if (unknown !== undefined) {
    throw new StartError(
      `${words} was last used by a newer Rostrum (its database has the change "${unknown}"): update Rostrum, or ${change}.`,
    );
  }
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw new Error('its tables could not be brought up to date', { cause: error });
}

async function appliedNames(database: Database): Promise<string[]> {
  const tables = await database.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === 'kysely_migration')) return [];
  const rows = await database
    .withTables<{ kysely_migration: { name: string } }>()
    .selectFrom('kysely_migration')
    .select('name')
    .execute();
  return rows.map((row) => row.name);
}

// Nothing is in a database whose making was cut short, but a person may still want to look: moved, not deleted.
async function setAsideUnfinished(folder: string): Promise<void> {
  if (!(await exists(folder)) || (await exists(join(folder, FINISHED)))) return;
  const aside = `${folder}.unfinished`;
  await rm(aside, { recursive: true, force: true });
  await rename(folder, aside);
}

function makeDatabase(folder: string): Promise<void> {
  const script = join(import.meta.dirname, 'make-database.ts');
  return new Promise((resolve, reject) => {
    const child = fork(script, [folder], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(reasonIn(said)));
    });
  });
}

/** Of what a process that failed wrote, the line with the error. */
function reasonIn(said: string): string {
  const lines = said.split('\n').filter((line) => line.trim() !== '');
  return lines.find((line) => line.includes('Error')) ?? lines.at(-1) ?? 'its making ended without a word';
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}
