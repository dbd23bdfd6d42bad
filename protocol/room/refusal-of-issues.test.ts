import { CHAT_TEXT_MAX, commandSchema } from '@rostrum/protocol/room';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { refusalOfIssues } from './refusal-of-issues.ts';

function refusalOf(value: unknown) {
  const parsed = v.safeParse(commandSchema, value);
  if (parsed.success) throw new Error('it was taken');
  return refusalOfIssues(parsed.issues);
}

describe('what can’t be taken', () => {
  it('is refused with where it is and what it should be', () => {
    expect(refusalOf({ type: 'chat.send', text: 'x'.repeat(CHAT_TEXT_MAX + 1) })).toEqual({
      code: 'too-long',
      text: `This is too long (text: at most ${CHAT_TEXT_MAX} characters).`,
    });
    const option = { kind: 'single', options: ['a', 'b'], correct: -1 };
    const draft = { question: 'Is it?', anonymous: false, form: option };
    expect(refusalOf({ type: 'poll.draft', draft })).toMatchObject({
      code: 'malformed',
      text: expect.stringContaining('draft.form.correct') as string,
    });
    const link = { kind: 'link', url: 'javascript:alert(1)', title: 'Click' };
    expect(refusalOf({ type: 'share.add', item: link })).toEqual({
      code: 'malformed',
      text: 'The server did not understand this (item.url: a link begins with https:// or http://).',
    });
  });

  it('is not said back at length, however long it was', () => {
    expect(refusalOf({ type: 'x'.repeat(1_000_000) }).text.length).toBeLessThan(300);
    expect(refusalOfIssues([])).toEqual({
      code: 'malformed',
      text: 'The server did not understand this.',
    });
  });
});
