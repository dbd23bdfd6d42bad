import { describe, expect, it } from 'vitest';
import { type Failed, giveUp } from './give-up.ts';

const first: Failed = {
  why: 'refused',
  refusals: 1,
  waitedMs: 0,
  untilWritten: false,
  isAlone: false,
  room: 'open',
};
const after = (over: Partial<Failed>) => {
  const givenUp = giveUp({ ...first, ...over });
  return givenUp && (givenUp.unknown ? 'unknown' : 'not saved');
};

describe('a command that could not be written', () => {
  it('is tried again at first', () => {
    expect(after({})).toBeUndefined();
    expect(after({ why: 'unknown', refusals: 0, waitedMs: 4_999 })).toBeUndefined();
  });

  it('is not saved where the log can be read, and refused it three times', () => {
    expect(after({ refusals: 3 })).toBe('not saved');
    expect(after({ why: 'untried', refusals: 0, waitedMs: 5_000 })).toBe('not saved');
  });

  it('may be saved all the same where the log can not be read, nor is after five seconds', () => {
    expect(after({ why: 'unknown', refusals: 0, waitedMs: 5_000 })).toBe('unknown');
    expect(after({ why: 'unknown', refusals: 3 })).toBe('unknown');
  });

  it('has one more try when the room closes, and none when a bug has ended it', () => {
    expect(after({ room: 'closed' })).toBeUndefined();
    expect(after({ room: 'closed', waitedMs: 1 })).toBe('not saved');
    expect(after({ room: 'broken' })).toBe('unknown');
  });
});

describe('what the server does of itself', () => {
  const own = { untilWritten: true } as const;

  it('is tried for as long as nothing else goes either', () => {
    expect(after({ ...own, refusals: 100, waitedMs: 1e9 })).toBeUndefined();
    expect(after({ ...own, why: 'unknown', waitedMs: 1e9 })).toBeUndefined();
  });

  it('is given up where others go, and it does not', () => {
    expect(after({ ...own, refusals: 2, isAlone: true })).toBeUndefined();
    expect(after({ ...own, refusals: 3, isAlone: true })).toBe('not saved');
  });
});
