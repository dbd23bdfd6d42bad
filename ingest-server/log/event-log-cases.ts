import type { ClassId, LoggedEvent, MessageId, PersonId } from '@rostrum/protocol/room';
import { expect, it } from 'vitest';
import type { EventLog } from './event-log.ts';
import type { NewEvent } from './pure/append.ts';

let made = 0;
const newClass = () => `class-${++made}` as ClassId;
const chat = (text: string, key?: string): NewEvent => ({
  at: 1_700_000_000_000,
  ...(key === undefined ? {} : { key }),
  event: {
    type: 'chat.sent',
    messageId: 'm1' as MessageId,
    personId: 'p1' as PersonId,
    name: 'Ada',
    role: 'student',
    text,
  },
});
const texts = (events: readonly LoggedEvent[]) =>
  events.map(({ seq, event }) => `${seq} ${event.type === 'chat.sent' ? event.text : event.type}`);

/** What every adapter must do. `open` gives the same log each time: cases use classes of their own. */
export function describeEventLog(open: () => EventLog): void {
  it('gives back what was appended, from any place on', async () => {
    const log = open();
    const id = newClass();
    const result = await log.append(id, 0, [chat('one', 'key-1'), chat('two')]);
    await log.append(id, 2, [chat('three')]);
    expect(result).toEqual({
      is: 'logged',
      events: [
        { seq: 1, ...chat('one', 'key-1') },
        { seq: 2, ...chat('two') },
      ],
    });
    expect(await log.read(id, 0)).toEqual([
      { seq: 1, ...chat('one', 'key-1') },
      { seq: 2, ...chat('two') },
      { seq: 3, ...chat('three') },
    ]);
    expect(texts(await log.read(id, 2))).toEqual(['3 three']);
    expect(texts(await log.read(id, 0, 2))).toEqual(['1 one', '2 two']);
    expect(await log.read(id, 3)).toEqual([]);
  });

  it('knows nothing of a class that has no log', async () => {
    const log = open();
    expect(await log.read(newClass(), 0)).toEqual([]);
  });

  it('lists the classes that were not left at rest', async () => {
    const log = open();
    const [rests, killed, waits, wentOn, empty] = [
      newClass(),
      newClass(),
      newClass(),
      newClass(),
      newClass(),
    ];
    for (const id of [rests, killed, waits, wentOn]) await log.append(id, 0, [chat('x'), chat('y')]);
    await log.saveSnapshot(rests, 2, 'a state', true);
    await log.saveSnapshot(waits, 2, 'a state');
    await log.saveSnapshot(wentOn, 2, 'a state', true);
    await log.append(wentOn, 2, [chat('z')]);
    const restless = await log.restless();
    const of = [rests, killed, waits, wentOn, empty];
    expect(of.filter((id) => restless.includes(id))).toEqual([killed, waits, wentOn]);
    expect(new Set(restless).size).toBe(restless.length);
    await log.saveSnapshot(waits, 2, 'a state', true);
    expect(await log.restless()).not.toContain(waits);
  });

  it('finds the places of keys', async () => {
    const log = open();
    const [id, other] = [newClass(), newClass()];
    await log.append(id, 0, [chat('one', 'key-1'), chat('two', 'key-2')]);
    await log.append(other, 0, [chat('elsewhere', 'key-3')]);
    expect(await log.seqsOfKeys(id, ['key-2', 'key-3', 'never'])).toEqual(new Map([['key-2', 2]]));
    expect(await log.seqsOfKeys(id, [])).toEqual(new Map());
  });

  it('keeps the last histories of a class, in order', async () => {
    const log = open();
    const [id, other] = [newClass(), newClass()];
    await log.beginHistory(other, { id: 'elsewhere', fromSeq: 7 });
    const begun = Array.from({ length: 25 }, (_, i) => ({ id: `history-${i}`, fromSeq: i >> 1 }));
    expect(await log.beginHistory(id, begun[0]!)).toEqual(begun.slice(0, 1));
    for (const history of begun.slice(1, -1)) await log.beginHistory(id, history);
    expect(await log.beginHistory(id, begun.at(-1)!)).toEqual(begun.slice(-20));
  });

  it('refuses an append that expects another place, and writes nothing of it', async () => {
    const log = open();
    const id = newClass();
    await log.append(id, 0, [chat('one')]);
    expect(await log.append(id, 0, [chat('late')])).toEqual({ is: 'conflict', lastSeq: 1 });
    expect(await log.append(id, 2, [chat('early')])).toEqual({ is: 'conflict', lastSeq: 1 });
    expect(texts(await log.read(id, 0))).toEqual(['1 one']);
  });

  it('counts a key once in a class, and tells the place it had', async () => {
    const log = open();
    const [id, other] = [newClass(), newClass()];
    await log.append(id, 0, [chat('zero'), chat('one', 'key-1')]);
    const again = await log.append(id, 2, [chat('one', 'key-1'), chat('beside', 'key-2')]);
    expect(again).toEqual({ is: 'known', seqByKey: new Map([['key-1', 2]]) });
    expect(texts(await log.read(id, 0))).toEqual(['1 zero', '2 one']);
    expect(await log.append(other, 0, [chat('one', 'key-1')])).toMatchObject({ is: 'logged' });
  });

  it('serves appends that come at once as if each came alone, and answers in order', async () => {
    const log = open();
    const id = newClass();
    const results = await Promise.all([
      log.append(id, 0, [chat('a', 'key-a')]),
      log.append(id, 1, [chat('b', 'key-b')]),
      log.append(id, 1, [chat('c', 'key-c')]),
      log.append(id, 2, [chat('a', 'key-a')]),
      log.append(id, 2, [chat('d')]),
    ]);
    expect(results.map((result) => result.is)).toEqual(['logged', 'logged', 'conflict', 'known', 'logged']);
    expect(texts(await log.read(id, 0))).toEqual(['1 a', '2 b', '3 d']);
  });

  it('loses none of many appends to many classes, and keeps them in order', async () => {
    const log = open();
    const ids = Array.from({ length: 20 }, newClass);
    await Promise.all(
      ids.flatMap((id) =>
        Array.from({ length: 20 }, (_, i) => log.append(id, i, [chat(`n${i}`, `key-${i}`)])),
      ),
    );
    for (const id of ids) {
      const expected = Array.from({ length: 20 }, (_, i) => `${i + 1} n${i}`);
      expect(texts(await log.read(id, 0))).toEqual(expected);
    }
  });

  it('writes one append of thousands of events', async () => {
    const log = open();
    const id = newClass();
    const many = Array.from({ length: 2500 }, (_, i) => chat(`n${i}`));
    expect(await log.append(id, 0, many)).toMatchObject({ is: 'logged' });
    expect(await log.read(id, 2400)).toHaveLength(100);
  });

  it('tells followers of a class what was written, in order and before the append resolves', async () => {
    const log = open();
    const [id, other] = [newClass(), newClass()];
    const heard: string[] = [];
    const unfollow = log.follow(id, (events) => heard.push(...texts(events)));
    const appended = log.append(id, 0, [chat('one'), chat('two')]).then(() => heard.push('resolved'));
    await Promise.all([appended, log.append(other, 0, [chat('elsewhere')])]);
    await log.append(id, 0, [chat('refused')]);
    unfollow();
    await log.append(id, 2, [chat('unheard')]);
    expect(heard).toEqual(['1 one', '2 two', 'resolved']);
  });

  it('keeps the newest state it was given, as it was given', async () => {
    const log = open();
    const [id, other] = [newClass(), newClass()];
    expect(await log.readSnapshot(id)).toBeUndefined();
    const state = { b: 1, a: [null, 'Zürich 🎓', 'a \0 in it'], big: 'x'.repeat(300_000) };
    await log.saveSnapshot(id, 7, state);
    await log.saveSnapshot(other, 1, 'elsewhere');
    expect(await log.readSnapshot(id)).toEqual({ seq: 7, state });
    await log.saveSnapshot(id, 9, { newer: true });
    await log.saveSnapshot(id, 8, { late: true });
    expect(await log.readSnapshot(id)).toEqual({ seq: 9, state: { newer: true } });
  });

  it('fails an append that can’t be written without harming its neighbours', async () => {
    const log = open();
    const [id, other] = [newClass(), newClass()];
    // Stands for a bug: the database can't hold this character, and the rules strip it before.
    const outcomes = await Promise.allSettled([
      log.append(id, 0, [chat('good')]),
      log.append(other, 0, [chat('a \0 in it')]),
      log.append(id, 1, [chat('good too')]),
    ]);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(texts(await log.read(id, 0))).toEqual(['1 good', '2 good too']);
    expect(await log.read(other, 0)).toEqual([]);
  });

  it.each(['Zürich 東京 🎓', '"quotes" \\ back', 'line\nbreak\tand tab', "$1 %s '; drop table events; --"])(
    'keeps the text %j as it is',
    async (text) => {
      const log = open();
      const id = newClass();
      await log.append(id, 0, [chat(text)]);
      expect(texts(await log.read(id, 0))).toEqual([`1 ${text}`]);
    },
  );
}
