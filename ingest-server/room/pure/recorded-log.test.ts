import {
  type RecordedBoard,
  type RecordedLog as RecordedLogPage,
  olderChatSchema,
  recordedBoardSchema,
  recordedLogSchema,
} from '@rostrum/protocol/http';
import {
  CHAT_KEPT,
  type MessageId,
  type PersonId,
  type View,
  eventIn,
  ownerIn,
  stateIn,
} from '@rostrum/protocol/room';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { TestClass, ada, bob, gil, prof, say, tutor } from '../test-class.ts';
import { RecordedLog } from './recorded-log.ts';

const ENDLESS = Infinity;

function logOf(its: TestClass): RecordedLog {
  const log = new RecordedLog();
  for (const logged of its.log) log.add(logged);
  return log;
}

function read(log: RecordedLog, view: View, personId: PersonId, untilMs = ENDLESS) {
  const pages: RecordedLogPage[] = [];
  let after: number | undefined = 0;
  while (after !== undefined) {
    const page: RecordedLogPage = v.parse(
      recordedLogSchema,
      JSON.parse(log.page({ view, personId, after, untilMs })),
    );
    pages.push(page);
    after = page.next;
  }
  return {
    pages,
    events: pages.flatMap(({ events }) => events),
    counted: pages.flatMap((one) => one.counted),
  };
}

describe('a log as it is told after the class', () => {
  const its = new TestClass();
  its.become('live');
  its.messageBy(ada);
  its.questionBy(bob, true);
  its.ask(tutor, { type: 'note.write', text: 'for us alone' });
  its.draftPoll({ question: 'Not yet asked?' });
  const pollId = its.openPoll({
    form: { kind: 'single', options: ['yes', 'no'], correct: 1 },
    anonymous: true,
  });
  its.ask(ada, { type: 'poll.begin', pollId, attemptId: 'attempt-ada' as never });
  its.ask(ada, {
    ...{ type: 'poll.answer', pollId, attemptId: 'attempt-ada' as never },
    answer: { kind: 'single', option: 1 },
  });

  it.each([
    ['a student', 'class', ada],
    ['another student', 'class', bob],
    ['staff', 'staff', tutor],
  ] as const)('is for %s what they would have been told live', (_who, view, { personId }) => {
    const live = its.log.flatMap(({ seq, at, event }) => {
      const told = ownerIn(view, event) === personId ? event : eventIn(view, event);
      return told ? [{ seq, at, event: told }] : [];
    });
    expect(read(logOf(its), view, personId).events).toEqual(live);
  });

  it('tells nobody else who asked without a name, what staff keep to themselves, or what is right', () => {
    const seen = JSON.stringify(read(logOf(its), 'class', ada.personId));
    for (const secret of [bob.name, 'for us alone', 'Not yet asked?', '"correct"'])
      expect(seen).not.toContain(secret);
    expect(JSON.stringify(read(logOf(its), 'class', bob.personId))).not.toContain('attempt-ada');
    expect(JSON.stringify(read(logOf(its), 'staff', tutor.personId))).not.toContain('attempt-ada');
  });
});

it('ends with the recording, but what was taken back later is without its words from its beginning', () => {
  const its = new TestClass();
  const messageId = its.messageBy(ada, 'regret this');
  const questionId = its.questionBy(bob);
  const endMs = its.now;
  its.now += 60_000;
  its.messageBy(ada, 'after the class');
  its.ask(ada, { type: 'chat.delete', messageId });
  its.ask(tutor, { type: 'question.dismiss', questionId });
  for (const { personId } of [ada, bob]) {
    const { events } = read(logOf(its), 'class', personId, endMs);
    const types = events.map(({ event }) => event.type);
    expect([types.includes('chat.sent'), types.includes('chat.deleted')]).toEqual([true, false]);
    expect(JSON.stringify(events)).not.toMatch(/regret this|Why\?|after the class/);
  }
});

it('counts votes and reactions for everybody, once a second at most, and says nothing of who they are from', () => {
  const its = new TestClass();
  const questionId = its.questionBy(bob);
  const messageId = its.messageBy(bob);
  const vote = (on: boolean) => ({ type: 'question.vote', questionId, on }) as const;
  its.ask(ada, vote(true));
  its.now += 400;
  its.ask(tutor, vote(true));
  its.ask(tutor, { type: 'chat.react', messageId, reaction: '👍', on: true });
  its.now += 5_000;
  its.ask(ada, vote(false));
  const { counted, events } = read(logOf(its), 'class', bob.personId);
  expect(counted).toEqual([
    { at: its.now - 5_400, votes: { [questionId]: 2 }, reactions: { [messageId]: { '👍': 1 } } },
    { at: its.now, votes: { [questionId]: 1 }, reactions: {} },
  ]);
  expect(events.filter(({ event }) => event.type === 'question.voted')).toEqual([]);
});

it('comes in pages, each behind the last, with nothing twice and nothing left out', () => {
  const its = new TestClass();
  for (let i = 0; i < 4_500; i++) its.ask(prof, say(`line ${i}`));
  const { pages, events } = read(logOf(its), 'class', ada.personId);
  expect(pages).toHaveLength(3);
  const texts = events.flatMap(({ event }) => (event.type === 'chat.sent' ? event.text : []));
  expect(texts).toEqual(Array.from({ length: 4_500 }, (_, i) => `line ${i}`));
});

it('keeps nothing of what is told to nobody', () => {
  const log = new RecordedLog();
  log.add({ seq: 1, at: 1, event: { type: 'board.checkpointed', update: 'AAAA' } });
  log.add({
    ...{ seq: 2, at: 1 },
    event: { type: 'board.drawn', update: 'AAAA', personId: ada.personId, breakoutId: 'room' as never },
  });
  expect([log.through, log.length]).toEqual([2, 0]);
});

it('has what was said, as it was corrected last, by when it was said', () => {
  const log = new RecordedLog();
  const said = (seq: number, lineId: string, text: string, from: number): void =>
    log.add({
      ...{ seq, at: from + 3_000 },
      event: {
        ...{ type: 'captions.said', lineId: lineId as never, text, language: 'en' },
        ...{ from, until: from + 2_000 },
      },
    });
  said(1, 'one', 'Good mourning.', 10_000);
  said(2, 'two', 'Light is a wave.', 12_000);
  said(3, 'three', 'After the end.', 90_000);
  const corrected = { type: 'captions.corrected', lineId: 'one' as never, text: 'Good morning.' } as const;
  log.add({ seq: 4, at: 95_000, event: corrected });
  const [page] = read(log, 'class', ada.personId, 60_000).pages;
  expect(page?.captions).toEqual([
    { at: 10_000, until: 12_000, text: 'Good morning.' },
    { at: 12_000, until: 14_000, text: 'Light is a wave.' },
  ]);
});

it('has the class’s board, as long as the recording lasts, and says nothing of who drew', () => {
  const log = new RecordedLog();
  const large = 'A'.repeat(40_000);
  for (let i = 1; i <= 30; i++)
    log.add({ seq: i, at: i, event: { type: 'board.drawn', update: large, personId: ada.personId } });
  const seen: number[] = [];
  let after: number | undefined = 0;
  let pages = 0;
  while (after !== undefined) {
    const page: RecordedBoard = v.parse(recordedBoardSchema, JSON.parse(log.board({ after, untilMs: 25 })));
    expect(JSON.stringify(page)).not.toContain(ada.personId);
    seen.push(...page.drawn.map(({ at }) => at));
    after = page.next;
    pages += 1;
  }
  expect(seen).toEqual(Array.from({ length: 25 }, (_, i) => i + 1));
  expect(pages).toBe(3);
});

describe('what was written before a message', () => {
  const texts = (log: RecordedLog, before: MessageId, view: View = 'class', { personId } = ada) => {
    const older = v.parse(v.optional(olderChatSchema), log.olderChat({ view, personId, before }));
    return older && { ...older, texts: older.messages.map(({ text }) => text) };
  };
  const lines = (its: TestClass, count: number) =>
    Array.from({ length: count }, (_, i) => its.messageBy(i % 2 ? ada : prof, `line ${i}`));

  it('comes in pages, as many as are told at once, and the first of all is known to be', () => {
    const its = new TestClass();
    const ids = lines(its, 2 * CHAT_KEPT + 5);
    const log = logOf(its);
    const last = texts(log, ids.at(-CHAT_KEPT)!)!;
    expect([last.texts[0], last.texts.at(-1), last.texts.length]).toEqual(['line 5', 'line 204', CHAT_KEPT]);
    expect(last.isFirst).toBe(false);
    const first = texts(log, last.messages[0]!.messageId)!;
    expect([first.texts, first.isFirst]).toEqual([['line 0', 'line 1', 'line 2', 'line 3', 'line 4'], true]);
    expect(texts(log, ids[CHAT_KEPT]!)?.isFirst).toBe(true);
    expect(texts(log, ids[0]!)).toMatchObject({ messages: [], isFirst: true });
    expect(texts(log, 'never-written' as MessageId)).toBeUndefined();
  });

  it('is what the class’s own state had of it, and has no words that were taken back', () => {
    const its = new TestClass();
    const ids = lines(its, 4);
    its.ask(ada, { type: 'chat.delete', messageId: ids[1]! });
    its.ask(bob, { type: 'chat.send', text: 'What?', replyTo: ids[2]! });
    its.ask(tutor, { type: 'note.write', text: 'for us alone' });
    const then = stateIn('staff', its.state).chat.messages;
    const before = its.messageBy(prof);
    for (const view of ['class', 'staff'] as const)
      expect(texts(logOf(its), before, view)?.messages).toEqual(then);
  });

  it('has everybody’s reactions as numbers, to each their own, and to staff whose they are', () => {
    const its = new TestClass();
    const messageId = its.messageBy(prof);
    const react = (who: typeof ada, on = true) =>
      its.ask(who, { type: 'chat.react', messageId, reaction: '👍', on });
    for (const who of [ada, bob, tutor]) react(who);
    react(tutor, false);
    const before = its.messageBy(prof);
    const log = logOf(its);
    expect(texts(log, before)?.counted).toEqual({ [messageId]: { '👍': 2 } });
    const reactions = (view: View, who: typeof ada) => texts(log, before, view, who)?.messages[0]?.reactions;
    expect(reactions('class', ada)).toEqual({ '👍': ['ada'] });
    expect(reactions('class', gil)).toEqual({});
    expect(reactions('staff', prof)).toEqual({ '👍': ['ada', 'bob'] });
  });
});
