import { PGlite } from '@electric-sql/pglite';
import { access, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { StartError } from '../config/index.ts';
import { migrations } from './migrations.ts';
import { createPgliteDialect } from './pglite-dialect.ts';
import type { Database, Tables } from './tables.ts';

export interface Records {
  readonly database: Database;
  /** Rejects when the database doesn't answer. */
  check(): Promise<void>;
  /** Safe twice. */
  close(): Promise<void>;
}

/** Written into the database's folder when its making was finished: without it, it was killed half-way. */
const FINISHED = 'rostrum-finished';

/** The database in this folder, made where it is missing and brought forward where it is of an older version. */
export async function openRecords(folder: string): Promise<Records> {
  try {
    await setAsideUnfinished(folder);
    const records = await open(await PGlite.create(folder));
    await writeFile(join(folder, FINISHED), '');
    return records;
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw new StartError(
      `The database in ${folder} can't be opened (${error instanceof Error ? error.message : String(error)}): restore it from a backup, or choose another data folder with ROSTRUM_DATA.`,
      error,
    );
  }
}

/** The same database without a folder, for tests. */
export async function openRecordsInMemory(): Promise<Records> {
  return open(await PGlite.create('memory://'));
}

async function open(pglite: PGlite): Promise<Records> {
  const database = new Kysely<Tables>({ dialect: createPgliteDialect(pglite) });
  let closing: Promise<void> | undefined;
  const close = () => (closing ??= database.destroy());
  try {
    await bringForward(database);
  } catch (error) {
    await close();
    throw error;
  }
  const check = async () => void (await sql`select 1`.execute(database));
  return { database, check, close };
}

async function bringForward(database: Database): Promise<void> {
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: () => Promise.resolve({ ...migrations }) },
  });
  const unknown = (await appliedNames(database)).find((name) => !(name in migrations));
  if (unknown !== undefined) {
    throw new StartError(
      `The data folder was last used by a newer Rostrum (its database has the change "${unknown}"): update Rostrum, or choose another data folder with ROSTRUM_DATA.`,
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

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}
