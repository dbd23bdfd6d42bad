import {
  CHAT_KEPT,
  type ChatMessage,
  type Event,
  type LoggedEvent,
  type Reaction,
  emptyRoom,
  reduceAll,
} from '@rostrum/protocol/room';
import { describe, expect, it } from 'vitest';
import { createSaid } from './said.ts';

const personId = 'ada' as never;
const sent = (i: number, text = `line ${i}`): Event => ({
  ...{ type: 'chat.sent', messageId: `m${i}` as never, personId, name: 'Ada', role: 'student' },
  text,
});
const deleted = (i: number): Event => ({ type: 'chat.deleted', messageId: `m${i}` as never, personId });
const reacted = (i: number, reaction: Reaction, on = true): Event => ({
  ...{ type: 'chat.reacted', messageId: `m${i}` as never, personId, reaction, on },
});
const lines = (count: number) => Array.from({ length: count }, (_, i) => sent(i));
const logOf = (events: readonly Event[]): LoggedEvent[] =>
  events.map((event, i) => ({ seq: i + 1, at: 1_000 + i, event }));

function open(events: readonly Event[]) {
  const log = logOf(events);
  const said = createSaid();
  said.add(log);
  const atHand = (count: number) => reduceAll(emptyRoom, log.slice(0, count)).chat.messages;
  return { said, atHand, at: (count = log.length) => said.at(count, atHand(count)) };
}
const texts = (messages: readonly ChatMessage[]) => messages.map(({ text }) => text);

describe('what was said up to a moment is', () => {
  it('all of it, from the first line, and the newest as the room has them then', () => {
    const other: Event = { type: 'chat.limited', slowModeMs: 0, staffOnly: false, personId };
    const its = open(lines(1_000).flatMap((line, i) => (i % 3 === 0 ? [line, other] : [line])));
    for (const count of [0, 1, 2, 3, 199, 250, 700, 1_334]) {
      const said = its.at(count);
      const atHand = its.atHand(count);
      expect(said.slice(-CHAT_KEPT)).toEqual(atHand);
      expect(texts(said)).toEqual(Array.from({ length: said.length }, (_, i) => `line ${i}`));
    }
    expect(its.at()).toHaveLength(1_000);
  });

  it('as it was when the room had it at hand last', () => {
    const its = open(
      [...lines(2), reacted(0, '👍'), reacted(1, '🎉'), reacted(1, '🎉', false)].concat(
        Array.from({ length: CHAT_KEPT }, (_, i) => sent(i + 2)),
        reacted(0, '👏'),
      ),
    );
    expect(its.at(2)[0]?.reactions).toEqual({});
    expect(its.at(3)[0]?.reactions).toEqual({ '👍': ['ada'] });
    expect(
      its
        .at()
        .map(({ reactions }) => reactions)
        .slice(0, 3),
    ).toEqual([{ '👍': ['ada'] }, {}, {}]);
  });

  it.each([
    ['while the room had it', [...lines(3), deleted(1)]],
    ['after that, for it was pinned', [...lines(CHAT_KEPT + 9), deleted(1)]],
    ['before the log was told', [sent(0), sent(1, ''), sent(2)]],
  ])('without the words of what was taken back %s, at any moment', (_when, events) => {
    const its = open(events);
    for (const count of [3, events.length])
      expect(its.at(count)[1]).toMatchObject({ messageId: 'm1', text: '', deleted: true });
  });
});

describe('the list of it is', () => {
  it('the same one while nothing is written, and another as soon as something of it is taken back', () => {
    const its = open(lines(5));
    const atHand = its.atHand(5);
    const list = its.said.at(5, atHand);
    expect(its.said.at(9, atHand)).toBe(list);
    its.said.add([{ seq: 6, at: 2_000, event: deleted(0) }]);
    expect(its.said.at(5, atHand)[0]).toMatchObject({ deleted: true });
    expect(list[0]).toMatchObject({ text: 'line 0' });
  });
});
