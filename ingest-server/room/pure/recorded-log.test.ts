import {
  type RecordedBoard,
  type RecordedLog as RecordedLogPage,
  recordedBoardSchema,
  recordedLogSchema,
} from '@rostrum/protocol/http';
import { type PersonId, type View, eventIn, ownerIn } from '@rostrum/protocol/room';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { TestClass, ada, bob, prof, say, tutor } from '../test-class.ts';
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
