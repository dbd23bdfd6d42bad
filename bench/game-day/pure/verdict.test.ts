import { describe, expect, it } from 'vitest';
import { type Measured, hasPassed, verdictOf } from './verdict.ts';

const good: Measured = {
  students: 2_000,
  join: { outside: 0, p95Ms: 180, allInMs: 10_200 },
  chat: {
    ...{ calmP95Ms: 71.4, disturbedP95Ms: 4_200, deliveries: 100_000 },
    ...{ acknowledged: 52, refused: { calm: 0, disturbed: 3 }, lost: 0 },
  },
  polls: [{ asked: 1_900, acknowledged: 1_900, counted: 1_900, distinct: 1_900, isOfAll: true }],
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
  faults: [
    { kind: 'transcoder', tookMs: 4_100 },
    { kind: 'server', tookMs: 11_000 },
  ],
  leftOut: [{ kind: 'broker', why: 'There is none yet.' }],
  troubles: [],
};
const poll = (asked: number, acknowledged: number, counted: number, distinct: number, isOfAll = true) => {
  return { asked, acknowledged, counted, distinct, isOfAll };
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
    ['Everybody gets in', { join: { ...good.join, outside: 1 } }],
    ['A chat message reaches everybody', { chat: { ...good.chat, calmP95Ms: 100.1 } }],
    ['No chat message is lost', { chat: { ...good.chat, lost: 1 } }],
    ['Nobody is refused to speak', { chat: { ...good.chat, refused: { calm: 1, disturbed: 0 } } }],
    ['The rehearsal goes as planned', { troubles: ['poll 2 was not closed within a minute'] }],
    ['The transcoder is killed', { faults: [{ kind: 'transcoder', tookMs: 9, trouble: 'no part came' }] }],
    ['An answer to a poll is taken', { pollAnswerP95Ms: 501 }],
    ['A poll’s results are on every page', { pollResultsP95Ms: 501 }],
    ['Every answer counts once', { polls: [poll(9, 9, 10, 9)] }],
    ['Every answer counts once', { polls: [poll(9, 8, 8, 8)] }],
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
    expect(missed(more)).toHaveLength(1);
    expect(missed(more)[0]).toMatch(new RegExp(`^${what}`));
  });

  it('tells how long what was broken was felt, or why it did not come right', () => {
    const faults = [
      { kind: 'database', tookMs: 8_400 },
      { kind: 'server', tookMs: 30_000, trouble: 'not ready after 30000 ms' },
    ] as const;
    const rows = verdictOf({ ...good, faults }).filter(({ what }) => /^The (server|database)/.test(what));
    expect(rows.map(({ seen, is, why }) => [seen, is, why])).toEqual([
      ['after 8.4 s', 'pass', undefined],
      ['not as before', 'miss', 'not ready after 30000 ms'],
    ]);
  });

  it('knows of several machines’ answers that there are more than its own', () => {
    expect(missed({ polls: [poll(9, 9, 27, 27, false)] })).toEqual([]);
    expect(missed({ polls: [poll(9, 9, 8, 8, false)] })).toEqual(['Every answer counts once']);
    expect(missed({ polls: [poll(9, 9, 27, 26, false)] })).toEqual(['Every answer counts once']);
  });

  it('compares no pages while students of other machines speak, and says so', () => {
    const rows = verdictOf({ ...good, folds: undefined });
    expect(rows.find(({ what }) => what.startsWith('Every page'))).toMatchObject({
      is: 'left-out',
      why: 'Students of other machines went on speaking.',
    });
    expect(hasPassed(rows)).toBe(true);
  });

  it('is missed where players were there and saw nothing', () => {
    const delay = { p50Ms: Number.NaN, p95Ms: Number.NaN, players: 50 };
    expect(missed({ delay })).toEqual([
      'How late the picture is: half of all',
      'How late the picture is: 95 % of all',
    ]);
  });

  it('shows no number where there is none', () => {
    const rows = verdictOf({
      ...{ ...good, join: { outside: 2_000, p95Ms: Number.NaN, allInMs: Number.NaN } },
      back: [{ of: 0, p95Ms: Number.NaN, maxMs: Number.NaN, lost: 0 }],
    });
    expect(JSON.stringify(rows)).not.toContain('NaN');
    expect(rows.filter(({ is }) => is === 'miss')).toHaveLength(2);
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
