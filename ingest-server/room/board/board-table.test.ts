import type { ClassId, PersonId } from '@rostrum/protocol/room';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { SqlEventLog } from '../../log/index.ts';
import { openRecordsInMemory } from '../../records/index.ts';
import { Room } from '../room.ts';
import { type BoardPlace, BoardTable } from './board-table.ts';

const classId = 'board-table' as ClassId;

it('a page that is cut off while it is told the board is at it no longer, and takes nobody’s place', async () => {
  const records = await openRecordsInMemory();
  const room = await Room.open({
    ...{ classId, classTitle: 'A class', logger: pino({ level: 'silent' }) },
    log: new SqlEventLog({ database: records.database }),
    ...{ now: () => 1_000, monotonicNow: () => 0, newId: () => 'id' },
    findFile: () => Promise.resolve(undefined),
  });
  const table = new BoardTable(room);
  const told: string[] = [];
  const place = (name: string, handleTold: () => void = () => undefined): BoardPlace => ({
    you: () => ({
      ...{ personId: name as PersonId, name, role: 'instructor', classId, classTitle: room.classTitle },
    }),
    tell(frame) {
      const { told: its } = JSON.parse(frame) as { told: { is: string } };
      told.push(`${name}: ${its.is}`);
      handleTold();
    },
  });
  const slow: BoardPlace = place('slow', () => table.leave(slow));
  const [prof, tutor] = [place('prof'), place('tutor')];
  for (const one of [slow, prof, tutor]) table.handle(one, { is: 'open' });
  table.handle(prof, { is: 'show', showing: { is: 'nothing' } });
  expect(told).toEqual(['slow: whole', 'prof: whole', 'tutor: whole', 'tutor: shown']);
  table.close();
  await room.close();
  await records.close();
});
