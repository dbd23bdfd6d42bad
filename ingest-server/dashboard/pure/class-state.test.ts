import { describe, expect, it } from 'vitest';
import { stateOf } from './class-state.ts';
import { oneClass } from './test-classes.ts';

const MINUTES = 60_000;

describe('how a class is', () => {
  it('tells for how long, by the server’s clock', () => {
    expect(stateOf(oneClass('A'), 42 * MINUTES)).toEqual({
      tone: 'live',
      word: 'On air',
      since: 'for 42 min',
    });
    expect(stateOf(oneClass('A', { stream: 'stopped' }), 42 * MINUTES)).toEqual({
      ...{ tone: 'idle', word: 'Stopped', since: '42 min ago' },
    });
    expect(stateOf(oneClass('A', { stream: 'idle' }), 42 * MINUTES).since).toBeUndefined();
  });

  it('tells a pause from a lecture', () => {
    expect(stateOf(oneClass('A', { phase: 'paused' }), 0)).toMatchObject({
      tone: 'live',
      word: 'In a pause',
    });
  });
});
