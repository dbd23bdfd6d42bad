import {
  type AttemptId,
  type ClassId,
  type Command,
  type PersonId,
  type PollId,
  type Role,
} from '@rostrum/protocol/room';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { SqlEventLog } from '../log/index.ts';
import { type Records, openRecordsInMemory } from '../records/index.ts';
import { Room, type RoomOptions } from './room.ts';
import { faulty } from './test-log.ts';

const prof = { personId: 'prof' as PersonId, name: 'Prof', role: 'instructor' as Role };
const student = (id: string) => ({ personId: id as PersonId, name: id, role: 'student' as Role });
const [ada, bob] = [student('ada'), student('bob')];

let records: Records;
let log: SqlEventLog;
beforeAll(async () => {
  records = await openRecordsInMemory();
  log = new SqlEventLog({ database: records.database });
});
afterAll(() => records.close());

const start = 1_000_000;
let nowMs = start;
let made = 0;
let rooms: Room[] = [];
beforeEach(() => {
  nowMs = start;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(async () => {
  vi.useRealTimers();
  await Promise.all(rooms.map((room) => room.close()));
  rooms = [];
});

async function open(over: Partial<RoomOptions> = {}): Promise<Room> {
  const room = await Room.open({
    classId: `polls-${++made}` as ClassId,
    classTitle: 'A class',
    log,
    logger: pino({ level: 'silent' }),
    now: () => nowMs,
    monotonicNow: () => nowMs,
    pause: () => Promise.resolve(),
    newId: () => `id-${++made}`,
    findFile: () => Promise.resolve(undefined),
    ...over,
  });
  rooms.push(room);
  return room;
}

async function openPoll(room: Room, timerMs?: number): Promise<PollId> {
  const draft = { question: 'Why?', form: { kind: 'text' as const }, anonymous: false };
  const before = new Set(Object.keys(room.state.polls));
  const timer = timerMs === undefined ? {} : { timerMs };
  await room.command(prof, `key-draft-${++made}`, { type: 'poll.draft', draft: { ...draft, ...timer } });
  const pollId = Object.keys(room.state.polls).find((id) => !before.has(id)) as PollId;
  await room.command(prof, `key-open-${++made}`, { type: 'poll.open', pollId });
  return pollId;
}

const answer = (pollId: PollId, text: string): Command => ({
  ...{ type: 'poll.answer', pollId, attemptId: `attempt-${text}` as AttemptId },
  answer: { kind: 'text', text },
});

function pass(ms: number): void {
  nowMs += ms;
  vi.advanceTimersByTime(ms);
}

/** The next of this type that is logged. */
const logged = (room: Room, type: string) =>
  new Promise<number>((resolve) => {
    const unfollow = room.follow((events) => {
      const found = events.find(({ event }) => event.type === type);
      if (!found) return;
      unfollow();
      resolve(found.at);
    });
  });

async function untilTimerIsSet(): Promise<void> {
  while (vi.getTimerCount() === 0) await new Promise((resolve) => setImmediate(resolve));
}

describe('the timer of a poll', () => {
  it('closes it when its time is over, and each of several in its own time', async () => {
    const room = await open();
    const late = await openPoll(room, 9_000);
    const early = await openPoll(room, 5_000);
    pass(4_999);
    expect(room.state.polls[early]?.status.is).toBe('open');
    const first = logged(room, 'poll.closed');
    pass(1);
    expect(await first).toBe(start + 5_000);
    expect(room.state.polls[early]?.status).toMatchObject({ is: 'closed', closedAt: start + 5_000 });
    expect(room.state.polls[late]?.status.is).toBe('open');
    const second = logged(room, 'poll.closed');
    await untilTimerIsSet();
    pass(4_000);
    expect(await second).toBe(start + 9_000);
    expect(room.state.polls[late]?.status.is).toBe('closed');
  });

  it('waits by time that passes, where the machine’s clock is set back', async () => {
    let monotonicMs = 0;
    const room = await open({ monotonicNow: () => monotonicMs });
    const pollId = await openPoll(room, 5_000);
    nowMs -= 3_600_000;
    const closed = logged(room, 'poll.closed');
    monotonicMs += 5_100;
    pass(5_100);
    await closed;
    expect(room.state.polls[pollId]?.status.is).toBe('closed');
  });

  it('does not ask a log that fails again and again without a pause', async () => {
    let isAway = false;
    const faults = { append: () => (isAway ? ('before' as const) : undefined), read: () => isAway };
    const failing = faulty(log, faults, log);
    let pauses = 0;
    let handlePause = () => undefined as void;
    const pause = () => {
      pauses += 1;
      handlePause();
      return Promise.resolve();
    };
    const room = await open({ log: failing, pause });
    const pollId = await openPoll(room, 5_000);
    const before = failing.appends;
    isAway = true;
    const paused = new Promise<void>((resolve) => (handlePause = () => void (pauses === 10 && resolve())));
    pass(5_000);
    await paused;
    expect(failing.appends - before).toBeLessThanOrEqual(pauses);
    isAway = false;
    await logged(room, 'poll.closed');
    expect(room.state.polls[pollId]?.status.is).toBe('closed');
  });
});

describe('an answer', () => {
  it('that arrived before the time was over counts, though it is written after it', async () => {
    const room = await open();
    const pollId = await openPoll(room, 5_000);
    nowMs += 4_999;
    const inTime = room.command(ada, 'key-0001', answer(pollId, 'in time'));
    // The timer fires while the answer still waits for its write.
    pass(1);
    const late = room.command(bob, 'key-0002', answer(pollId, 'late'));
    nowMs += 2_000;
    expect(await inTime).toMatchObject({ ok: true });
    expect(await late).toMatchObject({
      ok: false,
      refusal: { code: 'closed', text: expect.stringContaining('before your answer arrived') },
    });
    expect(room.state.polls[pollId]?.tally.people).toBe(1);
  });

  it('that arrived in time is not shut out by the timer of another poll that was late itself', async () => {
    const room = await open();
    const first = await openPoll(room, 5_000);
    const second = await openPoll(room, 6_000);
    pass(5_000);
    nowMs += 999;
    const inTime = room.command(ada, 'key-0001', answer(second, 'in time'));
    // All of it is written only when the second poll is over as well.
    nowMs += 500;
    expect(await inTime).toMatchObject({ ok: true });
    expect(room.state.polls[first]?.status.is).toBe('closed');
    expect(room.state.polls[second]?.tally.people).toBe(1);
  });

  it('before the word of staff that closes the poll counts, and one after it does not', async () => {
    const room = await open();
    const pollId = await openPoll(room);
    const [before, closing, after] = await Promise.all([
      room.command(ada, 'key-0001', answer(pollId, 'before')),
      room.command(prof, 'key-0002', { type: 'poll.close', pollId }),
      room.command(bob, 'key-0003', answer(pollId, 'after')),
    ]);
    expect([before.ok, closing.ok, after.ok]).toEqual([true, true, false]);
    expect(after).toMatchObject({ refusal: { code: 'closed' } });
    expect(room.state.polls[pollId]?.tally.people).toBe(1);
  });
});
