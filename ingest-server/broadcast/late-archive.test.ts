import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ProgrammeArchive } from './archive/index.ts';
import {
  type Surroundings,
  classId,
  closeStores,
  openFileStore,
  openSurroundings,
  picture,
  segmentAt,
  streamId,
} from './archive/test-support/surroundings.ts';
import { LateArchive } from './late-archive.ts';

let its: Surroundings;
let errors: string[];
beforeEach(async () => {
  its = await openSurroundings(await openFileStore());
  errors = [];
});
afterEach(async () => {
  vi.useRealTimers();
  await its.close();
  return closeStores();
});

const logger = {
  info: () => undefined,
  warn: () => undefined,
  error: (_: object, text: string) => errors.push(text),
};
const tell = (archive: ProgrammeArchive, msn: number) => {
  archive.addSegment('v360', { ...segmentAt(msn), bytes: 5 }, [Buffer.from('bytes')]);
};

it('hands on what came before the archive was open, in order', async () => {
  const archive = await its.start();
  const late = new LateArchive({ archive, classId, streamId, logger });
  late.addInit('v360', 0, picture, Buffer.from('init'));
  tell(late, 1);
  expect([late.segments('v360'), late.rungs, late.info('v360'), late.isOver]).toEqual([
    [],
    [],
    undefined,
    false,
  ]);
  expect(late.behind).toEqual({ segments: 2, bytes: 9 });
  await vi.waitFor(() => expect(late.rungs).toEqual(['v360']));
  tell(late, 2);
  expect(late.segments('v360').map(({ msn }) => msn)).toEqual([1, 2]);
  expect(late.info('v360')).toEqual(picture);
  expect(Buffer.from((await late.init('v360', 0)) ?? '').toString()).toBe('init');
  expect(await late.open('v360', 1)).toBeDefined();
  await late.finish();
  expect((await archive.recordings(classId)).map((recording) => recording.streamId)).toEqual([streamId]);
});

it('HLS-28 waits for an archive that can’t be opened, and tells that it does', async () => {
  const archive = await its.start();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  let tries = 0;
  const late = new LateArchive({
    archive: {
      open: (...stream) =>
        (tries += 1) < 3 ? Promise.reject(new Error('no database')) : archive.open(...stream),
    },
    ...{ classId, streamId, logger },
  });
  late.addInit('v360', 0, picture, Buffer.from('init'));
  tell(late, 1);
  for (let i = 0; i < 2; i += 1) await vi.advanceTimersByTimeAsync(2_000);
  vi.useRealTimers();
  await vi.waitFor(() => expect(late.segments('v360').map(({ msn }) => msn)).toEqual([1]));
  expect([tries, errors.length]).toEqual([3, 2]);
  await late.finish();
});

it('ends also where it never was opened', async () => {
  const late = new LateArchive({
    archive: { open: () => Promise.reject(new Error('no database')) },
    ...{ classId, streamId, logger },
  });
  tell(late, 1);
  await late.finish();
  expect(await late.open('v360', 1)).toBeUndefined();
  expect(await late.init('v360', 0)).toBeUndefined();
});
