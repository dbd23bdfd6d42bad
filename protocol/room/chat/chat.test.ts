import { describe, expect, it } from 'vitest';
import { CHAT_KEPT, type Event, countReactions, reactionsTo } from '../index.ts';
import { after, id } from '../test-log.ts';

const sent = (messageId: string, text = messageId): Event => ({
  ...{ type: 'chat.sent', messageId: id(messageId), personId: id('ada'), name: 'Ada', role: 'student' },
  text,
});
const reacted = (messageId: string, personId: string, on = true, reaction = '👍' as const): Event => ({
  ...{ type: 'chat.reacted', messageId: id(messageId), personId: id(personId), reaction, on },
});
const deleted = (messageId: string): Event => ({
  ...{ type: 'chat.deleted', messageId: id(messageId), personId: id('ada') },
});
const pinned = (messageId: string): Event => ({
  ...{ type: 'chat.pinned', messageId: id(messageId), personId: id('prof') },
});
const unpinned: Event = { type: 'chat.unpinned', personId: id('prof') };

describe('messages', () => {
  it('are kept with who wrote them, as they were called then, and when', () => {
    const replied: Event = {
      ...{ type: 'chat.sent', messageId: id('m2'), personId: id('prof'), name: 'Grace', role: 'instructor' },
      ...{ text: 'Yes.', replyTo: id('m1'), mentionsStaff: true },
    };
    expect(after(sent('m1', 'Can you?'), replied).chat.messages).toEqual([
      {
        ...{ messageId: 'm1', personId: 'ada', name: 'Ada', role: 'student', at: 10 },
        ...{ text: 'Can you?', reactions: {} },
      },
      {
        ...{ messageId: 'm2', personId: 'prof', name: 'Grace', role: 'instructor', at: 20 },
        ...{ text: 'Yes.', replyTo: 'm1', mentionsStaff: true, reactions: {} },
      },
    ]);
  });

  it('are kept up to a number, the newest of them', () => {
    const { messages } = after(...Array.from({ length: CHAT_KEPT + 5 }, (_, i) => sent(`m${i}`))).chat;
    expect(messages).toHaveLength(CHAT_KEPT);
    expect([messages[0]?.text, messages.at(-1)?.text]).toEqual(['m5', `m${CHAT_KEPT + 4}`]);
  });

  it('have reactions of people, each once, and none of nobody', () => {
    const both = after(sent('m1'), reacted('m1', 'bob'), reacted('m1', 'eve'), reacted('m1', 'bob'));
    expect(both.chat.messages[0]?.reactions).toEqual({ '👍': ['eve', 'bob'] });
    const none = after(sent('m1'), reacted('m1', 'bob'), reacted('m1', 'bob', false));
    expect(none.chat.messages[0]?.reactions).toEqual({});
    expect(after(sent('m1'), reacted('m2', 'bob'), deleted('m3')).chat).toEqual(after(sent('m1')).chat);
  });

  it('ROOM-19: that are deleted leave their place and nothing of what was in it', () => {
    const { messages } = after(
      sent('m1', 'regret'),
      reacted('m1', 'bob'),
      deleted('m1'),
      reacted('m1', 'eve'),
    ).chat;
    expect(messages).toMatchObject([{ messageId: 'm1', text: '', deleted: true, reactions: {} }]);
  });
});

describe('reactions', () => {
  const { chat } = after(sent('m1'), sent('m2'), reacted('m1', 'bob'), reacted('m1', 'eve'), pinned('m1'));

  it('are counted by message', () => {
    expect(countReactions(chat)).toEqual({ m1: { '👍': 2 } });
  });

  it('that are shown are those the server counts, and one’s own before it does', () => {
    const [first, second] = chat.messages;
    expect(reactionsTo(first!, { m1: { '🎉': 4, '👍': 1 } })).toEqual([
      { reaction: '👍', count: 2 },
      { reaction: '🎉', count: 4 },
    ]);
    expect(reactionsTo(second!, { m1: { '🎉': 4 }, m2: { '👍': 0 } })).toEqual([]);
    expect(reactionsTo({ ...first!, deleted: true }, { m1: { '🎉': 4 } })).toEqual([]);
  });
});

describe('the pinned message', () => {
  it('is one at a time, and outlives its place among the others', () => {
    const many = Array.from({ length: CHAT_KEPT }, (_, i) => sent(`x${i}`));
    const { pinned: top, pinnedAt } = after(
      sent('m1'),
      sent('m2'),
      pinned('m1'),
      pinned('m2'),
      ...many,
      reacted('m2', 'bob'),
    ).chat;
    expect(top).toMatchObject({ messageId: 'm2', reactions: { '👍': ['bob'] } });
    // Four events, ten milliseconds apart.
    expect(pinnedAt).toBe(40);
  });

  it('goes when it is unpinned or deleted, and a message that is not there is not pinned', () => {
    for (const state of [
      after(sent('m1'), pinned('m1'), unpinned),
      after(sent('m1'), pinned('m1'), deleted('m1')),
      after(sent('m1'), pinned('m9')),
    ])
      for (const gone of ['pinned', 'pinnedAt']) expect(state.chat).not.toHaveProperty(gone);
  });
});

it('limits of the chat are the last ones set', () => {
  const limited = (slowModeMs: number, staffOnly: boolean): Event => ({
    ...{ type: 'chat.limited', slowModeMs, staffOnly, personId: id('prof') },
  });
  expect(after(limited(5_000, false), limited(0, true)).chat).toMatchObject({
    slowModeMs: 0,
    staffOnly: true,
  });
});
