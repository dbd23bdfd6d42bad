import { describe, expect, it } from 'vitest';
import { afterDeath, inLines, readSpeech, wallOf } from './speech.ts';

describe('what a speech-to-text program prints', () => {
  it('is understood line by line', () => {
    expect(readSpeech('{"from":1.5,"to":3,"text":"Hello."}')).toEqual({
      ...{ from: 1.5, to: 3, text: 'Hello.', final: true },
    });
    expect(readSpeech('{"from":0,"to":1,"text":"He","final":false,"model":"x"}')?.final).toBe(false);
  });

  it.each([
    'loading the model…',
    '',
    '[1,2,"Hello"]',
    '{"from":-1,"to":2,"text":"x"}',
    '{"from":null,"to":2,"text":"x"}',
    '{"from":1,"to":2}',
    '{"from":1,"to":2,"text":["x"]}',
  ])('is passed over where it is ‘%s’', (line) => {
    expect(readSpeech(line)).toBeUndefined();
  });
});

describe('when something was said', () => {
  const anchors = [
    { atS: 0, wallMs: 1_000_000 },
    // The sound was away for ten seconds.
    { atS: 6, wallMs: 1_016_000 },
  ];
  it.each([
    [0, 1_000_000],
    [2.5, 1_002_500],
    [6, 1_016_000],
    [7, 1_017_000],
  ])('%s s into the sound', (seconds, wallMs) => {
    expect(wallOf(anchors, seconds)).toBe(wallMs);
  });

  it('is not known before there was any sound', () => {
    expect(wallOf([], 1)).toBeUndefined();
  });
});

describe('a long line', () => {
  it('is cut between words, and each piece gets its share of the time', () => {
    expect(inLines({ text: 'one two  three four', from: 0, until: 1 }, 9).map(({ text }) => text)).toEqual([
      ...['one two', 'three', 'four'],
    ]);
    const [first, , last] = inLines({ text: 'aaaa bbbb cccc', from: 0, until: 300 }, 5);
    expect([first?.from, first?.until, last?.from, last?.until]).toEqual([0, 100, 200, 300]);
  });

  it('of one endless word is cut all the same, and nothing comes of nothing', () => {
    expect(inLines({ text: 'abcdefg', from: 0, until: 1 }, 3).map(({ text }) => text)).toEqual([
      ...['abc', 'def', 'g'],
    ]);
    expect(inLines({ text: '  ', from: 0, until: 1 }, 3)).toEqual([]);
  });
});

it('a program that dies is begun again later each time, until it has lived for a while', () => {
  expect([1, 2, 3, 7].map((deaths) => afterDeath(deaths - 1, 500).waitMs)).toEqual([
    1_000, 2_000, 4_000, 60_000,
  ]);
  expect(afterDeath(6, 60_000)).toEqual({ deaths: 1, waitMs: 1_000 });
});
