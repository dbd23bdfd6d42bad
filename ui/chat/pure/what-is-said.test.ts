import type { ChatMessage, MessageId, PersonId } from '@rostrum/protocol/room';
import { expect, it, test } from 'vitest';
import { SAY_EVERY_MS, type Said, whatIsSaid } from './what-is-said.ts';

const message = (id: string, personId = 'ada', deleted = false): ChatMessage => ({
  ...{ messageId: id as MessageId, personId: personId as PersonId, name: 'Ada', role: 'student', at: 0 },
  ...{ text: id, reactions: {}, deleted },
});
const heard = message('heard');
const long = SAY_EVERY_MS;

test.each<[string, ChatMessage[], number, Said]>([
  ['nothing where nothing came', [heard], long, { is: 'nothing' }],
  ['one message by itself', [heard, message('a')], long, { is: 'one', message: message('a') }],
  ['a number where several came', [heard, message('a'), message('b')], long, { is: 'many', count: 2 }],
  ['nothing of one’s own', [heard, message('a', 'you')], long, { is: 'nothing' }],
  ['nothing that was taken back', [heard, message('a', 'ada', true)], long, { is: 'nothing' }],
  ['nothing yet, just after the last word', [heard, message('a')], long - 1, { is: 'later', inMs: 1 }],
])('said is %s', (_, messages, sinceMs, said) => {
  const before = { heardId: 'heard', saidAt: 1_000, you: 'you' };
  expect(whatIsSaid(messages, before, 1_000 + sinceMs)).toEqual(said);
});

it('a thousand messages in ten seconds are three words', () => {
  const messages = [heard];
  let before = { heardId: 'heard', saidAt: Number.NEGATIVE_INFINITY, you: 'you' };
  const words: Said['is'][] = [];
  for (let now = 0; now <= 10_000; now += 10) {
    messages.push(message(`m${now}`));
    const said = whatIsSaid(messages, before, now);
    if (said.is !== 'one' && said.is !== 'many') continue;
    words.push(said.is);
    before = { ...before, heardId: messages.at(-1)!.messageId, saidAt: now };
  }
  expect(words).toEqual(['one', 'many', 'many']);
});
