import { recordedLogSchema } from '@rostrum/protocol/http';
import type { ClassId, LoggedEvent } from '@rostrum/protocol/room';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { RecordedLogs } from './recorded-logs.ts';
import { TestClass, ada, prof, say } from './test-class.ts';

const classId = 'physics' as ClassId;

/** A log in memory that says how it was read. */
function open(events: readonly LoggedEvent[]) {
  const reads: number[] = [];
  let isAway = false;
  const log = {
    async read(_classId: ClassId, since: number, most = Infinity) {
      if (isAway) throw new Error('the database is away');
      reads.push(since);
      return events.filter(({ seq }) => seq > since).slice(0, most);
    },
  };
  const logs = new RecordedLogs({ log });
  const ask = async () => {
    const asked = { view: 'class', personId: ada.personId, after: 0, untilMs: Infinity } as const;
    return v.parse(recordedLogSchema, JSON.parse(await logs.page(classId, asked))).events;
  };
  const forget = () => logs.forget(classId);
  return { reads, ask, forget, goAway: (away: boolean) => void (isAway = away) };
}

it('reads a long log in stretches, once for all who ask, and then only what is new', async () => {
  const its = new TestClass();
  for (let i = 0; i < 1_500; i++) its.ask(prof, say(`line ${i}`));
  const { reads, ask } = open(its.log);
  const [one, other] = await Promise.all([ask(), ask()]);
  expect(one).toEqual(other);
  expect(reads).toEqual([0, 1_000]);
  its.ask(prof, say('one more'));
  expect(await ask()).toHaveLength(one.length + 1);
  expect(reads.slice(2)).toEqual([its.log.length - 1]);
});

it('fails with the log, and is there again with it', async () => {
  const its = new TestClass();
  its.ask(prof, say('hello'));
  const { ask, goAway } = open(its.log);
  goAway(true);
  await expect(ask()).rejects.toThrow('the database is away');
  goAway(false);
  expect((await ask()).at(-1)?.event.type).toBe('chat.sent');
});

it('reads anew what was forgotten', async () => {
  const its = new TestClass();
  its.ask(prof, say('hello'));
  const { reads, ask, forget } = open(its.log);
  await ask();
  forget();
  await ask();
  expect(reads).toEqual([0, 0]);
});
