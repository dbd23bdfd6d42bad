import { type Event, type LoggedEvent, emptyRoom, reduceAll } from '@rostrum/protocol/room';
import { expect, it } from 'vitest';
import { createTimeline } from './timeline.ts';

const START = 1_000_000;
const personId = 'ada' as never;

function said(i: number): LoggedEvent {
  const event: Event = {
    ...{ type: 'chat.sent', messageId: `m${i}` as never, personId, name: 'Ada', role: 'student' },
    text: `line ${i}`,
  };
  return { seq: i + 1, at: START + i * 1000, event };
}

/** A line each second; a minute in, the tenth is taken away. */
function lecture(lines: number): LoggedEvent[] {
  const events = Array.from({ length: lines }, (_, i) => said(i));
  const gone: Event = { type: 'chat.deleted', messageId: 'm9' as never, personId };
  if (lines > 60) events[60] = { seq: 61, at: START + 60_000, event: gone };
  return events;
}

it('is at any moment what the log was folded to then, whichever way one came there', () => {
  const events = lecture(1_200);
  const timeline = createTimeline();
  for (let from = 0; from < events.length; from += 500)
    timeline.add({ events: events.slice(from, from + 500), counted: [] });
  for (const second of [0, 59, 60, 61, 700, 12, 1_199, 250, 249, 1_000, -1, 5_000]) {
    const by = START + second * 1000;
    const folded = reduceAll(
      emptyRoom,
      events.filter(({ at }) => at <= by),
    );
    expect(timeline.at(by).room).toEqual(folded);
  }
});

it('is the same object while nothing happens, so that nothing is drawn anew', () => {
  const timeline = createTimeline();
  timeline.add({ events: lecture(10), counted: [] });
  const moment = timeline.at(START + 3_100);
  expect(timeline.at(START + 3_900)).toBe(moment);
  expect(timeline.at(START + 4_000)).not.toBe(moment);
});

it('has all that was said by then, though the room has only the newest at hand', () => {
  const timeline = createTimeline();
  timeline.add({ events: lecture(1_200), counted: [] });
  for (const second of [1_199, 30, 700, 701, 59]) {
    const { said, room } = timeline.at(START + second * 1000);
    // One event is no line.
    expect(said).toHaveLength(second >= 60 ? second : second + 1);
    expect(said[0]?.text).toBe('line 0');
    expect(said.at(-1)).toBe(room.chat.messages.at(-1));
  }
});

it('goes line by line through 10,000 of them in no time, and gathers nothing anew between two', () => {
  const timeline = createTimeline();
  timeline.add({ events: lecture(10_000), counted: [] });
  const before = performance.now();
  for (let second = 0; second < 10_000; second += 1) {
    const { said } = timeline.at(START + second * 1000);
    // Between two lines nothing is gathered anew.
    expect(timeline.at(START + second * 1000 + 500).said === said).toBe(true);
  }
  expect(performance.now() - before).toBeLessThan(5_000);
});

it('has votes and reactions as they had been counted, forward and back', () => {
  const timeline = createTimeline();
  timeline.add({
    events: [],
    counted: [
      { at: START, votes: { q1: 1 }, reactions: { m1: { '👍': 1 } } },
      { at: START + 5_000, votes: { q1: 3, q2: 1 }, reactions: { m1: { '🎉': 2 } } },
    ],
  });
  const early = { votes: { q1: 1 }, reactions: { m1: { '👍': 1 } } };
  expect(timeline.at(START + 1_000).counts).toEqual(early);
  expect(timeline.at(START + 6_000).counts).toEqual({
    ...{ votes: { q1: 3, q2: 1 }, reactions: { m1: { '👍': 1, '🎉': 2 } } },
  });
  expect(timeline.at(START + 1_000).counts).toEqual(early);
  expect(timeline.at(START - 1).counts).toEqual({ votes: {}, reactions: {} });
});

it('goes anywhere in 20,000 events within 50 ms', () => {
  const timeline = createTimeline();
  const events = lecture(20_000);
  for (let from = 0; from < events.length; from += 2_000)
    timeline.add({ events: events.slice(from, from + 2_000), counted: [] });
  const jumps = [19_999, 3, 15_249, 7_500, 12_001, 249, 19_990].map((second) => {
    const before = performance.now();
    timeline.at(START + second * 1000);
    return performance.now() - before;
  });
  expect(Math.max(...jumps)).toBeLessThan(50);
});
