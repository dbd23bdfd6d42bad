import type { ChatMessage, MessageId, PersonId } from '@rostrum/protocol/room';
import { describe, expect, it } from 'vitest';
import { countAfter, groupStarts } from './group-messages.ts';

function message(id: string, person: string, at = 0, name = person): ChatMessage {
  return {
    ...{ messageId: id as MessageId, personId: person as PersonId, name, role: 'student', at, reactions: {} },
    text: `text of ${id}`,
  };
}

/** Each row of messages, as one text. */
function shape(messages: ChatMessage[]): string[] {
  const starts = groupStarts(messages);
  return messages
    .map(({ messageId }, at) => `${starts[at] ? '|' : '+'}${messageId}`)
    .join('')
    .slice(1)
    .split('|');
}

describe('messages in a row', () => {
  it('stand under one name while one person writes', () => {
    expect(
      shape([message('a', 'ann'), message('b', 'ann'), message('c', 'ben'), message('d', 'ann')]),
    ).toEqual(['a+b', 'c', 'd']);
  });

  it('begin a new group after three minutes, so that the time shown is true', () => {
    expect(
      shape([message('a', 'ann', 0), message('b', 'ann', 179_999), message('c', 'ann', 180_000)]),
    ).toEqual(['a+b', 'c']);
  });

  it('begin a new group when the name has changed', () => {
    expect(shape([message('a', 'ann'), message('b', 'ann', 1, 'Ann B.')])).toEqual(['a', 'b']);
  });
});

describe('unseen messages', () => {
  const messages = [message('a', 'ann'), message('b', 'ben'), message('c', 'cy')];

  it('are those after the last one seen', () => {
    expect(countAfter(messages, 'a')).toBe(2);
    expect(countAfter(messages, 'c')).toBe(0);
  });

  it('are all that are kept when the last one seen is gone, or none was', () => {
    expect(countAfter(messages, 'long-gone')).toBe(3);
    expect(countAfter(messages, undefined)).toBe(3);
  });
});
