import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDataFolder } from '../data-folder.ts';
import { writeArchive } from './archive.ts';
import { backUp } from './back-up.ts';
import { restore } from './restore.ts';

const longName = `blobs/media/${'c'.repeat(40)}/${'s'.repeat(40)}/${'r'.repeat(120)}/${'n'.repeat(60)}.m4s`;

let parent: string;
let folder: string;
let file: string;
let made = 0;
beforeAll(async () => void (parent = await mkdtemp(join(tmpdir(), 'rostrum-backup-'))));
afterAll(() => rm(parent, { recursive: true, force: true }));

const contents: Record<string, string> = {
  'secret.key': 'a key',
  'db/PG_VERSION': '17\n',
  'db/base/1/1259': '\0'.repeat(100_000),
  'blobs/files/c1/empty': '',
  'blobs/files/c1/one block': 'x'.repeat(512),
  'spool/00/segment': 'waits',
  'studio/settings.json': '{}',
  [longName]: 'long',
};

async function put(path: string, content: string): Promise<void> {
  const target = join(folder, path);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, content);
}

beforeEach(async () => {
  const own = join(parent, String(++made));
  folder = join(own, 'data');
  file = join(own, 'backup.tar.gz');
  for (const [path, content] of Object.entries(contents)) await put(path, content);
  await chmod(join(folder, 'secret.key'), 0o600);
  // A database that misses its empty folders does not open.
  await mkdir(join(folder, 'db/pg_notify'));
});

const optionsFor = (over: Partial<Parameters<typeof backUp>[0]> = {}) => ({
  ...{ folder, file, databaseIsElsewhere: false, version: '1.2.3', now: () => 1_790_000_000_000 },
  ...over,
});

async function filesIn(place: string): Promise<Record<string, string>> {
  const entries = await readdir(place, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const read = files.map(
    async (path) => [path.slice(place.length + 1), await readFile(path, 'utf8')] as const,
  );
  return Object.fromEntries(await Promise.all(read));
}

describe('a backup', () => {
  it('brings back every file, with its rights, and the empty folders', async () => {
    const about = await backUp(optionsFor());
    expect(about).toEqual({
      ...{ version: '1.2.3', madeAt: new Date(1_790_000_000_000).toISOString(), holds: 'everything' },
      files: Object.keys(contents).length,
      bytes: Object.values(contents).join('').length,
    });
    const elsewhere = join(parent, `${made}`, 'other', 'data');
    expect(await restore({ file, folder: elsewhere })).toEqual(about);
    expect(await filesIn(elsewhere)).toEqual(contents);
    expect((await stat(join(elsewhere, 'db/pg_notify'))).isDirectory()).toBe(true);
    if (process.platform !== 'win32')
      expect((await stat(join(elsewhere, 'secret.key'))).mode & 0o777).toBe(0o600);
    expect(await readdir(dirname(elsewhere))).toEqual(['data']);
  });

  it('is for its owner alone, and leaves nothing beside it', async () => {
    await backUp(optionsFor());
    if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await readdir(dirname(file))).sort()).toEqual(['backup.tar.gz', 'data']);
    expect(await readdir(folder)).not.toContain('server.lock');
  });

  it('holds nothing that is made again, nor locks', async () => {
    for (const path of ['work/half', 'browser/cache', 'server.lock.1', 'blobs/.writing/half'])
      await put(path, 'no');
    expect((await backUp(optionsFor())).files).toBe(Object.keys(contents).length);
  });

  it('can be unpacked and checked with nothing but tar and sha256sum', async (context) => {
    if (process.platform !== 'linux') context.skip('needs posix');
    await backUp(optionsFor());
    const run = promisify(execFile);
    const by = join(parent, `${made}`, 'by-hand');
    await mkdir(by);
    await run('tar', ['-xzf', file, '-C', by]);
    const { stdout } = await run('sha256sum', ['-c', 'SHA256SUMS'], { cwd: by });
    expect(stdout.trim().split('\n')).toHaveLength(Object.keys(contents).length);
  });

  it('is refused while a server uses the folder, and says how to go on', async () => {
    const lock = { pid: process.ppid, startedAt: await startOf(process.ppid) };
    await put('server.lock', JSON.stringify(lock));
    await expect(backUp(optionsFor())).rejects.toThrow(
      `The data folder ${folder} is in use by a Rostrum server (process ${process.ppid}): stop it, and run this again. Classes go on when it is back.`,
    );
    expect(await readdir(dirname(file))).toEqual(['data']);
  });

  it('keeps a server from beginning while it is made', async () => {
    const held: boolean[] = [];
    const now = () => {
      held.push(existsSync(join(folder, 'server.lock')));
      return 1_790_000_000_000;
    };
    await backUp(optionsFor({ now }));
    expect(new Set(held)).toEqual(new Set([true]));
    const data = await openDataFolder(folder);
    await data.close();
  });

  it('beside a database elsewhere is of the files alone, and no server need be stopped', async () => {
    const lock = { pid: process.ppid, startedAt: await startOf(process.ppid) };
    await put('server.lock', JSON.stringify(lock));
    const about = await backUp(optionsFor({ databaseIsElsewhere: true }));
    expect(about.holds).toBe('files');
    const elsewhere = join(parent, `${made}`, 'other');
    await restore({ file, folder: elsewhere });
    const names = Object.keys(await filesIn(elsewhere));
    expect(names).toContain('secret.key');
    expect(names.filter((name) => name.startsWith('db/'))).toEqual([]);
  });

  it('is made of a data folder, outside it, under a name that is free', async () => {
    await expect(backUp(optionsFor({ folder: join(parent, 'nothing') }))).rejects.toThrow('no data folder');
    await expect(backUp(optionsFor({ file: join(folder, 'b.tar.gz') }))).rejects.toThrow(
      'does not lie in the folder',
    );
    await writeFile(file, 'mine');
    await expect(backUp(optionsFor())).rejects.toThrow('is there already');
    expect(await readFile(file, 'utf8')).toBe('mine');
  });
});

describe('a restore', () => {
  const target = () => join(parent, `${made}`, 'restored');

  it('touches no folder with something in it', async () => {
    await backUp(optionsFor());
    await mkdir(target());
    await writeFile(join(target(), 'secret.key'), 'another');
    await expect(restore({ file, folder: target() })).rejects.toThrow('is not empty');
    expect(await filesIn(target())).toEqual({ 'secret.key': 'another' });
  });

  it('takes an empty folder, and one that an earlier try has left', async () => {
    await backUp(optionsFor());
    await mkdir(join(target(), '.restoring', 'data'), { recursive: true });
    await restore({ file, folder: target() });
    expect(await filesIn(target())).toEqual(contents);
  });

  it.each<[string, (whole: Buffer) => Buffer]>([
    ['is cut off', (whole) => whole.subarray(0, whole.length >> 1)],
    ['is another file', () => Buffer.from('not a backup at all')],
    ['has a bit turned', (whole) => changed(whole)],
  ])('of an archive that %s puts nothing back', async (_, spoil) => {
    await backUp(optionsFor());
    await writeFile(file, spoil(await readFile(file)));
    await expect(restore({ file, folder: target() })).rejects.toThrow(/The backup .*(can't be used|damaged)/);
    expect(await readdir(target())).toEqual([]);
  });

  it('of a plain archive says that it is none of ours', async () => {
    await writeArchive(file, oneFile('data/secret.key', 'a key'));
    await expect(restore({ file, folder: target() })).rejects.toThrow('is no backup of Rostrum');
  });

  it('never writes outside its folder, whatever an archive names', async () => {
    for (const path of ['data/../../outside', 'elsewhere/x', 'data/a\\..\\b']) {
      await rm(file, { force: true });
      await writeArchive(file, oneFile(path, 'x'));
      await expect(restore({ file, folder: target() }), path).rejects.toThrow("can't be used");
    }
    expect(await readdir(dirname(file))).not.toContain('outside');
  });

  it('of what is not there says so', async () => {
    await expect(restore({ file: join(parent, 'none'), folder: target() })).rejects.toThrow("can't be used");
  });
});

/** One bit of a file's content is another: what gzip itself would not notice is noticed by the sums. */
function changed(whole: Buffer): Buffer {
  const tar = gunzipSync(whole);
  const at = tar.indexOf('x'.repeat(512));
  tar[at] = 'y'.charCodeAt(0);
  return gzipSync(tar);
}

async function* oneFile(path: string, text: string) {
  const bytes = Buffer.from(text);
  async function* content() {
    yield bytes;
  }
  const entry = { path, mode: 0o600, modifiedAt: new Date(0) };
  yield { ...entry, content: { bytes: bytes.length, stream: content() } };
}

/** As the lock names it. */
async function startOf(pid: number): Promise<string> {
  if (process.platform !== 'linux') return 'unknown';
  const text = await readFile(`/proc/${pid}/stat`, 'utf8');
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
  return `${boot.trim()}:${text.slice(text.lastIndexOf(')') + 2).split(' ')[19]}`;
}

it('its sums are those of the files', async () => {
  await backUp(optionsFor());
  const tar = gunzipSync(await readFile(file)).toString('latin1');
  expect(tar).toContain(`${createHash('sha256').update('a key').digest('hex')}  data/secret.key`);
});
