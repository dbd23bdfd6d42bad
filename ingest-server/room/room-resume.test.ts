import type { ClassId, PersonId, Role, StreamId } from '@rostrum/protocol/room';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SqlEventLog } from '../log/index.ts';
import { type Records, openRecordsInMemory } from '../records/index.ts';
import { Rooms, type RoomsOptions } from './rooms.ts';

let records: Records;
beforeAll(async () => void (records = await openRecordsInMemory()));
afterAll(() => records.close());

const prof = { personId: 'prof' as PersonId, name: 'Prof', role: 'instructor' as Role };
const streamId = 'st1' as StreamId;
let made = 0;
let classId: ClassId;
beforeEach(() => {
  classId = `physics-${(made += 1)}` as ClassId;
});

function create(resumeStream: RoomsOptions['resumeStream']): Rooms {
  return new Rooms({
    log: new SqlEventLog({ database: records.database }),
    logger: pino({ level: 'silent' }),
    ...{ now: () => 1000, monotonicNow: () => 0, newId: () => `id-${(made += 1)}` },
    findFile: () => Promise.resolve(undefined),
    titleOf: () => 'Physics',
    ...(resumeStream && { resumeStream }),
  });
}

/** A server in which the class is on air, and which then stops; where streams can go on it leaves them live. */
async function leaveLive(): Promise<void> {
  const rooms = create(() => Promise.resolve(true));
  const room = await rooms.open(classId);
  await room?.join(prof);
  await room?.startStream(streamId);
  await rooms.close();
}

describe('a class that was live when its server stopped', () => {
  beforeEach(leaveLive);

  it('ROOM-6: stays live where its stream goes on, with nobody here', async () => {
    const asked: unknown[] = [];
    const rooms = create((...stream) => {
      asked.push(stream);
      return Promise.resolve(true);
    });
    await rooms.wake();
    const { stream, people } = rooms.get(classId)?.state ?? {};
    expect(stream).toMatchObject({ status: 'live', streamId });
    expect(Object.values(people ?? {}).some(({ here }) => here)).toBe(false);
    expect(asked).toEqual([[classId, streamId]]);
    await rooms.close();
  });

  it.each<[string, RoomsOptions['resumeStream']]>([
    ['there is nothing to go on with', () => Promise.resolve(false)],
    ['it can’t be asked for', () => Promise.reject(new Error('no database'))],
    ['nothing ever goes on', undefined],
  ])('ROOM-6: is no longer live where %s', async (_, resumeStream) => {
    const rooms = create(resumeStream);
    await rooms.wake();
    expect(rooms.get(classId)?.state.stream).toMatchObject({
      status: 'stopped',
      streamId,
      reason: 'restarted',
    });
    await rooms.close();
  });
});
