import type { ClassId, Command, PersonId, Role } from '@rostrum/protocol/room';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SqlEventLog } from '../log/index.ts';
import { type Records, openRecordsInMemory } from '../records/index.ts';
import { Room } from './room.ts';

const ada = { personId: 'ada' as PersonId, name: 'Ada', role: 'student' as Role };
const bob = { personId: 'bob' as PersonId, name: 'Bob', role: 'student' as Role };
const say = (text: string): Command => ({ type: 'chat.send', text });
const thumb: Command = { type: 'reaction.send', reaction: '👍' };

let records: Records;
beforeAll(async () => void (records = await openRecordsInMemory()));
afterAll(() => records.close());

let made = 0;
const open = (over: { findFile?: () => Promise<never> } = {}) =>
  Room.open({
    classId: `keys-${++made}` as ClassId,
    classTitle: 'A class',
    log: new SqlEventLog({ database: records.database }),
    logger: pino({ level: 'silent' }),
    now: () => 1000,
    newId: () => `id-${++made}`,
    findFile: () => Promise.resolve(undefined),
    ...over,
  });
const texts = ({ state }: Room) => state.chat.messages.map(({ text }) => text);

describe('a key', () => {
  it('of a reaction counts it once, said twice at once and once more later', async () => {
    const room = await open();
    const told = new Promise<void>((resolve) => room.follow(() => resolve()));
    await Promise.all([room.command(ada, 'key-0001', thumb), room.command(ada, 'key-0001', thumb)]);
    expect(room.knows(ada.personId, 'key-0001')).toBe(true);
    await room.command(ada, 'key-0001', thumb);
    await told;
    await room.close();
    expect(room.state.class.reactions).toEqual({ '👍': 1 });
  });

  it('is its person’s own: another’s command under the same one is another command', async () => {
    const room = await open();
    await Promise.all([
      room.command(ada, 'key-0001', say('Ada’s')),
      room.command(bob, 'key-0001', say('Bob’s')),
    ]);
    expect(texts(room)).toEqual(['Ada’s', 'Bob’s']);
    expect(room.knows(bob.personId, 'key-0002')).toBe(false);
    await room.close();
  });

  it('of one command is refused in words for another one, and nothing happens', async () => {
    const room = await open();
    const [first, second] = await Promise.all([
      room.command(ada, 'key-0001', say('one thing')),
      room.command(ada, 'key-0001', say('another')),
    ]);
    expect(first).toEqual({ ok: true, seq: 1 });
    expect(second).toMatchObject({ ok: false, refusal: { code: 'malformed' } });
    expect(await room.command(ada, 'key-0001', say('a third'))).toEqual(second);
    expect(await room.command(ada, 'key-0001', say('one thing'))).toEqual(first);
    expect(texts(room)).toEqual(['one thing']);
    await room.close();
  });

  it('of a command that was refused may be used again', async () => {
    const room = await open();
    expect(await room.command(ada, 'key-0001', say(' '))).toMatchObject({ ok: false });
    expect(await room.command(ada, 'key-0001', say('now'))).toMatchObject({ ok: true });
    await room.close();
  });
});

it('a store of files that fails costs the one command that asked it', async () => {
  const room = await open({ findFile: () => Promise.reject(new Error('the disk is away')) });
  const prof = { personId: 'prof' as PersonId, name: 'Prof', role: 'instructor' as Role };
  const item = { kind: 'file', title: 'Slides', mediaType: 'image/png', bytes: 1, fileId: 'f1' } as never;
  expect(await room.command(prof, 'key-0001', { type: 'share.add', item })).toMatchObject({
    ok: false,
    refusal: { code: 'server-error', retryAfterMs: 1000 },
  });
  expect(await room.command(prof, 'key-0002', say('goes on'))).toMatchObject({ ok: true });
  await room.close();
});
