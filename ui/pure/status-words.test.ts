import type { ClientStatus } from '@rostrum/protocol/client';
import { refuse } from '@rostrum/protocol/room';
import { describe, expect, it } from 'vitest';
import { statusWords } from './status-words.ts';
import { en } from './head-texts.ts';

const wordsFor = (status: ClientStatus, nowMs: number) =>
  statusWords(status, nowMs, en.status, ({ text }) => text);

describe('the connection in words', () => {
  it('tells a first connection from a later one', () => {
    expect(wordsFor({ is: 'connecting', attempt: 0 }, 0).word).toBe('Connecting…');
    expect(wordsFor({ is: 'connecting', attempt: 2 }, 0).word).toBe('Connecting again…');
  });

  it('counts down whole seconds, and never to nothing while it still waits', () => {
    const waiting = { is: 'waiting', attempt: 1, untilMs: 10_000 } as const;
    expect(wordsFor(waiting, 7_900)).toEqual({
      tone: 'warn',
      word: 'Connection lost.',
      detail: 'Trying again in 3 s.',
    });
    expect(wordsFor(waiting, 10_500).detail).toBe('Trying again in 1 s.');
  });

  it('gives the reason when the class was closed to this person', () => {
    const refusal = refuse('expired-token', 'Your link has expired.');
    expect(wordsFor({ is: 'closed', refusal }, 0)).toEqual({
      tone: 'bad',
      word: 'Your link has expired.',
    });
  });

  it('says that one has left when one has', () => {
    expect(wordsFor({ is: 'closed' }, 0).word).toBe('You have left the class.');
  });
});
