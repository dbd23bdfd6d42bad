import { CHAT_KEPT, type MessageId } from '@rostrum/protocol/room';
import { describe, expect, it } from 'vitest';
import { TestClass, ada, bob, gil, person, prof, say, tutor } from '../../test-class.ts';

const nowhere = 'nowhere' as MessageId;

describe('a chat message', () => {
  it('is logged cleaned, under the name and role of the person who sent it', () => {
    const its = new TestClass();
    expect(its.ask(ada, say(' hello\u0000\u202e there '))).toEqual({
      ok: true,
      events: [
        {
          ...{ type: 'chat.sent', messageId: 'id-1', personId: 'ada', name: 'Ada', role: 'student' },
          text: 'hello there',
        },
      ],
    });
  });

  it('shows the role that the class gave, not the token’s', () => {
    const its = new TestClass();
    its.ask(prof, { type: 'person.set-role', personId: ada.personId, role: 'assistant' });
    expect(its.ask(ada, say('hi'))).toMatchObject({ events: [{ role: 'assistant' }] });
  });

  it.each(['', '   ', '\n\t', '\u0000', '\u202e\u2066'])('that is empty is refused: %j', (text) => {
    expect(new TestClass().does(gil, say(text))).toBe('empty');
  });

  it('can answer one that is there, pinned ones included, and none other', () => {
    const its = new TestClass();
    const messageId = its.messageBy(ada);
    its.ask(prof, { type: 'chat.pin', messageId });
    expect(its.ask(bob, { type: 'chat.send', text: 'yes', replyTo: messageId })).toMatchObject({
      events: [{ replyTo: messageId }],
    });
    expect(its.does(bob, { type: 'chat.send', text: 'yes', replyTo: nowhere })).toBe('not-found');
    for (let i = 0; i < CHAT_KEPT; i++) its.messageBy(bob);
    expect(its.state.chat.messages.some((message) => message.messageId === messageId)).toBe(false);
    expect(its.does(bob, { type: 'chat.send', text: 'yes', replyTo: messageId })).toEqual(['chat.sent']);
  });
});

describe('ROOM-29: slow mode', () => {
  it('lets students write once in its time, and says how long they wait', () => {
    const its = new TestClass();
    its.ask(prof, { type: 'chat.limit', slowModeMs: 10_000, staffOnly: false });
    expect(its.does(ada, say('one'))).toEqual(['chat.sent']);
    its.now += 500;
    expect(its.ask(ada, say('two'))).toEqual({
      ok: false,
      refusal: {
        code: 'too-fast',
        text: 'Slow mode: you can write again in 10 s.',
        retryAfterMs: 9_500,
      },
    });
    expect(its.does(bob, say('mine'))).toEqual(['chat.sent']);
    its.now += 9_499;
    expect(its.ask(ada, say('two'))).toMatchObject({ refusal: { retryAfterMs: 1 } });
    its.now += 1;
    expect(its.does(ada, say('two'))).toEqual(['chat.sent']);
  });

  it('counts messages from before it was switched on, and is not for staff', () => {
    const its = new TestClass();
    its.ask(ada, say('before'));
    its.ask(tutor, say('before'));
    its.ask(tutor, { type: 'chat.limit', slowModeMs: 10_000, staffOnly: false });
    expect(its.does(ada, say('at once'))).toBe('too-fast');
    expect(its.does(tutor, say('at once'))).toEqual(['chat.sent']);
    its.ask(tutor, { type: 'chat.limit', slowModeMs: 0, staffOnly: false });
    expect(its.does(ada, say('at once'))).toEqual(['chat.sent']);
  });
});

describe('who may write', () => {
  it('are staff alone while the chat is staff’s', () => {
    const its = new TestClass();
    its.ask(prof, { type: 'chat.limit', slowModeMs: 0, staffOnly: true });
    expect(its.does(ada, say('hi'))).toBe('not-allowed');
    expect(its.wordsTo(ada, say('hi'))).toBe('Only staff may write at the moment.');
    expect(its.does(tutor, say('hi'))).toEqual(['chat.sent']);
  });

  it('are not those who were muted, until they are heard again', () => {
    const its = new TestClass();
    its.ask(tutor, { type: 'person.mute', personId: ada.personId, muted: true });
    expect(its.does(ada, say('hi'))).toBe('muted');
    expect(its.does(ada, { type: 'question.ask', text: 'Why?', anonymous: true })).toBe('muted');
    its.ask(tutor, { type: 'person.mute', personId: ada.personId, muted: false });
    expect(its.does(ada, say('hi'))).toEqual(['chat.sent']);
  });

  it('are staff also where they were muted as a student', () => {
    const its = new TestClass();
    its.ask(tutor, { type: 'person.mute', personId: ada.personId, muted: true });
    its.ask(prof, { type: 'person.set-role', personId: ada.personId, role: 'assistant' });
    expect(its.does(ada, say('hi'))).toEqual(['chat.sent']);
  });
});

describe('a reaction to a message', () => {
  it('counts once, and can be taken back once', () => {
    const its = new TestClass();
    const messageId = its.messageBy(ada);
    const react = (on: boolean) => its.does(bob, { type: 'chat.react', messageId, reaction: '👍', on });
    expect([react(true), react(true), react(false), react(false)]).toEqual([
      ['chat.reacted'],
      [],
      ['chat.reacted'],
      [],
    ]);
    expect(its.does(bob, { type: 'chat.react', messageId: nowhere, reaction: '👍', on: true })).toBe(
      'not-found',
    );
  });
});

describe('deleting', () => {
  it('is for one’s own messages, and for staff of anybody’s', () => {
    const its = new TestClass();
    const [first, second] = [its.messageBy(ada), its.messageBy(ada)];
    expect(its.does(bob, { type: 'chat.delete', messageId: first })).toBe('not-allowed');
    expect(its.wordsTo(bob, { type: 'chat.delete', messageId: first })).toBe(
      'You can delete your own messages only.',
    );
    expect(its.does(ada, { type: 'chat.delete', messageId: first })).toEqual(['chat.deleted']);
    expect(its.does(tutor, { type: 'chat.delete', messageId: second })).toEqual(['chat.deleted']);
    expect(its.does(tutor, { type: 'chat.delete', messageId: second })).toEqual([]);
    expect(its.does(tutor, { type: 'chat.delete', messageId: nowhere })).toBe('not-found');
  });

  it('leaves nothing to react to or to pin', () => {
    const its = new TestClass();
    const messageId = its.messageBy(ada);
    its.ask(ada, { type: 'chat.delete', messageId });
    expect(its.does(bob, { type: 'chat.react', messageId, reaction: '👍', on: true })).toBe('not-found');
    expect(its.does(prof, { type: 'chat.pin', messageId })).toBe('not-found');
  });

  it('reaches a pinned message that is older than those that are kept', () => {
    const its = new TestClass();
    const messageId = its.messageBy(ada);
    its.ask(prof, { type: 'chat.pin', messageId });
    for (let i = 0; i < CHAT_KEPT; i++) its.messageBy(bob);
    expect(its.does(bob, { type: 'chat.react', messageId, reaction: '👍', on: true })).toEqual([
      'chat.reacted',
    ]);
    expect(its.does(tutor, { type: 'chat.delete', messageId })).toEqual(['chat.deleted']);
    expect(its.state.chat.pinned).toBeUndefined();
  });
});

describe('pinning', () => {
  it('keeps one message on top; pressed twice it is no error', () => {
    const its = new TestClass();
    const [first, second] = [its.messageBy(ada), its.messageBy(bob)];
    const pin = (messageId: MessageId) => its.does(prof, { type: 'chat.pin', messageId });
    expect([pin(first), pin(first), pin(second)]).toEqual([['chat.pinned'], [], ['chat.pinned']]);
    expect(its.state.chat.pinned?.messageId).toBe(second);
    const unpin = () => its.does(prof, { type: 'chat.unpin' });
    expect([unpin(), unpin()]).toEqual([['chat.unpinned'], []]);
    expect(pin(nowhere)).toBe('not-found');
  });

  it('of limits that are so already says nothing', () => {
    const its = new TestClass();
    const limit = () => its.does(prof, { type: 'chat.limit', slowModeMs: 5_000, staffOnly: false });
    expect([limit(), limit()]).toEqual([['chat.limited'], []]);
  });
});

describe('a mention of staff', () => {
  const zoe = person('zoe', 'assistant', 'Zoë Åberg');
  it.each([
    ['@staff can you hear me?', true],
    ['hello @STAFF!', true],
    ['(@staff)', true],
    ['is @Grace Hopper here', true],
    ['is @grace hopper, here', true],
    ['@grace?', true],
    ['@zoë the sound is gone', true],
    ['@Zoë Åberg', true],
    ['@staffroom', false],
    ['@staffé', false],
    ['@gracefully', false],
    ['write to me@staff or ada@grace hopper', false],
    ['ada@tutor.example is my address', false],
    ['a.b+c@staff.example', false],
    ['@Ada', false],
    ['@ staff', false],
    ['staff', false],
    ['@@staff', true],
  ])('in %j: %s', (text, mentions) => {
    const its = new TestClass();
    its.happen({ type: 'person.joined', ...zoe });
    const decision = its.ask(bob, say(text));
    expect(decision.ok && decision.events[0]).toMatchObject({ type: 'chat.sent', text });
    const [event] = decision.ok ? decision.events : [];
    expect(event?.type === 'chat.sent' && event.mentionsStaff === true).toBe(mentions);
  });
});
