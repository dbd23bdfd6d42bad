import type { ClassId } from '@rostrum/protocol/room';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SqlEventLog } from '../log/index.ts';
import { type Records, openRecordsInMemory } from '../records/index.ts';
import { Rooms } from './rooms.ts';

let records: Records;
beforeAll(async () => void (records = await openRecordsInMemory()));
afterAll(() => records.close());

const physics = 'physics' as ClassId;
const create = (database = records.database) =>
  new Rooms({
    log: new SqlEventLog({ database }),
    logger: pino({ level: 'silent' }),
    now: () => 1,
    newId: () => 'id',
    findFile: () => Promise.resolve(undefined),
    titleOf: (classId) => (classId === physics ? 'Physics' : undefined),
  });

it('opens a class once, however many ask at the same time', async () => {
  const rooms = create();
  expect(rooms.get(physics)).toBeUndefined();
  const [one, two] = await Promise.all([rooms.open(physics), rooms.open(physics)]);
  expect(one).toBe(two);
  expect(rooms.get(physics)).toBe(one);
  expect(one?.classTitle).toBe('Physics');
});

it('has no room for a class that there is not', async () => {
  expect(await create().open('alchemy' as ClassId)).toBeUndefined();
});

it('tries again after the log could not be read', async () => {
  const other = await openRecordsInMemory();
  const rooms = create(other.database);
  await other.database.schema.alterTable('events').renameTo('hidden').execute();
  await expect(rooms.open(physics)).rejects.toThrow('the class physics could not be opened');
  await other.database.schema.alterTable('hidden').renameTo('events').execute();
  expect(await rooms.open(physics)).toBeDefined();
  await rooms.close();
  await rooms.close();
  await other.close();
});
