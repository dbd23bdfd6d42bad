import { type ClassId, type RoomState, type SharedId, emptyRoom } from '@rostrum/protocol/room';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Blobs, openFileBlobs } from '../storage/index.ts';
import { ClassFiles } from './index.ts';

const HOUR_MS = 3_600_000;
const classId = 'physics' as ClassId;
const pdf = Buffer.from('%PDF-1.7 and the rest');

let folder: string;
let blobs: Blobs;
let files: ClassFiles;
let nowMs: number;
let state: RoomState;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rostrum-files-'));
  blobs = await openFileBlobs(folder);
  nowMs = 1_000_000;
  state = emptyRoom;
  files = open();
});
afterEach(async () => {
  await files.close();
  await rm(folder, { recursive: true, force: true });
});

/** As a server that has just been started. */
function open(): ClassFiles {
  const room = {
    get state() {
      return state;
    },
    follow: () => () => undefined,
  };
  const roomOf = () => Promise.resolve(room);
  const logger = pino({ level: 'silent' });
  return new ClassFiles({ blobs, roomOf, now: () => nowMs, logger, classBytesMax: 2.5 * pdf.length });
}

async function* inPieces(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes.subarray(0, 9);
  yield bytes.subarray(9);
}

const bring = (id: string) =>
  files.bring(
    { classId, fileId: id as SharedId },
    { title: id, mediaType: 'application/pdf' },
    inPieces(pdf),
  );

const kept = async () => (await blobs.list('files/')).filter((key) => !key.endsWith('.json'));

function share(id: string): void {
  const item = { kind: 'file', fileId: id as SharedId, title: id } as const;
  const file = { ...item, mediaType: 'application/pdf', bytes: pdf.length } as const;
  state = { ...state, shared: [{ sharedId: 's' as SharedId, item: file, personId: 'prof' as never, at: 1 }] };
}

it('clears away after a day what nobody shares, and keeps what is shared', async () => {
  await bring('shared');
  await bring('forgotten');
  share('shared');
  nowMs += 24 * HOUR_MS - 1;
  await files.clear();
  expect(await kept()).toHaveLength(2);
  nowMs += 1;
  await files.clear();
  expect(await blobs.list('files/')).toEqual(['files/physics/shared', 'files/physics/shared.json']);
});

it('keeps a page of slides for as long as students may look at it again', async () => {
  await bring('page');
  const page = { deckId: 'waves' as never, page: 1, fileId: 'page' as SharedId, at: 1 };
  state = { ...state, handouts: [page] };
  nowMs += 24 * HOUR_MS;
  await files.clear();
  expect(await kept()).toEqual(['files/physics/page']);
  state = { ...state, handouts: [] };
  await files.clear();
  expect(await kept()).toEqual([]);
});

it('clears away what a server that was killed left of an upload', async () => {
  await blobs.put('files/physics/half', pdf);
  await files.clear();
  expect(await kept()).toEqual([]);
});

it('takes no more than a class may have, however many come at once, and takes it again once there is room', async () => {
  const outcomes = await Promise.all(['a', 'b', 'c'].map(bring));
  expect(outcomes.map(({ is }) => is).sort()).toEqual(['class-full', 'stored', 'stored']);
  expect(await kept()).toHaveLength(2);
  files = open();
  expect(await bring('d')).toEqual({ is: 'class-full' });
  nowMs += 24 * HOUR_MS;
  await files.clear();
  expect(await bring('d')).toEqual({ is: 'stored', bytes: pdf.length });
});

it('keeps nothing of a class that is no more, and has all its room again', async () => {
  await bring('a');
  await bring('b');
  await blobs.put('files/physics-2/c', pdf);
  await files.forget(classId);
  expect(await blobs.list('files/')).toEqual(['files/physics-2/c']);
  expect(await bring('d')).toEqual({ is: 'stored', bytes: pdf.length });
  await files.forget('nothing' as ClassId);
});
