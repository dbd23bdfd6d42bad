import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { Client } from 'pg';

/** The folder with initdb and postgres; Debian keeps them off the PATH, one folder for each version. */
const binFolder = findBinFolder();

/** The reason for a skip, in the words that the test runner knows; undefined where nothing is missing. */
export const missingPostgres: 'needs postgres' | undefined =
  binFolder === undefined ? 'needs postgres' : undefined;

export interface PostgresServer {
  /** An empty database of its own, as an address. */
  createDatabase(): Promise<string>;
  /** As a server that crashes or is restarted does: every connection is cut. */
  cutConnections(): Promise<void>;
  /** As when its machine goes: nobody is asked first. */
  goAway(): Promise<void>;
  /** At the same address, with what was written. */
  comeBack(): Promise<void>;
  /** Of the processes that answer queries now. */
  backends(): Promise<number[]>;
  close(): Promise<void>;
}

/** A server with nothing in it, in a folder that goes with it. It keeps nothing safe, and is quick for that. */
export async function startPostgres(): Promise<PostgresServer> {
  if (binFolder === undefined) throw new Error('there is no PostgreSQL here');
  const folder = await mkdtemp(join(tmpdir(), 'rostrum-pg-'));
  // PostgreSQL refuses to run as root, and so does whatever it is started from.
  const user = process.getuid?.() === 0 ? unprivilegedUser() : undefined;
  if (user) await chown(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const options = { ...user, cwd: folder, env: { PATH: process.env['PATH'], LC_ALL: 'C' } };
  const initdb = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync'];
  await promisify(execFile)(join(binFolder, 'initdb'), initdb, options);

  const settings = ['fsync=off', 'full_page_writes=off', 'shared_buffers=32MB', 'listen_addresses='];
  const program = join(binFolder, 'postgres');
  const serve = async (): Promise<{ child: ChildProcess; exited: Promise<unknown> }> => {
    const child = spawn(
      program,
      ['-D', data, '-k', folder, ...settings.flatMap((setting) => ['-c', setting])],
      { ...options, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    const exited = once(child, 'exit');
    await untilReady(child);
    return { child, exited };
  };
  let serving = await serve();

  const addressOf = (name: string) => `postgres:///${name}?host=${encodeURIComponent(folder)}&user=postgres`;
  async function administer(statement: string): Promise<void> {
    const client = new Client({ connectionString: addressOf('postgres') });
    await client.connect();
    await client.query(statement);
    await client.end();
  }

  let made = 0;
  let closing: Promise<void> | undefined;
  async function end(signal: 'SIGINT' | 'SIGQUIT'): Promise<void> {
    serving.child.kill(signal);
    await serving.exited;
  }
  async function close(): Promise<void> {
    await end('SIGINT');
    await rm(folder, { recursive: true, force: true });
  }
  return {
    async createDatabase() {
      const name = `test_${++made}`;
      await administer(`create database ${name}`);
      return addressOf(name);
    },
    cutConnections: () =>
      administer('select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()'),
    goAway: () => end('SIGQUIT'),
    async comeBack() {
      serving = await serve();
    },
    async backends() {
      const client = new Client({ connectionString: addressOf('postgres') });
      await client.connect();
      const { rows } = await client.query<{ pid: number }>(
        "select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()",
      );
      await client.end();
      return rows.map(({ pid }) => pid);
    },
    close: () => (closing ??= close()),
  };
}

async function untilReady(child: ChildProcess): Promise<void> {
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stderr! })) {
    said.push(line);
    if (line.includes('ready to accept connections')) {
      child.stderr!.resume();
      return;
    }
  }
  throw new Error(`PostgreSQL did not start: ${said.join('\n')}`);
}

function findBinFolder(): string | undefined {
  const versions = '/usr/lib/postgresql';
  const debian = existsSync(versions)
    ? readdirSync(versions)
        .sort((one, other) => Number(other) - Number(one))
        .map((version) => join(versions, version, 'bin'))
    : [];
  const onPath = (process.env['PATH'] ?? '').split(':');
  const given = process.env['POSTGRES_BIN'];
  return [...(given ? [given] : []), ...debian, ...onPath].find(
    (folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')),
  );
}

function unprivilegedUser(): { uid: number; gid: number } {
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const user = ['postgres', 'nobody'].map((name) => users.find(([found]) => found === name)).find(Boolean);
  if (!user) throw new Error('there is nobody here whom PostgreSQL could run as');
  return { uid: Number(user[2]), gid: Number(user[3]) };
}
