import { refuse } from '@rostrum/protocol/room';
import { describe, expect, it } from 'vitest';
import { en } from './texts.ts';
import { notSentWords, valueOf, writingChoices, writingRule } from './writing-rule.ts';

const words = en.chat;

const open = { slowModeMs: 0, staffOnly: false };

describe('who may write', () => {
  it.each([
    ['everyone, as a rule', open, 'student', false, { may: true }],
    [
      'not whoever is muted',
      open,
      'student',
      true,
      { may: false, words: 'Staff have muted you in this class.' },
    ],
    [
      'students slowly in slow mode',
      { slowModeMs: 30_000, staffOnly: false },
      'guest',
      false,
      { may: true, words: 'Slow mode: one message every 30 seconds.' },
    ],
    [
      'every minute said as such',
      { slowModeMs: 60_000, staffOnly: false },
      'student',
      false,
      { may: true, words: 'Slow mode: one message every minute.' },
    ],
    [
      'staff alone where that is set',
      { slowModeMs: 0, staffOnly: true },
      'student',
      false,
      { may: false, words: 'Only staff may write at the moment.' },
    ],
    [
      'and staff are told that it is',
      { slowModeMs: 0, staffOnly: true },
      'assistant',
      false,
      { may: true, words: 'Only you and the other staff may write.' },
    ],
    ['staff at any speed', { slowModeMs: 30_000, staffOnly: false }, 'instructor', true, { may: true }],
  ] as const)('is %s', (_, chat, role, muted, rule) => {
    expect(writingRule(chat, role, muted, words)).toEqual(rule);
  });
});

describe('a message that came back', () => {
  const slow = refuse('too-fast', 'Slow mode: you can write again in 12 s.', 11_200);

  it('says why', () => {
    expect(notSentWords(refuse('muted', 'Staff have muted you in this class.'), 0, words)).toBe(
      'Not sent. Staff have muted you in this class.',
    );
  });

  it('counts down the time to wait', () => {
    expect(notSentWords(slow, 0, words)).toBe('Not sent: slow mode. You can send it in 12 s.');
    expect(notSentWords(slow, 10_900, words)).toBe('Not sent: slow mode. You can send it in 1 s.');
  });

  it('says when it can go', () => {
    expect(notSentWords(slow, 11_200, words)).toBe('Not sent yet. You can send it now.');
  });
});

describe('what staff choose from', () => {
  it('has what is set now in it', () => {
    const odd = { slowModeMs: 45_000, staffOnly: false };
    expect(writingChoices(odd, words).map(({ label }) => label)).toEqual([
      'Everyone',
      'Everyone, every 10 seconds',
      'Everyone, every 30 seconds',
      'Everyone, every 45 seconds',
      'Everyone, every minute',
      'Everyone, every 5 minutes',
      'Staff only',
    ]);
    expect(writingChoices(odd, words).map(({ value }) => value)).toContain(valueOf(odd));
  });

  it('keeps the pace for when all may write again', () => {
    const closed = { slowModeMs: 30_000, staffOnly: true };
    expect(writingChoices(closed, words).at(-1)).toMatchObject({ ...closed, value: valueOf(closed) });
  });
});
