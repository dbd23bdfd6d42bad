import type { ClassId, PersonId, PollId, Role, StreamId } from '@rostrum/protocol/room';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { SqlEventLog } from '../log/index.ts';
import { type Records, openRecordsInMemory } from '../records/index.ts';
import { Rooms, type RoomsOptions } from './rooms.ts';

let records: Records;
beforeAll(async () => void (records = await openRecordsInMemory()));
afterAll(() => records.close());

let made = 0;
const newClass = (kind = 'physics') => `${kind}-${++made}` as ClassId;
const ada = { personId: 'ada' as PersonId, name: 'Ada', role: 'student' as Role };
const prof = { personId: 'prof' as PersonId, name: 'Prof', role: 'instructor' as Role };
const IDLE_MS = 60_000;

const create = (database = records.database, over: Partial<RoomsOptions> = {}) =>
  new Rooms({
    log: new SqlEventLog({ database }),
    logger: pino({ level: 'silent' }),
    now: () => 1000,
    monotonicNow: () => 0,
    newId: () => `id-${++made}`,
    findFile: () => Promise.resolve(undefined),
    titleOf: (classId) => (classId.startsWith('physics') ? 'Physics' : undefined),
    closeIdleAfterMs: IDLE_MS,
    ...over,
  });

describe('rooms', () => {
  it('open a class once, however many ask at the same time', async () => {
    const rooms = create();
    const id = newClass();
    expect(rooms.get(id)).toBeUndefined();
    const [one, two] = await Promise.all([rooms.open(id), rooms.open(id)]);
    expect(one).toBe(two);
    expect(rooms.get(id)).toBe(one);
    expect(one?.classTitle).toBe('Physics');
    await rooms.close();
  });

  it('tell of each that is opened, before whoever asked for it does anything, and which are open', async () => {
    const rooms = create();
    const heard: string[] = [];
    rooms.onOpened((room) => heard.push(room.classId));
    const [one, two] = [newClass(), newClass()];
    await rooms.open(one).then(() => heard.push('asked'));
    await rooms.open(two);
    await rooms.open(one);
    expect(heard).toEqual([one, 'asked', two]);
    expect(rooms.opened.map(({ classId }) => classId)).toEqual([one, two]);
    await rooms.close();
    expect(rooms.opened).toEqual([]);
  });

  it('have none for a class that there is not', async () => {
    const rooms = create();
    expect(await rooms.open(newClass('alchemy'))).toBeUndefined();
    await rooms.close();
  });

  it('try again after the log could not be read, with one room for all who ask then', async () => {
    const other = await openRecordsInMemory();
    const rooms = create(other.database);
    const id = newClass();
    await other.database.schema.alterTable('events').renameTo('hidden').execute();
    const failing = [rooms.open(id), rooms.open(id), rooms.open(id)];
    const anew = failing[0]!.catch(async () => {
      await other.database.schema.alterTable('hidden').renameTo('events').execute();
      return rooms.open(id);
    });
    for (const opening of failing)
      await expect(opening).rejects.toThrow(`the class ${id} could not be opened`);
    expect(await anew).toBeDefined();
    expect(await rooms.open(id)).toBe(await anew);
    await rooms.close();
    await rooms.close();
    await expect(rooms.open(id)).rejects.toThrow('the server is stopping');
    await other.close();
  });
});

describe('a room that nobody needs', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
  afterEach(() => void vi.useRealTimers());

  it('is closed after a while, and not before', async () => {
    const rooms = create();
    const id = newClass();
    const room = await rooms.open(id);
    vi.advanceTimersByTime(IDLE_MS);
    expect(await rooms.open(id)).toBe(room);
    vi.advanceTimersByTime(IDLE_MS);
    expect(rooms.get(id)).toBe(room);
    vi.advanceTimersByTime(IDLE_MS);
    expect(rooms.get(id)).toBeUndefined();
    await rooms.close();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is closed behind whoever asks for it meanwhile: they wait, and find all in the new one', async () => {
    const rooms = create();
    const id = newClass();
    const room = (await rooms.open(id))!;
    await room.command(prof, 'key-0001', { type: 'chat.send', text: 'kept' });
    vi.advanceTimersByTime(2 * IDLE_MS);
    const [one, two] = await Promise.all([rooms.open(id), rooms.open(id)]);
    expect(one).toBe(two);
    expect(one).not.toBe(room);
    expect(one!.state.chat.messages.map(({ text }) => text)).toEqual(['kept']);
    expect(await room.join(ada)).toMatchObject({ ok: false });
    expect(await one!.join(ada)).toMatchObject({ ok: true });
    await rooms.close();
  });

  it('is none where somebody is there, a stream is live, or a poll waits for its time', async () => {
    const rooms = create();
    const ids = [newClass(), newClass(), newClass(), newClass()] as const;
    const [joined, live, polled, empty] = await Promise.all(ids.map(async (id) => (await rooms.open(id))!));
    await joined!.join(ada);
    await live!.startStream('s1' as StreamId);
    const draft = { question: '?', form: { kind: 'text' as const }, anonymous: false, timerMs: 50_000 };
    await polled!.command(prof, 'key-0001', { type: 'poll.draft', draft });
    const [pollId] = Object.keys(polled!.state.polls) as [PollId];
    await polled!.command(prof, 'key-0002', { type: 'poll.open', pollId });
    vi.advanceTimersByTime(5 * IDLE_MS);
    expect(ids.map((id) => rooms.get(id))).toEqual([joined, live, polled, undefined]);
    expect(empty!.isNeeded).toBe(false);
    await joined!.leave(ada.personId, 'left');
    await live!.stopStream('s1' as StreamId, 'ended');
    vi.advanceTimersByTime(2 * IDLE_MS);
    expect(ids.map((id) => rooms.get(id))).toEqual([undefined, undefined, polled, undefined]);
    expect((await rooms.stateForOverview(ids[1])).stream).toMatchObject({
      status: 'stopped',
      reason: 'ended',
    });
    await rooms.close();
  });
});

describe('a start', () => {
  it('opens only what was not left at rest, and shows how the others were left', async () => {
    const database = (await openRecordsInMemory()).database;
    const [rested, killed, polled] = [newClass(), newClass(), newClass()];
    const before = create(database);
    const restedRoom = (await before.open(rested))!;
    await restedRoom.startStream('s1' as StreamId);
    const polledRoom = (await before.open(polled))!;
    const draft = { question: '?', form: { kind: 'text' as const }, anonymous: false, timerMs: 50_000 };
    await polledRoom.command(prof, 'key-0001', { type: 'poll.draft', draft });
    const [pollId] = Object.keys(polledRoom.state.polls) as [PollId];
    await polledRoom.command(prof, 'key-0002', { type: 'poll.open', pollId });
    await before.close();
    // As a server that is killed leaves it.
    await (await create(database).open(killed))!.join(ada);

    const rooms = create(database);
    await rooms.wake();
    expect(rooms.get(rested)).toBeUndefined();
    expect(rooms.get(killed)?.state.people['ada']).toMatchObject({ here: false });
    expect(rooms.get(polled)?.state.polls[pollId]?.status.is).toBe('open');
    expect((await rooms.stateForOverview(rested)).stream).toMatchObject({
      status: 'stopped',
      reason: 'restarted',
    });
    expect((await rooms.stateForOverview(newClass())).stream).toEqual({ status: 'idle' });
    await rooms.close();
  });

  it('goes on past a class that can not be read', async () => {
    const { database } = await openRecordsInMemory();
    const [bad, good] = [newClass(), newClass()];
    const event = JSON.stringify({ type: 'of another age' });
    await database.insertInto('events').values({ class_id: bad, seq: 1, at: 1, event }).execute();
    await (await create(database).open(good))!.join(ada);
    const errors: string[] = [];
    const logger = pino({ level: 'error' }, { write: (line: string) => void errors.push(line) });
    const rooms = create(database, { logger });
    await rooms.wake();
    expect(rooms.get(good)?.state.people['ada']).toMatchObject({ here: false });
    expect(errors.filter((line) => line.includes(bad))).toHaveLength(1);
    await expect(rooms.open(bad)).rejects.toThrow(`the class ${bad} could not be opened`);
    await rooms.close();
  });
});

it('a room that a bug has ended is said once, and opened anew for whoever comes back', async () => {
  const rooms = create();
  const [id, other] = [newClass(), newClass()];
  const room = (await rooms.open(id))!;
  const beside = await rooms.open(other);
  const broken: unknown[] = [];
  rooms.onBroken((its) => broken.push(its));
  room.follow(() => {
    throw new Error('a bug');
  });
  await room.join(ada);
  expect(broken).toEqual([room]);
  const anew = await rooms.open(id);
  expect(anew).not.toBe(room);
  expect(anew?.state.people['ada']).toMatchObject({ here: false });
  expect(rooms.get(other)).toBe(beside);
  await rooms.close();
});

it('a class that is no more is closed, whoever sits in it is sent away, and nothing is written behind it', async () => {
  let isThere = true;
  const rooms = create(records.database, { titleOf: () => (isThere ? 'Physics' : undefined) });
  const [id, other] = [newClass(), newClass()];
  const room = (await rooms.open(id))!;
  const beside = await rooms.open(other);
  await room.join(ada);
  const sentAway: unknown[] = [];
  rooms.onBroken((its) => sentAway.push(its));
  isThere = false;
  await rooms.forget(id);
  expect(sentAway).toEqual([room]);
  expect(rooms.get(id)).toBeUndefined();
  expect(await rooms.open(id)).toBeUndefined();
  expect(rooms.get(other)).toBe(beside);
  const count = () =>
    records.database.selectFrom('events').select('seq').where('class_id', '=', id).execute();
  const written = await count();
  await rooms.forget(id);
  await rooms.close();
  expect(await count()).toEqual(written);
});
