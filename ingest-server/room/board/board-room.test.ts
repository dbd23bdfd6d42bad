import type { ClassId, PersonId, Role } from '@rostrum/protocol/room';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { SqlEventLog } from '../../log/index.ts';
import { openRecordsInMemory } from '../../records/index.ts';
import { Room } from '../room.ts';

/** It can be decoded, but no document takes it up. */
const POISON = 'AQUFACcBBXBhZ2UjAnAxAScABQABcwAIAAUBAXYBAWF9AYgFAgF3AXgBBQIFAwF3AXkA';
const classId = 'board-room' as ClassId;
const prof = { personId: 'prof' as PersonId, name: 'Prof', role: 'instructor' as Role };

it('a change that no page could take up is refused, and a board whose log has it goes on without it', async () => {
  const records = await openRecordsInMemory();
  const log = new SqlEventLog({ database: records.database });
  let ids = 0;
  const open = () =>
    Room.open({
      ...{ classId, classTitle: 'A class', log, logger: pino({ level: 'silent' }) },
      ...{ now: () => 1_000, monotonicNow: () => 0, newId: () => `id-${++ids}` },
      findFile: () => Promise.resolve(undefined),
    });
  const doc = new Y.Doc();
  const draw = (room: Room, update: string) =>
    room.command(prof, `key-number-${++ids}`, { type: 'board.draw', update });
  const add = (word: string) => {
    const before = Y.encodeStateVector(doc);
    doc.getArray('ink').push([word]);
    return Buffer.from(Y.encodeStateAsUpdate(doc, before)).toString('base64');
  };
  const inkOf = (room: Room) => {
    const page = new Y.Doc();
    Y.applyUpdate(page, Buffer.from(room.boardWhole(), 'base64'));
    return page.getArray('ink').toArray();
  };

  const room = await open();
  expect(await draw(room, add('one'))).toMatchObject({ ok: true });
  expect(await draw(room, POISON)).toMatchObject({ ok: false, refusal: { code: 'malformed' } });
  expect(await draw(room, add('two'))).toMatchObject({ ok: true });
  expect(inkOf(room)).toEqual(['one', 'two']);
  expect(room.state.board.updates).not.toContain(POISON);
  await room.close();

  const drawn = { type: 'board.drawn' as const, update: POISON, personId: prof.personId };
  await log.append(classId, room.state.seq, [{ at: 1_000, event: drawn }]);
  const again = await open();
  expect(again.state.board.updates).toContain(POISON);
  expect(inkOf(again)).toEqual(['one', 'two']);
  expect(await draw(again, add('three'))).toMatchObject({ ok: true });
  expect(inkOf(again)).toEqual(['one', 'two', 'three']);
  await again.close();
  await records.close();
});
