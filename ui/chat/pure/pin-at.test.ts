import type { ChatMessage, MessageId, PersonId } from '@rostrum/protocol/room';
import { expect, test } from 'vitest';
import { pinAt } from './pin-at.ts';

const message = (id: string, deleted = false): ChatMessage => ({
  ...{ messageId: id as MessageId, personId: 'ada' as PersonId, name: 'Ada', role: 'student', at: 0 },
  ...{ text: id, reactions: {}, ...(deleted ? { deleted } : {}) },
});
const [old, now] = [message('old'), message('now')];
const pinned = { pinned: now, pinnedAt: 50, messages: [old, now] };
const unpinned = { messages: [old, now] };

test.each([
  ['the one before, until the picture is there', old, pinned, 49, old],
  ['none until then, where there was none', undefined, pinned, 49, undefined],
  ['the new one from its moment on', old, pinned, 50, now],
  ['the new one without a picture', old, pinned, undefined, now],
  ['the new one still, where somebody goes back in the lecture', now, pinned, 10, now],
  ['none once it is taken down', old, unpinned, 10, undefined],
  [
    'none where the one before was deleted',
    old,
    { ...pinned, messages: [message('old', true)] },
    10,
    undefined,
  ],
  ['at once where it is not known since when', old, { pinned: now, messages: [] }, 10, now],
])('pinned is %s', (_, before, chat, momentMs, shown) => {
  expect(pinAt(before, chat, momentMs)).toBe(shown);
});
