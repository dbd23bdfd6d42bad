import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openRecords } from '../../records/index.ts';
import { openFileBlobs } from '../../storage/index.ts';
import { LocalArchive } from './local-archive.ts';
import { Spool } from './spool.ts';
import { bytesOf, classId, readAll, segmentAt, streamId } from './test-support/surroundings.ts';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'rostrum-spool-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

it('HLS-52: a SIGKILL while segments come in loses none of those that came', async () => {
  const databaseFolder = join(folder, 'db');
  const spoolFolder = join(folder, 'spool');
  const entry = join(import.meta.dirname, 'test-support/spool-writer.test-entry.ts');
  const child = spawn(process.execPath, [entry, databaseFolder, spoolFolder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let newest = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    newest = Number(line);
    // In the midst of the next one: what is printed after this is on its way already.
    if (newest === 40) child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  expect([child.signalCode, newest >= 40]).toEqual(['SIGKILL', true]);

  const records = await openRecords(databaseFolder);
  const archive = await LocalArchive.open({
    ...{ database: records.database, spoolFolder, reserveBytes: 0, now: () => 1_800_000_090_000 },
    blobs: await openFileBlobs(join(folder, 'blobs')),
    logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
    handleAlarm: () => undefined,
  });
  await archive.finishLeft(() => true);
  const recording = (await archive.find(classId, streamId))!;
  for (let msn = 1; msn <= newest; msn += 1) {
    for (const rung of ['v360', 'a96'])
      expect(await readAll(recording.open(rung, msn))).toBe(bytesOf(rung, msn).toString());
  }
  await archive.close();
  await records.close();
});

const segment = (msn: number) =>
  ({ is: 'segment', rung: 'v360', segment: { ...segmentAt(msn), bytes: 4 } }) as const;

it('finds what was written, in order, and passes over what a kill or a power cut left half-written', async () => {
  const { spool } = await Spool.open(folder);
  const written = [];
  for (const msn of [1, 2, 3]) written.push(await spool.write(segment(msn), [Buffer.from(`body`)]));
  await truncate(written[1]!.path, 60);
  await writeFile(join(folder, '000000009.rec.part'), 'half of it');
  await writeFile(join(folder, '000000007.rec'), '');
  const { spool: again, left } = await Spool.open(folder);
  expect(left.map(({ record }) => record)).toEqual([segment(1), segment(3)]);
  expect(await again.read(left[0]!)).toEqual(Buffer.from('body'));
  expect(await readdir(folder)).toHaveLength(2);
  expect((await again.write(segment(4), [])).path > left[1]!.path).toBe(true);
});

it('does not hand out bytes that are others than came in', async () => {
  const { spool } = await Spool.open(folder);
  const spooled = await spool.write(segment(1), [Buffer.from('body')]);
  const bytes = await readFile(spooled.path);
  await writeFile(spooled.path, Buffer.concat([bytes.subarray(0, -1), Buffer.from('x')]));
  expect(await spool.read(spooled)).toBeUndefined();
  await rm(spooled.path);
  expect(await spool.read(spooled)).toBeUndefined();
});

it('HLS-52: forces to the disk what waits, also where one of it is there no more', async () => {
  const { spool } = await Spool.open(folder);
  const written = [];
  for (const msn of [1, 2, 3]) written.push(await spool.write(segment(msn), [Buffer.from('body')]));
  await rm(written[1]!.path);
  await spool.force(written);
  expect(written.every(({ isSynced }) => isSynced)).toBe(true);
  expect((await spool.write(segment(4), [])).isSynced).toBe(true);
});
