import { describe, expect, it } from 'vitest';
import { type Measured, hasPassed, verdictOf } from './verdict.ts';

const good: Measured = {
  students: 2_000,
  join: { failed: 0, p95Ms: 180, allInMs: 10_200 },
  chat: {
    ...{ calmP95Ms: 71.4, disturbedP95Ms: 4_200, deliveries: 100_000 },
    ...{ acknowledged: 52, refused: 0, lost: 0 },
  },
  polls: [{ asked: 1_900, acknowledged: 1_900, counted: 1_900, distinct: 1_900 }],
  pollAnswerP95Ms: 90,
  pollResultsP95Ms: 140,
  hands: { p95Ms: 120, raised: 9, unseen: 0 },
  back: [{ of: 1_900, p95Ms: 5_200, maxMs: 7_900, lost: 0 }],
  folds: { compared: 2_000, different: 0, missing: 0 },
  transcoderGapsMs: [1_400],
  delay: { p50Ms: 1_210, p95Ms: 1_460, players: 200 },
  stalls: { calm: 0, disturbed: 210 },
  errors: { calm: 0, disturbed: 12 },
  hasStudio: true,
  leftOut: [{ kind: 'broker', why: 'There is none yet.' }],
};
const missed = (more: Partial<Measured>) =>
  verdictOf({ ...good, ...more })
    .filter(({ is }) => is === 'miss')
    .map(({ what }) => what);

describe('a verdict', () => {
  it('is passed where every target is met, and tells what was seen', () => {
    const rows = verdictOf(good);
    expect(hasPassed(rows)).toBe(true);
    expect(rows.find(({ what }) => what === 'A chat message reaches everybody')).toEqual({
      what: 'A chat message reaches everybody',
      target: '95 % within 100 ms',
      seen: '71 ms',
      is: 'pass',
    });
    expect(rows.find(({ what }) => what.startsWith('Everybody is back'))).toMatchObject({
      target: 'within 10.0 s, with everything that they had',
      seen: '1900 of 1900; 95 % within 5.2 s, the last after 7.9 s',
    });
  });

  it.each<[string, Partial<Measured>]>([
    ['Everybody gets in', { join: { ...good.join, failed: 1 } }],
    ['A chat message reaches everybody', { chat: { ...good.chat, calmP95Ms: 100.1 } }],
    ['No chat message is lost', { chat: { ...good.chat, lost: 1 } }],
    ['No chat message is lost', { chat: { ...good.chat, refused: 1 } }],
    ['An answer to a poll is taken', { pollAnswerP95Ms: 501 }],
    ['A poll’s results are on every page', { pollResultsP95Ms: 501 }],
    ['Every answer counts once', { polls: [{ asked: 9, acknowledged: 9, counted: 10, distinct: 9 }] }],
    ['Every answer counts once', { polls: [{ asked: 9, acknowledged: 8, counted: 8, distinct: 8 }] }],
    ['A raised hand is seen by staff', { hands: { ...good.hands, p95Ms: 301 } }],
    ['No hand is overlooked', { hands: { ...good.hands, unseen: 1 } }],
    [
      'Everybody is back after the server was killed',
      { back: [{ of: 9, p95Ms: 9_000, maxMs: 10_001, lost: 0 }] },
    ],
    [
      'Everybody is back after the server was killed',
      { back: [{ of: 9, p95Ms: 1_000, maxMs: 1_001, lost: 1 }] },
    ],
    [
      'Every page tells the same as the server at the end',
      { folds: { compared: 10, different: 1, missing: 0 } },
    ],
    [
      'Every page tells the same as the server at the end',
      { folds: { compared: 0, different: 0, missing: 0 } },
    ],
    ['Picture missing after the transcoder was killed', { transcoderGapsMs: [2_001] }],
    ['How late the picture is: half of all', { delay: { ...good.delay, p50Ms: 1_501 } }],
    ['How late the picture is: 95 % of all', { delay: { ...good.delay, p95Ms: 2_001 } }],
    ['The picture never stands while nothing is broken', { stalls: { calm: 1, disturbed: 0 } }],
    ['Nothing that is asked for is refused while nothing is broken', { errors: { calm: 1, disturbed: 0 } }],
  ])('is missed for: %s', (what, more) => {
    expect(missed(more)).toEqual([what]);
  });

  it('numbers what happened more than once', () => {
    expect(missed({ transcoderGapsMs: [1_000, 2_500] })).toEqual([
      'Picture missing after the transcoder was killed (2)',
    ]);
  });

  it('is neither passed nor missed by what could not be looked at', () => {
    const rows = verdictOf({
      ...{ ...good, hasStudio: false, polls: [], back: [], transcoderGapsMs: [] },
      delay: { p50Ms: Number.NaN, p95Ms: Number.NaN, players: 0 },
    });
    expect(hasPassed(rows)).toBe(true);
    const of = (start: string) => rows.filter(({ what }) => what.startsWith(start));
    expect(of('How late').map(({ is }) => is)).toEqual(['left-out', 'left-out']);
    expect([...of('A raised hand'), ...of('Every answer'), ...of('Everybody is back')]).toEqual([]);
    expect(of('The message broker')).toEqual([
      { what: 'The message broker goes away', seen: 'not tried', is: 'left-out', why: 'There is none yet.' },
    ]);
  });
});
