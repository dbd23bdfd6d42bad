import type { ClassId, Command, PersonId, Role } from '@rostrum/protocol/room';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SqlEventLog } from '../log/index.ts';
import { type Records, openRecordsInMemory } from '../records/index.ts';
import { Room } from './room.ts';

const prof = { personId: 'prof' as PersonId, name: 'Prof', role: 'instructor' as Role };
const ada = { personId: 'ada' as PersonId, name: 'Ada', role: 'student' as Role };

let records: Records;
beforeAll(async () => void (records = await openRecordsInMemory()));
afterAll(() => records.close());

let made = 0;
const open = () =>
  Room.open({
    classId: `journey-${++made}` as ClassId,
    classTitle: 'A class',
    log: new SqlEventLog({ database: records.database }),
    logger: pino({ level: 'silent' }),
    now: () => 1000,
    newId: () => `id-${++made}`,
    findFile: () => Promise.resolve(undefined),
  });

async function stepsOf(actor: typeof prof, command: Command): Promise<string[]> {
  const room = await open();
  const steps: string[] = [];
  room.follow(() => steps.push('told'));
  await room.command(actor, 'key-0001', command, { step: (name) => void steps.push(name) });
  await room.close();
  return steps;
}

it('a command that is followed is decided, then written', async () => {
  const steps = await stepsOf(prof, { type: 'chat.send', text: 'Hello' });
  expect(steps.filter((name) => name !== 'told')).toEqual(['decide', 'append']);
});

it('one that is refused is decided, and never written', async () => {
  expect(await stepsOf(ada, { type: 'class.open' })).toEqual(['decide']);
});
