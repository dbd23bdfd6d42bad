import { CHAT_KEPT, type ChatMessage, type MessageId, type PersonId } from '@rostrum/protocol/room';
import { describe, expect, it, test } from 'vitest';
import {
  type KeptMessages,
  freshFrom,
  keepMessages,
  keepOlder,
  mayAskOlder,
  noMessages,
} from './keep-messages.ts';

const message = (at: number, more: Partial<ChatMessage> = {}): ChatMessage => ({
  ...{ messageId: `m${at}` as MessageId, personId: 'ada' as PersonId, name: 'Ada', role: 'student', at },
  ...{ text: `text ${at}`, reactions: {}, ...more },
});
/** The newest three of so many, as the class has them at hand. */
const newest = (count: number) => Array.from({ length: count }, (_, i) => message(i + 1)).slice(-3);
const after = (...told: readonly (readonly ChatMessage[])[]) =>
  told.reduce<KeptMessages>((kept, now) => keepMessages(kept, now), noMessages);
const ids = ({ messages }: KeptMessages) => messages.map(({ messageId }) => messageId).join(' ');

describe('a page keeps', () => {
  test.each([
    [
      'what it has seen, though the class has only the newest',
      [newest(3), newest(4), newest(6)],
      'm1 m2 m3 m4 m5 m6',
    ],
    ['nothing twice where nothing has come', [newest(4), newest(4)], 'm2 m3 m4'],
    ['nothing of a log that was begun anew', [newest(9), [message(1)]], 'm1'],
    ['nothing where there is nothing', [newest(3), []], ''],
  ])('%s', (_, told, kept) => {
    expect(ids(after(...told))).toBe(kept);
  });

  it('what was deleted or changed as it is now', () => {
    const deleted = newest(5).map((one) => (one.at === 4 ? { ...one, text: '', deleted: true } : one));
    const { messages } = after(newest(4), newest(5), deleted);
    expect(messages.find(({ at }) => at === 4)).toMatchObject({ text: '', deleted: true });
  });

  it('what came before a gap, and says where the gap is', () => {
    const kept = after(newest(4), newest(9), newest(10));
    expect(ids(kept)).toBe('m2 m3 m4 m7 m8 m9 m10');
    expect([...kept.behindGaps]).toEqual(['m7']);
  });

  it('no more than so many', () => {
    const kept = [newest(3), newest(4), newest(5)].reduce<KeptMessages>(
      (before, now) => keepMessages(before, now, 4),
      noMessages,
    );
    expect([ids(kept), kept.isCut]).toEqual(['m2 m3 m4 m5', true]);
  });

  it('all of a class whose beginning it has seen, and knows where it hasn’t', () => {
    expect(after([], newest(3), newest(4)).isCut).toBe(false);
    const many = Array.from({ length: CHAT_KEPT }, (_, at) => message(at));
    expect(after([], many, [...many.slice(1), message(CHAT_KEPT)]).isCut).toBe(true);
  });
});

describe('what is asked for of an earlier time', () => {
  const cut: KeptMessages = { ...noMessages, messages: newest(9), isCut: true };
  const older = { before: 'm7' as MessageId, messages: [message(5), message(6)], isFirst: false };

  it('stands before the rest, once, and stays there', () => {
    const kept = keepOlder(cut, older);
    expect([ids(kept), kept.isCut]).toEqual(['m5 m6 m7 m8 m9', true]);
    expect(keepOlder(kept, older)).toBe(kept);
    const later = keepOlder(keepMessages(kept, newest(10)), older);
    expect([ids(later), later.isCut]).toEqual(['m5 m6 m7 m8 m9 m10', true]);
  });

  it('may be the first of all', () => {
    const kept = keepOlder(cut, { ...older, isFirst: true });
    expect([kept.isCut, keepMessages(kept, newest(10)).isCut, mayAskOlder(kept)]).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('is none of a log that was begun anew meanwhile', () => {
    const anew = keepMessages(cut, [message(1)]);
    expect(keepOlder(anew, older)).toBe(anew);
  });

  it('is asked for as long as a page has room for it', () => {
    expect([mayAskOlder(cut), mayAskOlder(cut, CHAT_KEPT + 2)]).toEqual([true, false]);
  });
});

test.each([
  ['what came since then', 2, [message(1), message(2), message(3), message(4)], 'm3'],
  ['nothing where all was seen', 4, [message(3), message(4)], undefined],
  ['nothing of one’s own', 0, [message(1, { personId: 'you' as PersonId })], undefined],
  ['nothing that was taken back', 1, [message(2, { deleted: true }), message(3)], 'm3'],
  ['all where nothing was seen yet', 0, [message(1), message(2)], 'm1'],
])('new is %s', (_, seenAt, messages, fresh) => {
  expect(freshFrom(messages, seenAt, 'you')).toBe(fresh);
});
