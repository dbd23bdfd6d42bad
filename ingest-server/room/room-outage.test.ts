import {
  type ClassId,
  type Command,
  type LoggedEvent,
  type PersonId,
  type PollId,
  type Role,
} from '@rostrum/protocol/room';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { type NewEvent, SqlEventLog } from '../log/index.ts';
import { type Records, openPostgresRecords, openRecordsInMemory } from '../records/index.ts';
import { missingPostgres, startPostgres } from '../test-support/index.ts';
import { type OpenOptions, Room } from './room.ts';
import { type Faults, faulty } from './test-log.ts';

const ada = { personId: 'ada' as PersonId, name: 'Ada', role: 'student' as Role };
const prof = { personId: 'prof' as PersonId, name: 'Prof', role: 'instructor' as Role };
const say = (text: string): Command => ({ type: 'chat.send', text });

let records: Records;
let log: SqlEventLog;
beforeAll(async () => {
  records = await openRecordsInMemory();
  log = new SqlEventLog({ database: records.database });
});
afterAll(() => records.close());

let made = 0;
let pauses: number[];
let errors: string[];
beforeEach(() => {
  pauses = [];
  errors = [];
});

/** Time goes by in pauses only. */
async function open(faults: Faults, over: Partial<OpenOptions> = {}) {
  let monotonicMs = 0;
  const itsLog = faulty(log, faults, new SqlEventLog({ database: records.database }));
  const logger = pino({ level: 'error' }, { write: (line: string) => void errors.push(line) });
  const room = await Room.open({
    classId: `outage-${++made}` as ClassId,
    classTitle: 'A class',
    logger,
    now: () => 1000,
    monotonicNow: () => monotonicMs,
    random: () => 1,
    pause: (ms) => {
      pauses.push(ms);
      monotonicMs += ms;
      return Promise.resolve();
    },
    newId: () => `id-${++made}`,
    findFile: () => Promise.resolve(undefined),
    ...over,
    log: itsLog,
  });
  return { room, log: itsLog };
}

const texts = ({ state }: Room) => state.chat.messages.map(({ text }) => text);
const has = (text: string) => (events: readonly NewEvent[]) =>
  events.some(({ event }) => event.type === 'chat.sent' && event.text.includes(text));

describe('a database that restarts for a second', () => {
  it('refuses nobody: all is written when it is back', async () => {
    let isAway = false;
    const { room } = await open({ append: () => (isAway ? 'before' : undefined), read: () => isAway });
    isAway = true;
    const saying = Promise.all([1, 2, 3].map((n) => room.command(ada, `key-000${n}`, say(`${n}`))));
    const back = new Promise<void>((resolve) => {
      const look = () => (pauses.length >= 4 ? resolve() : setImmediate(look));
      look();
    });
    await back;
    isAway = false;
    for (const outcome of await saying) expect(outcome).toMatchObject({ ok: true });
    expect(texts(room)).toEqual(['1', '2', '3']);
    expect(pauses.slice(0, 4)).toEqual([100, 200, 400, 800]);
  });

  it('gives a command up after five seconds, as one that may have been saved', async () => {
    let isAway = false;
    const { room } = await open({ append: () => (isAway ? 'after' : undefined), read: () => isAway });
    isAway = true;
    const outcome = await room.command(ada, 'key-0001', say('hello'));
    expect(outcome).toMatchObject({ ok: false, unknown: true, refusal: { code: 'server-error' } });
    const waitedMs = pauses.reduce((sum, ms) => sum + ms, 0);
    expect(waitedMs).toBeGreaterThanOrEqual(5_000);
    expect(waitedMs).toBeLessThan(8_000);
    isAway = false;
    expect(await room.command(ada, 'key-0001', say('hello'))).toEqual({ ok: true, seq: 1 });
    expect(texts(room)).toEqual(['hello']);
  });

  it('does not lose what the server says by itself, and says few things of it in its own log', async () => {
    let isAway = false;
    const { room } = await open({ append: () => (isAway ? 'before' : undefined), read: () => isAway });
    await room.join(ada);
    isAway = true;
    const leaving = room.leave(ada.personId, 'lost');
    await new Promise<void>((resolve) => {
      const look = () => (pauses.length >= 50 ? resolve() : setImmediate(look));
      look();
    });
    isAway = false;
    await leaving;
    expect(room.state.people['ada']).toMatchObject({ here: false });
    expect(pauses.at(-1)).toBe(2_000);
    expect(errors.length).toBeLessThanOrEqual(2 * pauses.length);
  });

  it('counts reactions once where only the answer of their write was lost', async () => {
    const { room } = await open({
      append: (events) => (events[0]?.event.type === 'reactions.sent' ? lostOnce() : undefined),
    });
    const lost = ['after'] as ('after' | undefined)[];
    const lostOnce = () => lost.pop();
    await room.command(ada, 'key-0001', { type: 'reaction.send', reaction: '👍' });
    await new Promise<void>((resolve) => room.follow(() => resolve()));
    await room.close();
    expect(room.state.class.reactions).toEqual({ '👍': 1 });
  });
});

describe('a PostgreSQL server that cuts every connection', () => {
  it('costs nobody a command, and none counts twice', async (context) => {
    if (missingPostgres !== undefined) return context.skip(missingPostgres);
    const server = await startPostgres();
    onTestFinished(() => server.close());
    const handleLost = () => undefined;
    const postgres = await openPostgresRecords(await server.createDatabase(), { handleLost });
    const room = await Room.open({
      classId: 'cut' as ClassId,
      classTitle: 'A class',
      log: new SqlEventLog({ database: postgres.database }),
      logger: pino({ level: 'silent' }),
      now: () => Date.now(),
      newId: () => `id-${++made}`,
      findFile: () => Promise.resolve(undefined),
    });
    const said = Array.from({ length: 200 }, (_, i) => `${i}`);
    for (let i = 0; i < 200; i += 20) {
      const some = said.slice(i, i + 20).map((text) => room.command(ada, `key-number-${text}`, say(text)));
      await server.cutConnections();
      for (const outcome of await Promise.all(some)) expect(outcome).toMatchObject({ ok: true });
    }
    expect(texts(room).length).toBe(room.state.seq);
    expect(room.state.seq).toBe(200);
    await room.close();
    await postgres.close();
  });
});

describe('a command that the database does not take', () => {
  it('is refused alone, and all that came with it is written', async () => {
    const { room } = await open({ append: (events) => (has('bad')(events) ? 'before' : undefined) });
    const said = Array.from({ length: 50 }, (_, i) => (i === 17 ? 'bad' : `good ${i}`));
    const outcomes = await Promise.all(said.map((text, i) => room.command(ada, `key-${i}-xx`, say(text))));
    expect(outcomes.flatMap((outcome, i) => (outcome.ok ? [] : [i]))).toEqual([17]);
    expect(outcomes[17]).toMatchObject({ refusal: { code: 'server-error' } });
    expect(outcomes[17]).not.toHaveProperty('unknown');
    expect(texts(room)).toEqual(said.filter((text) => text !== 'bad'));
  });

  it('or that meets a bug in a rule, is refused at once and alone', async () => {
    const { room } = await open({});
    // Stands for a bug: no command that came over a socket has a text that can't be read.
    const bad = Object.defineProperty(say(''), 'text', {
      enumerable: false,
      get: () => {
        throw new Error('a bug');
      },
    });
    const outcomes = await Promise.all(
      Array.from({ length: 40 }, (_, i) => room.command(ada, `key-${i}-xx`, i === 17 ? bad : say(`${i}`))),
    );
    expect(outcomes.flatMap((outcome, i) => (outcome.ok ? [] : [i]))).toEqual([17]);
    expect(outcomes[17]).toMatchObject({ refusal: { code: 'server-error' } });
    expect(texts(room)).toHaveLength(39);
    expect(pauses).toEqual([]);
  });

  it('takes nobody down where there are several of them, one behind the other', async () => {
    const { room } = await open({ append: (events) => (has('bad')(events) ? 'before' : undefined) });
    const said = Array.from({ length: 20 }, (_, i) => (i < 6 ? `bad ${i}` : `good ${i}`));
    const outcomes = await Promise.all(said.map((text, i) => room.command(ada, `key-${i}-xx`, say(text))));
    expect(outcomes.map(({ ok }) => ok)).toEqual(said.map((text) => text.startsWith('good')));
  });

  it('does not make the log try each of many where it takes none at all', async () => {
    let isFull = true;
    const { room, log: itsLog } = await open({ append: () => (isFull ? 'before' : undefined) });
    const many = Array.from({ length: 200 }, (_, i) => room.command(ada, `key-${i}-xx`, say(`${i}`)));
    for (const outcome of await Promise.all(many)) expect(outcome).toMatchObject({ ok: false });
    expect(itsLog.appends).toBeLessThan(150);
    isFull = false;
    expect(await room.command(ada, 'key-after', say('after'))).toMatchObject({ ok: true });
  });
});

describe('a key that is in the log', () => {
  it('counts where the write failed on its way back, though the rule would refuse it now', async () => {
    const { room } = await open({
      append: (events) => (has('slowly')(events) ? lost.pop() : undefined),
    });
    const lost = ['after'] as ('after' | undefined)[];
    await room.command(prof, 'key-0000', { type: 'chat.limit', slowModeMs: 60_000, staffOnly: false });
    expect(await room.command(ada, 'key-0001', say('slowly'))).toMatchObject({ ok: true });
    expect(texts(room)).toEqual(['slowly']);
  });

  it('counts after a restart that forgot it, though the rule would refuse it now', async () => {
    const classId = `outage-${++made}` as ClassId;
    const { room: before } = await open({}, { classId });
    const draft = { question: 'Why?', form: { kind: 'text' as const }, anonymous: false };
    await before.command(prof, 'key-0001', { type: 'poll.draft', draft });
    const [pollId] = Object.keys(before.state.polls) as [PollId];
    await before.command(prof, 'key-0002', { type: 'poll.open', pollId });
    await before.command(prof, 'key-0003', { type: 'poll.close', pollId });
    // As long ago as no memory reaches.
    for (let i = 0; i < 9; i++)
      await Promise.all(
        Array.from({ length: 1000 }, (_, n) => before.command(prof, `key-${i}-${n}`, say('x'))),
      );
    await before.close();
    const { room } = await open({}, { classId });
    expect(room.knows(prof.personId, 'key-0002')).toBe(false);
    expect(await room.command(prof, 'key-0002', { type: 'poll.open', pollId })).toEqual({ ok: true, seq: 2 });
    expect(await room.command(prof, 'key-new1', { type: 'poll.open', pollId })).toMatchObject({
      ok: false,
      refusal: { code: 'closed' },
    });
    await room.close();
  });
});

describe('a bug in what follows the log', () => {
  it('ends this room alone: it takes nothing more, and what was written is there when it is opened anew', async () => {
    let broken: Room | undefined;
    const classId = `outage-${++made}` as ClassId;
    const { room } = await open({}, { classId, handleBroken: (its) => void (broken = its) });
    const { room: other } = await open({});
    const heard: LoggedEvent[] = [];
    room.follow(() => {
      throw new Error('a bug');
    });
    other.follow((events) => heard.push(...events));
    await room.command(ada, 'key-0001', say('met a bug'));
    expect(broken).toBe(room);
    expect(errors.filter((line) => line.includes('a bug ended a class'))).toHaveLength(1);
    expect(await room.command(ada, 'key-0002', say('late'))).toMatchObject({ ok: false, unknown: true });
    expect(await room.join(ada)).toMatchObject({ ok: false, unknown: true });
    await room.close();
    await other.command(ada, 'key-0001', say('elsewhere'));
    expect(heard).toHaveLength(1);
    const { room: anew } = await open({}, { classId });
    expect(texts(anew)).toEqual(['met a bug']);
    expect(await anew.command(ada, 'key-0001', say('met a bug'))).toEqual({ ok: true, seq: 1 });
  });
});
