import type { PollId } from '@rostrum/protocol/room';
import { expect, it } from 'vitest';
import { Telling } from './telling.ts';

const frame = (...events: object[]) =>
  JSON.stringify({ t: 'events', through: 9, events: events.map((event) => ({ seq: 1, at: 2, event })) });
const said = (text: string) => ({ type: 'chat.sent', messageId: 'm', name: 'Ada', role: 'guest', text });
const pollId = 'poll-1' as PollId;

it('tells of each message how late it was on each page, and of nobody else’s', () => {
  const telling = new Telling('Day1');
  const data = frame(said('Day1-7-1 1000.5'), said('hello 5'), said('Day1-7-2 2000.0'));
  telling.heard(data);
  telling.heard(data);
  const { heard } = telling.take(2);
  expect(heard.map(({ saidAtMs, delaysMs }) => [saidAtMs, delaysMs.length])).toEqual([
    [1_000.5, 2],
    [2_000, 2],
  ]);
  expect(telling.take(2).heard).toEqual([]);
});

it('tells what was since it was asked last, and what it was of', () => {
  const telling = new Telling('Day1');
  telling.asked(pollId);
  telling.answered(pollId, 5, true);
  telling.heard(frame({ type: 'poll.published', pollId, personId: 'p', tally: {} }));
  telling.refused('chat: too fast');
  const { polls, refusedAtMs } = telling.take(1);
  const [poll] = polls;
  expect(refusedAtMs).toHaveLength(1);
  expect(poll).toMatchObject({ pollId, asked: 1, acknowledged: 1, refused: 0 });
  expect(poll?.answers).toHaveLength(1);
  expect(poll?.shownAtMs).toHaveLength(1);
  const later = telling.take(1);
  expect(later.polls).toEqual([
    { pollId, asked: 0, acknowledged: 0, refused: 0, answers: [], shownAtMs: [] },
  ]);
  expect(later).toMatchObject({ refusedAtMs: [], problems: [], inside: 1 });
});

it('knows polls by their order, whoever comes across them first', () => {
  const telling = new Telling('Day1');
  expect(telling.ordinalOf(pollId)).toBe(0);
  expect(telling.ordinalOf('poll-2' as PollId)).toBe(1);
  expect(telling.ordinalOf(pollId)).toBe(0);
});
