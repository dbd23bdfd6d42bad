// A server's archive in a process of its own, to be killed: the store is away, so all is in the spool alone.
import { openRecords } from '../../../records/index.ts';
import { LocalArchive } from '../local-archive.ts';
import { classId, streamId, tell, tellRun } from './surroundings.ts';

const [databaseFolder, spoolFolder] = process.argv.slice(2);
if (databaseFolder === undefined || spoolFolder === undefined) throw new Error('two folders are needed');
const away = () => Promise.reject(new Error('the store is away'));
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const { database } = await openRecords(databaseFolder);
const archive = await LocalArchive.open({
  ...{ database, spoolFolder, logger: quiet, now: () => 1_800_000_000_000, reserveBytes: 0 },
  blobs: { put: away, get: away, open: away, list: away, delete: away, deleteUnder: away },
  handleAlarm: () => undefined,
});
const stream = await archive.open(classId, streamId);
tellRun(stream, 1, 1);
for (let msn = 2; ; msn += 1) {
  for (const rung of ['v360', 'a96']) tell(stream, rung, msn);
  await stream.written();
  process.stdout.write(`${msn}\n`);
}
