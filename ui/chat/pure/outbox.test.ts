import {
  CHAT_TEXT_MAX,
  type ChatMessage,
  type MessageId,
  type PersonId,
  refuse,
} from '@rostrum/protocol/room';
import { describe, expect, it } from 'vitest';
import { en } from './texts.ts';
import * as outboxes from './outbox.ts';

const { answerTo, charactersLeft, openOutbox, settle, stillSending, write } = outboxes;
const submit = (outbox: outboxes.Outbox) => outboxes.submit(outbox, en.chat);

describe('what somebody writes', () => {
  it('leaves the field when it is sent, and is shown as on its way', () => {
    const { outbox, send } = submit(write(openOutbox(), '  Hello\nall  '));
    expect(send).toEqual({ id: 1, text: 'Hello\nall', afterId: undefined });
    expect(outbox).toEqual({ draft: '', sending: [send], nextId: 2 });
  });

  it('is not sent when it is blank', () => {
    expect(submit(write(openOutbox(), ' \n ')).send).toBeUndefined();
  });

  it('stays in the field with a reason when it is too long', () => {
    const long = 'x'.repeat(CHAT_TEXT_MAX + 34);
    const { outbox, send } = submit(write(openOutbox(), long));
    expect(send).toBeUndefined();
    expect(outbox.draft).toBe(long);
    expect(outbox.refusal?.text).toBe('A message has at most 2000 characters; this one has 2034.');
  });

  it('is forgotten once the server has it', () => {
    const { outbox } = submit(write(openOutbox(), 'Hello'));
    expect(settle(outbox, 1, { ok: true, seq: 9 }).sending).toEqual([]);
  });

  it('comes back in front of what was written since, when the server refuses it', () => {
    const sent = submit(write(openOutbox(), 'first')).outbox;
    const refusal = refuse('not-allowed', 'Only staff may write now.');
    const after = settle(write(sent, 'second'), 1, { ok: false, refusal });
    expect(after).toEqual({ draft: 'first\nsecond', sending: [], nextId: 2, refusal });
  });

  it('is an answer until it is sent, and again when it was refused', () => {
    const answering = answerTo(write(openOutbox(), 'yes'), 'm1' as MessageId);
    const { outbox, send } = submit(answering);
    expect(send).toMatchObject({ text: 'yes', replyTo: 'm1' });
    expect(outbox).not.toHaveProperty('replyTo');
    const refusal = refuse('too-fast', 'Slow mode.', 3_000);
    expect(settle(outbox, 1, { ok: false, refusal })).toMatchObject({ draft: 'yes', replyTo: 'm1' });
    expect(answerTo(answering, undefined)).not.toHaveProperty('replyTo');
  });

  it('clears an old refusal as soon as it is changed', () => {
    const refused = { ...openOutbox('x'), refusal: refuse('empty', 'Nothing to send.') };
    expect(write(refused, 'xy')).toEqual(openOutbox('xy'));
  });

  it('can be several messages at once, each settled by itself', () => {
    const one = submit(write(openOutbox(), 'one')).outbox;
    const two = submit(write(one, 'two')).outbox;
    expect(settle(two, 1, { ok: true, seq: 1 }).sending).toMatchObject([{ id: 2, text: 'two' }]);
  });

  it('is not changed by an answer that came twice', () => {
    const outbox = openOutbox('draft');
    expect(settle(outbox, 7, { ok: true, seq: 1 })).toBe(outbox);
  });
});

describe('a message that the class shows before its sender hears of it', () => {
  const you = 'you' as PersonId;
  const message = (id: string, text: string, personId = you): ChatMessage => ({
    ...{ messageId: id as MessageId, personId, name: 'Ada', role: 'student', at: 0, text, reactions: {} },
  });
  const sending = (id: number, text: string, afterId?: string) => ({
    id,
    text,
    afterId: afterId as MessageId,
  });
  const left = (...[on, messages]: [ReturnType<typeof sending>[], ChatMessage[]]) =>
    stillSending(on, messages, you).map(({ id }) => id);

  it('is not shown a second time', () => {
    expect(left([sending(1, 'ok', 'm1')], [message('m1', 'before'), message('m2', 'ok')])).toEqual([]);
  });

  it('is not taken for the same words said earlier, or by somebody else', () => {
    const messages = [message('m1', 'ok'), message('m2', 'ok', 'other' as PersonId)];
    expect(left([sending(1, 'ok', 'm1')], messages)).toEqual([1]);
  });

  it('counts once when the same words were sent twice', () => {
    expect(left([sending(1, 'ok'), sending(2, 'ok')], [message('m1', 'ok')])).toEqual([2]);
  });
});

describe('the count of characters left', () => {
  it.each([
    [0, undefined],
    [CHAT_TEXT_MAX - 201, undefined],
    [CHAT_TEXT_MAX - 200, 200],
    [CHAT_TEXT_MAX + 1, -1],
  ])('after %i characters is %s', (length, left) => {
    expect(charactersLeft('x'.repeat(length))).toBe(left);
  });
});
