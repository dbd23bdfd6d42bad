import type { ClassId, Command, PersonId, Role } from '@rostrum/protocol/room';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { SqlEventLog } from '../../log/index.ts';
import { type Records, openRecordsInMemory } from '../../records/index.ts';
import { Room } from '../room.ts';
import { Hall } from './hall.ts';
import type { Listener } from './listener.ts';

const prof = { personId: 'prof' as PersonId, name: 'Prof', role: 'instructor' as Role };
const say = (text: string): Command => ({ type: 'chat.send', text });

let records: Records;
let nowMs = 0;
beforeAll(async () => void (records = await openRecordsInMemory()));
beforeEach(() => void (nowMs = 1_000_000));
afterAll(() => records.close());

/** A write takes so long by the clock of the test. */
class SlowLog extends SqlEventLog {
  readonly writeMs: number;

  constructor(writeMs: number) {
    super({ database: records.database });
    this.writeMs = writeMs;
  }

  override append(...asked: Parameters<SqlEventLog['append']>) {
    nowMs += this.writeMs;
    return super.append(...asked);
  }
}

let made = 0;
async function openHall(names: readonly string[], writeMs: number) {
  const now = () => nowMs;
  const room = await Room.open({
    classId: `timed-${++made}` as ClassId,
    classTitle: 'A class',
    log: new SlowLog(writeMs),
    logger: pino({ level: 'silent' }),
    ...{ now, monotonicNow: now, newId: () => `id-${++made}` },
    findFile: () => Promise.resolve(undefined),
  });
  const seen: string[] = [];
  const handleDelivered = (ms: number) => seen.push(`timed: ${ms} ms`);
  const hall = new Hall({ room, now, handleEmpty: () => undefined, handleDelivered });
  const listeners = names.map((name): Listener => ({
    personId: name as PersonId,
    view: 'class',
    through: room.state.seq,
    deliver: () => void seen.push(name),
    handleOwnChange: () => undefined,
  }));
  for (const listener of listeners) hall.add(listener);
  const close = async () => {
    for (const listener of listeners) hall.remove(listener);
    await room.close();
  };
  return { room, hall, seen, close };
}

it('an event is timed from its decision, before its write, to a listener', async () => {
  const { room, seen, close } = await openHall(['ada'], 40);
  await room.command(prof, 'key-0001', say('Hello'));
  expect(seen).toEqual(['ada', 'timed: 40 ms']);
  await close();
});

it('in each round one listener’s is timed, and in the next another’s', async () => {
  const { room, seen, close } = await openHall(['ada', 'bob', 'cy'], 40);
  for (const key of ['key-0001', 'key-0002', 'key-0003']) await room.command(prof, key, say(key));
  expect(seen.filter((_, i) => seen[i + 1]?.startsWith('timed'))).toEqual(['ada', 'bob', 'cy']);
  expect(seen.filter((line) => line.startsWith('timed'))).toHaveLength(3);
  await close();
});
