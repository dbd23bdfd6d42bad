// A server of its own with nothing but an origin, on air with a stored programme: for load and for players.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { createListener } from '../../http/index.ts';
import { openRecordsInMemory } from '../../records/index.ts';
import { openFileBlobs } from '../../storage/index.ts';
import { LocalArchive } from '../archive/local-archive.ts';
import { createGrants, createOrigin } from '../origin/index.ts';
import { av1Ladder } from '../pure/av1-ladder.ts';
import { videoLadder } from '../pure/ladder.ts';
import { type Born, Rehearsal } from './rehearsal.ts';
import { canStoreAv1, storeAv1, storeLadder } from './stored-ladder.ts';

const { classId, streamId } = Rehearsal;
const logger = pino({ level: 'warn' });

const folder = await mkdtemp(join(tmpdir(), 'rostrum-rehearsal-'));
const records = await openRecordsInMemory();
const archive = await LocalArchive.open({
  ...{ database: records.database, blobs: await openFileBlobs(join(folder, 'blobs')) },
  ...{ spoolFolder: join(folder, 'spool'), logger, now: Date.now, reserveBytes: 0 },
});
const kept = await archive.open(classId, streamId);

const h264 = videoLadder({ width: 960, height: 540, framesPerSecond: 30 }, 2);
// The smallest alone, where it is asked for: what a load is measured with stays as it is.
const isWithAv1 = process.env['REHEARSAL_AV1'] !== undefined && (await canStoreAv1());
const av1 = isWithAv1 ? av1Ladder(h264, 2).slice(1) : [];
const video = [...h264, ...av1];
const stored = (await Promise.all([storeLadder(h264), storeAv1(av1)])).flat();
const births: Born[] = [];
const rehearsal = new Rehearsal({ video, stored, archive: kept, handleBorn: (born) => births.push(born) });

/** As it is some minutes after the end. */
let isForgotten = false;
const grants = createGrants(Buffer.alloc(32, 5), Date.now);
const origin = createOrigin({
  programmeOf: (asked) => (asked === classId && !isForgotten ? rehearsal.programme : undefined),
  findKept: (asked, stream) => archive.find(asked as typeof classId, stream as typeof streamId),
  ...(process.env['REHEARSAL_SIGNED'] ? { check: grants.check } : {}),
  now: () => performance.now(),
  handleError: (error, address) => logger.warn({ error, address }, 'a live request failed'),
});

const { server, cutOff } = createListener({
  certificate: undefined,
  handle: origin.handle,
  handleUpgrade: (_request, socket) => socket.destroy(),
  lane: { under: '/live/', handle: origin.handlePlain },
});
server.listen(0, '127.0.0.1');
rehearsal.start();
const everyRung = new Set(stored.map(({ name }) => name));
const telling = setInterval(() => {
  if (new Set(births.map(({ name }) => name)).size < everyRung.size) return;
  clearInterval(telling);
  const { port } = server.address() as AddressInfo;
  const grant = process.env['REHEARSAL_SIGNED'] ? `~${grants.give(classId, 'all').grant}/` : '';
  process.send?.({ type: 'ready', port, base: `http://127.0.0.1:${port}/live/${classId}/${grant}` });
}, 50);

type Told = 'births' | 'break-off' | 'end' | 'store-files' | 'close';
process.on('message', (message: Told) => {
  switch (message) {
    case 'births':
      process.send?.({ type: 'births', births: births.splice(0) });
      return;
    case 'break-off':
      rehearsal.breakOff();
      return;
    case 'end':
      rehearsal.end();
      // From here on it is a recording, read from the archive alone.
      void kept.finish().then(() => {
        isForgotten = true;
        process.send?.({ type: 'ended' });
      });
      return;
    case 'store-files':
      void storeFiles().then((root) => {
        const counts = Object.fromEntries(stored.map(({ name, fragments }) => [name, fragments.length]));
        process.send?.({ type: 'stored', root, counts });
      });
      return;
    case 'close':
      void close();
  }
});
process.on('disconnect', () => void close());
process.on('SIGTERM', () => void close());

/** The same parts as files, for a server of files. */
async function storeFiles(): Promise<string> {
  const root = join(folder, 'files');
  for (const { name, fragments } of stored) {
    await mkdir(join(root, name), { recursive: true });
    for (const [i, { bytes }] of fragments.entries()) await writeFile(join(root, name, `${i}.m4s`), bytes);
  }
  return root;
}

async function close(): Promise<void> {
  rehearsal.end();
  origin.close();
  cutOff();
  await archive.close();
  await records.close();
  await rm(folder, { recursive: true, force: true });
  process.exit(0);
}
