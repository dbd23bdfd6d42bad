import {
  type ClassId,
  type Command,
  type LoggedEvent,
  type PersonId,
  type PollId,
  type Role,
  type SharedId,
  type StreamId,
  emptyRoom,
  reduceAll,
} from '@rostrum/protocol/room';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AppendReport, type EventLog, SqlEventLog } from '../log/index.ts';
import { type Records, openRecordsInMemory } from '../records/index.ts';
import { Room, type RoomOptions } from './room.ts';

const logger = pino({ level: 'silent' });
const ada = { personId: 'ada' as PersonId, name: 'Ada', role: 'student' as Role };
const bob = { personId: 'bob' as PersonId, name: 'Bob', role: 'guest' as Role };
const say = (text: string): Command => ({ type: 'chat.send', text });
const stream = (id: string) => id as StreamId;

let records: Records;
let log: SqlEventLog;
const writes: AppendReport[] = [];
beforeAll(async () => {
  records = await openRecordsInMemory();
  log = new SqlEventLog({ database: records.database, onWrite: (report) => writes.push(report) });
});
afterAll(() => records.close());

let made = 0;
const newClass = () => `room-${++made}` as ClassId;
let ids = 0;
const open = (classId: ClassId, over: Partial<RoomOptions> = {}) =>
  Room.open({
    classId,
    classTitle: 'A class',
    log,
    logger,
    now: () => 1000,
    newId: () => `id-${++ids}`,
    monotonicNow: () => 0,
    pause: () => Promise.resolve(),
    findFile: (_classId, fileId) =>
      Promise.resolve(fileId === 'stored' ? { mediaType: 'application/pdf', bytes: 7 } : undefined),
    ...over,
  });

const types = (events: readonly LoggedEvent[]) =>
  events.map(({ event }) => ('reason' in event ? `${event.type} ${event.reason}` : event.type));
const texts = (room: Room) => room.state.chat.messages.map(({ text }) => text);

/** The log with some appends going wrong on the way there or on the way back. */
function failing(how: (append: number) => 'before' | 'after' | undefined): EventLog {
  let appends = 0;
  return {
    read: (...args) => log.read(...args),
    follow: (...args) => log.follow(...args),
    restless: () => log.restless(),
    seqsOfKeys: (...args) => log.seqsOfKeys(...args),
    beginHistory: (...args) => log.beginHistory(...args),
    saveSnapshot: (...args) => log.saveSnapshot(...args),
    readSnapshot: (...args) => log.readSnapshot(...args),
    close: () => log.close(),
    async append(...args) {
      const when = how(++appends);
      if (when === 'before') throw new Error('the disk is full');
      const result = await log.append(...args);
      if (when === 'after') throw new Error('the answer got lost');
      return result;
    },
  };
}

describe('commands', () => {
  it('ROOM-2: are in the log and in the state when they resolve, and followers heard of them before', async () => {
    const room = await open(newClass());
    await room.join(ada);
    const heard: string[] = [];
    room.follow((events) => heard.push(...events.map(({ seq, event }) => `${seq} ${event.type}`)));
    const outcome = await room.command(ada, 'key-0001', say('hello'));
    heard.push('resolved');
    expect(outcome).toEqual({ ok: true, seq: 2 });
    expect(heard).toEqual(['2 chat.sent', 'resolved']);
    expect(room.state.chat.messages).toMatchObject([
      { name: 'Ada', role: 'student', text: 'hello', at: 1000 },
    ]);
    expect(await log.read(room.classId, 1)).toMatchObject([{ seq: 2, key: 'ada key-0001' }]);
  });

  it('ROOM-2: that are refused leave nothing behind', async () => {
    const room = await open(newClass());
    expect(await room.command(ada, 'key-0001', say('  '))).toMatchObject({
      ok: false,
      refusal: { code: 'empty' },
    });
    expect(room.state.seq).toBe(0);
  });

  it('that come at once go in one write, in order', async () => {
    const room = await open(newClass());
    writes.length = 0;
    const numbers = Array.from({ length: 100 }, (_, i) => i);
    const outcomes = await Promise.all(numbers.map((n) => room.command(ada, `key-number-${n}`, say(`${n}`))));
    expect(outcomes).toEqual(numbers.map((n) => ({ ok: true, seq: n + 1 })));
    expect(writes.map(({ events }) => events)).toEqual([100]);
  });

  it('ROOM-3: count once when they are sent twice: at once, later, and after a restart', async () => {
    const classId = newClass();
    const room = await open(classId);
    const twice = await Promise.all([
      room.command(ada, 'key-0001', say('once')),
      room.command(ada, 'key-0001', say('once')),
    ]);
    const later = await room.command(ada, 'key-0001', say('once'));
    const restarted = await open(classId);
    const afterwards = await restarted.command(ada, 'key-0001', say('once'));
    for (const outcome of [...twice, later, afterwards]) expect(outcome).toEqual({ ok: true, seq: 1 });
    expect(texts(restarted)).toEqual(['once']);
  });

  it('count once where only the log still knows the key', async () => {
    const classId = newClass();
    const before = await open(classId);
    await before.command(ada, 'key-0001', say('first'));
    for (let i = 0; i < 9; i++) {
      const many = Array.from({ length: 1000 }, (_, n) => before.command(ada, `key-${i}-${n}`, say('more')));
      await Promise.all(many);
    }
    await before.close();
    const room = await open(classId);
    expect(room.knows(ada.personId, 'key-0001')).toBe(false);
    const [again, beside] = await Promise.all([
      room.command(ada, 'key-0001', say('first')),
      room.command(ada, 'key-0002', say('beside')),
    ]);
    expect(again).toEqual({ ok: true, seq: 1 });
    expect(beside).toEqual({ ok: true, seq: 9002 });
  });

  it('are decided again where another node wrote first', async () => {
    const classId = newClass();
    const here = await open(classId);
    const there = await open(classId, { log: new SqlEventLog({ database: records.database }) });
    await here.command(ada, 'key-0001', say('here'));
    expect(await there.command(bob, 'key-0002', say('there'))).toEqual({ ok: true, seq: 2 });
    expect(texts(there)).toEqual(['here', 'there']);
    expect(await here.command(ada, 'key-0003', say('here again'))).toEqual({ ok: true, seq: 3 });
    expect(texts(here)).toEqual(['here', 'there', 'here again']);
  });

  it('never go back in time, whatever the machine’s clock does', async () => {
    let now = 5000;
    const classId = newClass();
    const room = await open(classId, { now: () => now });
    await room.command(ada, 'key-0001', say('one'));
    now = 3000;
    await room.command(ada, 'key-0002', say('two'));
    const restarted = await open(classId, { now: () => now });
    await restarted.command(ada, 'key-0003', say('three'));
    expect((await log.read(classId, 0)).map(({ at }) => at)).toEqual([5000, 5000, 5000]);
  });
});

describe('a log that fails', () => {
  it('is tried again', async () => {
    const room = await open(newClass(), { log: failing((append) => (append < 3 ? 'before' : undefined)) });
    expect(await room.command(ada, 'key-0001', say('hello'))).toEqual({ ok: true, seq: 1 });
  });

  it('does not make a command count twice when only its answer was lost', async () => {
    const room = await open(newClass(), { log: failing((append) => (append === 1 ? 'after' : undefined)) });
    expect(await room.command(ada, 'key-0001', say('hello'))).toEqual({ ok: true, seq: 1 });
    expect(await room.command(ada, 'key-0002', say('again'))).toEqual({ ok: true, seq: 2 });
    expect(texts(room)).toEqual(['hello', 'again']);
  });

  it('ends in a refusal with a time to wait, and the room goes on when it works again', async () => {
    const room = await open(newClass(), { log: failing((append) => (append <= 3 ? 'before' : undefined)) });
    expect(await room.command(ada, 'key-0001', say('lost'))).toMatchObject({
      ok: false,
      refusal: { code: 'server-error', retryAfterMs: 1000 },
    });
    expect(await room.command(ada, 'key-0001', say('saved'))).toEqual({ ok: true, seq: 1 });
    expect(texts(room)).toEqual(['saved']);
  });
});

describe('people', () => {
  it('who were removed while they came in do not join', async () => {
    const room = await open(newClass());
    await room.join(ada);
    const prof = { personId: 'prof' as PersonId, name: 'Prof', role: 'instructor' as Role };
    const removing = room.command(prof, 'key-0001', { type: 'person.remove', personId: ada.personId });
    const joining = room.join(ada);
    await removing;
    expect(await joining).toMatchObject({ ok: false, refusal: { code: 'removed' } });
    expect(room.state.people['ada']).toMatchObject({ here: false, removed: true });
  });

  it('ROOM-26: join with their first socket and leave with their last', async () => {
    const room = await open(newClass());
    await room.join(ada);
    await room.join(ada);
    await room.leave(ada.personId, 'lost');
    expect(room.state.people['ada']?.here).toBe(true);
    await room.leave(ada.personId, 'left');
    await room.join(ada);
    expect(types(await log.read(room.classId, 0))).toEqual([
      'person.joined',
      'person.left left',
      'person.joined',
    ]);
  });

  it('who go and come back in the same moment are here', async () => {
    const room = await open(newClass());
    await Promise.all([room.join(ada), room.leave(ada.personId, 'lost'), room.join(ada), room.join(bob)]);
    expect(room.state.people).toMatchObject({ ada: { here: true }, bob: { here: true } });
  });
});

describe('a file that is shared', () => {
  const share = (fileId: string): Command => ({
    type: 'share.add',
    item: {
      ...{ kind: 'file', title: 'Slides', mediaType: 'image/png', bytes: 1 },
      fileId: fileId as SharedId,
    },
  });
  const prof = { personId: 'prof' as PersonId, name: 'Prof', role: 'instructor' as Role };

  it('is what was uploaded, whatever the command says of it, and none without an upload', async () => {
    const room = await open(newClass());
    expect(await room.command(prof, 'key-0001', share('stored'))).toMatchObject({ ok: true });
    expect(room.state.shared).toMatchObject([{ item: { mediaType: 'application/pdf', bytes: 7 } }]);
    expect(await room.command(prof, 'key-0002', share('invented'))).toMatchObject({
      ok: false,
      refusal: { code: 'not-found' },
    });
  });
});

describe('what the clock does', () => {
  const draft = { question: 'Why?', form: { kind: 'text' as const }, anonymous: false, timerMs: 5000 };
  const prof = { personId: 'prof' as PersonId, name: 'Prof', role: 'instructor' as Role };

  it('closes a poll whose time is over, also one that ended while the server was away', async () => {
    let now = 1000;
    const classId = newClass();
    const room = await open(classId, { now: () => now });
    await room.command(prof, 'key-0001', { type: 'poll.draft', draft });
    const [pollId] = Object.keys(room.state.polls) as [PollId];
    await room.command(prof, 'key-0002', { type: 'poll.open', pollId });
    expect(room.state.polls[pollId]?.status).toMatchObject({ is: 'open', closesAt: 6000 });
    now = 7000;
    const restarted = await open(classId, { now: () => now });
    expect(restarted.state.polls[pollId]?.status).toMatchObject({ is: 'closed', closedAt: 7000 });
    await room.close();
  });

  it('tells reactions of one moment together', async () => {
    const room = await open(newClass());
    await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        room.command(ada, `key-react-${i}`, { type: 'reaction.send', reaction: i % 4 === 0 ? '🎉' : '👍' }),
      ),
    );
    const told = new Promise<LoggedEvent[]>((resolve) => room.follow((events) => resolve([...events])));
    expect((await told).map(({ event }) => event)).toEqual([
      { type: 'reactions.sent', counts: { '🎉': 5, '👍': 15 } },
    ]);
    expect(room.state.class.reactions).toEqual({ '🎉': 5, '👍': 15 });
    await room.close();
  });
});

describe('a snapshot', () => {
  it('is where the next start begins, with the same state as the whole log gives', async () => {
    const classId = newClass();
    const room = await open(classId);
    await room.join(ada);
    await room.command(ada, 'key-0001', say('before'));
    await room.close();
    expect((await log.readSnapshot(classId))?.seq).toBe(room.state.seq);
    const again = await open(classId);
    expect(again.state).toEqual(reduceAll(emptyRoom, await log.read(classId, 0)));
    expect(texts(again)).toEqual(['before']);
    expect(again.knows(ada.personId, 'key-0001')).toBe(true);
  });

  it('of a form that is not known is passed over', async () => {
    const classId = newClass();
    const room = await open(classId);
    await room.command(ada, 'key-0001', say('kept'));
    await log.saveSnapshot(classId, 1000, { version: 0, people: [] });
    expect(texts(await open(classId))).toEqual(['kept']);
  });
});

describe('a stream', () => {
  it('starts and stops once', async () => {
    const room = await open(newClass());
    await Promise.all([room.startStream(stream('s1')), room.startStream(stream('s1'))]);
    expect(room.state.stream).toEqual({ status: 'live', streamId: 's1', since: 1000 });
    await room.stopStream(stream('s1'), 'ended');
    await room.stopStream(stream('s1'), 'lost');
    expect(room.state.stream).toMatchObject({ status: 'stopped', reason: 'ended' });
    expect(room.state.seq).toBe(2);
  });
});

describe('a restart', () => {
  it('ROOM-6: ends what a killed server left open, once', async () => {
    const classId = newClass();
    const killed = await open(classId);
    await Promise.all([killed.join(ada), killed.join(bob), killed.startStream(stream('s1'))]);
    await killed.leave(bob.personId, 'left');
    const restarted = await open(classId);
    expect(types(await log.read(classId, 4))).toEqual([
      'stream.stopped restarted',
      'person.all-left restarted',
    ]);
    expect(restarted.state.people).toMatchObject({ ada: { here: false }, bob: { here: false } });
    expect((await open(classId)).state.seq).toBe(6);
  });

  it('that is announced ends everything in one write, and takes nothing more', async () => {
    const room = await open(newClass());
    await Promise.all([room.join(ada), room.join(bob), room.startStream(stream('s1'))]);
    writes.length = 0;
    const closing = room.close();
    const late = room.command(ada, 'key-0001', say('too late'));
    await closing;
    await room.close();
    expect(await late).toMatchObject({ ok: false, refusal: { code: 'server-error' } });
    expect(await room.join(ada)).toMatchObject({ ok: false });
    expect(writes.map(({ events }) => events)).toEqual([2]);
    expect((await open(room.classId)).state.seq).toBe(5);
  });
});
