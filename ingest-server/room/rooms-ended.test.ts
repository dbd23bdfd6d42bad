import type { ClassId, PersonId, Role, StreamId } from '@rostrum/protocol/room';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SqlEventLog } from '../log/index.ts';
import { type Records, openRecordsInMemory } from '../records/index.ts';
import { Rooms } from './rooms.ts';

let records: Records;
beforeAll(async () => void (records = await openRecordsInMemory()));
afterAll(() => records.close());

const prof = { personId: 'prof' as PersonId, name: 'Prof', role: 'instructor' as Role };
const physics = 'physics' as ClassId;
let made = 0;

function create(ended: ClassId[]): Rooms {
  const rooms = new Rooms({
    log: new SqlEventLog({ database: records.database }),
    logger: pino({ level: 'silent' }),
    now: () => 1000,
    newId: () => `id-${(made += 1)}`,
    findFile: () => Promise.resolve(undefined),
    titleOf: () => 'Physics',
    resumeStream: () => Promise.resolve(true),
  });
  rooms.onEnded((classId) => ended.push(classId));
  return rooms;
}

it('the end of a class is told once, and again by a server that finds its stream still live', async () => {
  const ended: ClassId[] = [];
  const rooms = create(ended);
  const room = (await rooms.open(physics))!;
  await room.join(prof);
  await room.command(prof, 'key-start', { type: 'class.start' });
  await room.startStream('s1' as StreamId);
  await room.command(prof, 'key-pause', { type: 'class.pause' });
  expect(ended).toEqual([]);
  await room.command(prof, 'key-end-1', { type: 'class.end' });
  expect(ended).toEqual([physics]);
  await rooms.close();

  const later: ClassId[] = [];
  const next = create(later);
  const found = (await next.open(physics))!;
  expect(later).toEqual([physics]);
  await found.stopStream('s1' as StreamId, 'ended');
  await next.close();

  const last: ClassId[] = [];
  const rest = create(last);
  await rest.open(physics);
  expect(last).toEqual([]);
  await rest.close();
});
