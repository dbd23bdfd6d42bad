import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { openRecords } from '../../../records/index.ts';
import { type Blobs, openFileBlobs } from '../../../storage/index.ts';
import { missing } from '../../test-support/programs.ts';
import { ArchiveRoom } from '../archive-room.ts';
import type { KeptStream } from '../archive.ts';
import { lecture } from '../test-support/lecture.ts';
import { classId, streamId } from '../test-support/surroundings.ts';
import { makeSentFile, sendWhole } from './test-support/sent-file.ts';

const stream = { classId, streamId };
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
let folder: string;
let file: Buffer;
beforeAll(async () => {
  if (!missing) file = await makeSentFile();
});
beforeEach(async (context) => {
  context.skip(missing !== undefined, missing);
  folder = await mkdtemp(join(tmpdir(), 'rostrum-placing-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

interface Life {
  readonly room: ArchiveRoom;
  readonly blobs: Blobs;
  end(): Promise<void>;
}

/** The same server, once more. */
async function live(): Promise<Life> {
  const records = await openRecords(join(folder, 'db'));
  const blobs = await openFileBlobs(join(folder, 'blobs'));
  const room = await ArchiveRoom.open({
    ...{ database: records.database, blobs, logger: quiet, reserveBytes: 0, keepDays: undefined },
    ...{ spoolFolder: join(folder, 'spool'), workFolder: join(folder, 'work') },
    ...{ ffmpegPath: process.env['FFMPEG_PATH'], now: () => 1_800_000_100_000 },
    eventsOf: () => Promise.resolve([]),
    institutionOf: () => undefined,
    handleAlarm: () => undefined,
  });
  return {
    ...{ room, blobs },
    async end() {
      await room.close();
      await records.close();
    },
  };
}

/** Another server over the same folder, killed at the moment when the store has this. */
async function killAt(key: string): Promise<void> {
  const entry = join(import.meta.dirname, 'test-support/placing.test-entry.ts');
  const child = spawn(process.execPath, [entry, folder, key], { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) {
    expect(line).toContain(key);
    child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  expect(child.signalCode).toBe('SIGKILL');
}

/** Every segment that a playlist would name is there, as long as it says. */
async function expectWhole(kept: KeptStream | undefined): Promise<string[]> {
  for (const rung of kept!.rungs) {
    for (const { msn, run, bytes, is } of kept!.segments(rung)) {
      expect(await kept!.init(rung, run)).toBeDefined();
      const found = await kept!.open(rung, msn);
      found?.stream.destroy();
      expect([rung, msn, found?.bytes]).toEqual([rung, msn, is === 'gap' ? undefined : bytes]);
    }
  }
  return [...kept!.rungs];
}

it.each([
  ['the first segment is in the store', 'v480/7.m4s', 'old'],
  ['half of them are', 'v360/9.m4s', 'old'],
  ['all of them are, and the recording is the new one', 'recording.json', 'new'],
])(
  'HLS-59: a SIGKILL when %s leaves one whole recording, and the next start ends what was begun',
  async (_, key, then) => {
    const first = await live();
    const programme = await first.room.open(classId, streamId);
    await lecture(programme, { seconds: 12 });
    await programme.finish();
    await first.room.settled();
    const before = await expectWhole(await first.room.find(classId, streamId));
    // Sent, and not begun with: that is left to those who come after.
    await first.room.replacements.close();
    await sendWhole(first.room.replacements, stream, file, 1_800_000_002_000);
    await first.end();

    await killAt(`media/physics/monday/${key}`);
    const second = await live();
    const between = await expectWhole(await second.room.find(classId, streamId));
    expect(between).toEqual(
      then === 'old' ? before : ['v480', 'v360', expect.stringMatching(/^a1\d\d$/), 'a32'],
    );
    await second.room.sweep();
    await second.room.settled();
    expect(await second.room.replacements.find(stream)).toMatchObject({ replacement: { is: 'placed' } });
    expect((await expectWhole(await second.room.find(classId, streamId))).slice(0, 2)).toEqual([
      'v480',
      'v360',
    ]);
    expect(await second.room.facts(classId, streamId)).toMatchObject({ extras: { poster: true }, gaps: 0 });
    expect(await readdir(join(folder, 'work', 'replacements', classId))).toEqual([]);
    await second.end();
  },
  60_000,
);
