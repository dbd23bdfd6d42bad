import { type ClassId, HAND_AWAY_MAX_MS, type PersonId, type Role } from '@rostrum/protocol/room';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SqlEventLog } from '../log/index.ts';
import { openRecordsInMemory } from '../records/index.ts';
import { Room } from './room.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
afterEach(() => void vi.useRealTimers());

it('ROOM-25: a room lowers by itself the hand of somebody who lost the line and does not come back', async () => {
  const records = await openRecordsInMemory();
  let now = 1_000;
  const room = await Room.open({
    classId: 'room-tidy' as ClassId,
    classTitle: 'A class',
    log: new SqlEventLog({ database: records.database }),
    logger: pino({ level: 'silent' }),
    now: () => now,
    monotonicNow: () => 0,
    newId: () => 'id-1',
    findFile: () => Promise.resolve(undefined),
  });
  const ada = { personId: 'ada' as PersonId, name: 'Ada', role: 'student' as Role };
  await room.join(ada);
  await room.command(ada, 'key-raise', { type: 'hand.raise' });
  await room.leave(ada.personId, 'lost');
  vi.advanceTimersByTime(60_000);
  expect(room.state.hands).toHaveLength(1);

  now += HAND_AWAY_MAX_MS;
  const lowered = new Promise((resolve) => room.follow(([first]) => resolve(first?.event)));
  vi.advanceTimersByTime(60_000);
  expect(await lowered).toEqual({ type: 'hand.lowered', personId: 'ada', by: 'ada' });
  await room.close();
  expect(vi.getTimerCount()).toBe(0);
  await records.close();
});
