// A server's archive in a process of its own, to be killed: it sweeps, and stands still when the store was given the
// blob that it was told to stop at, or FFmpeg was started where it was told none.
import { join } from 'node:path';
import { openRecords } from '../../../../records/index.ts';
import { openFileBlobs } from '../../../../storage/index.ts';
import { ArchiveRoom } from '../../archive-room.ts';

const [folder, stopAt] = process.argv.slice(2);
if (folder === undefined || stopAt === undefined) throw new Error('a folder and a key are needed');
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const { database } = await openRecords(join(folder, 'db'));
const blobs = await openFileBlobs(join(folder, 'blobs'));
const room = await ArchiveRoom.open({
  ...{ database, logger: quiet, now: () => 1_800_000_100_000, reserveBytes: 0, keepDays: undefined },
  ...{ spoolFolder: join(folder, 'spool'), workFolder: join(folder, 'work') },
  ffmpegPath: process.env['FFMPEG_PATH'],
  eventsOf: () => Promise.resolve([]),
  institutionOf: () => undefined,
  handleAlarm: () => undefined,
  blobs: {
    ...blobs,
    async put(key, bytes) {
      await blobs.put(key, bytes);
      if (!key.includes(stopAt)) return;
      process.stdout.write(`${key}\n`);
      await new Promise(() => undefined);
    },
  },
});
await room.sweep();
