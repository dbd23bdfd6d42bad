import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDataFolder } from './data-folder.ts';

let parent: string;
beforeAll(async () => void (parent = await mkdtemp(join(tmpdir(), 'rostrum-data-'))));
afterAll(() => rm(parent, { recursive: true, force: true }));
const newFolder = () => mkdtemp(join(parent, 'case-'));

/** Another process, with or without a server's hold on the folder. */
async function startProcess(holding?: string) {
  const door = new URL('./data-folder.ts', import.meta.url).href;
  const hold = `const { openDataFolder } = await import(${JSON.stringify(door)}); await openDataFolder(process.argv[1]);`;
  const program = `${holding ? hold : ''} process.stdout.write('ready'); process.stdin.resume();`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, holding ?? '']);
  await once(child.stdout, 'data');
  const kill = async () => void (child.kill('SIGKILL'), await once(child, 'exit'));
  return { pid: child.pid!, kill };
}

describe('openDataFolder', () => {
  it('makes the folder and gives the lock back when closed, also twice', async () => {
    const path = join(await newFolder(), 'deep', 'er');
    const data = await openDataFolder(path);
    expect(JSON.parse(await readFile(join(path, 'server.lock'), 'utf8'))).toMatchObject({ pid: process.pid });
    await data.close();
    await data.close();
    expect(await readdir(path)).toEqual(['blobs']);
  });

  it('refuses a folder that a living process holds, and takes it over once that one was killed', async () => {
    const path = await newFolder();
    const other = await startProcess(path);
    await expect(openDataFolder(path)).rejects.toThrow(
      `The data folder ${path} is in use by another Rostrum server (process ${other.pid}): stop that one, or choose another folder with ROSTRUM_DATA.`,
    );
    await other.kill();
    const data = await openDataFolder(path);
    await data.close();
  });

  it.runIf(process.platform === 'linux')(
    'takes over the lock of a process whose id now belongs to another',
    async () => {
      const path = await newFolder();
      const other = await startProcess();
      const lock = { pid: other.pid, startedAt: 'another-boot:12345' };
      await writeFile(join(path, 'server.lock'), JSON.stringify(lock));
      const data = await openDataFolder(path);
      await data.close();
      await other.kill();
    },
  );

  it('takes over a lock that is no whole one', async () => {
    const path = await newFolder();
    await writeFile(join(path, 'server.lock'), '{"pid":');
    const data = await openDataFolder(path);
    await data.close();
    expect(await readdir(path)).toEqual(['blobs']);
  });

  it('says that a file is in the place of the folder', async () => {
    const path = join(await newFolder(), 'file');
    await writeFile(path, 'not a folder');
    await expect(openDataFolder(path)).rejects.toThrow(
      `The data folder ${path} can't be written (a file is in its place): mend its permissions, or choose another folder with ROSTRUM_DATA.`,
    );
  });
});
