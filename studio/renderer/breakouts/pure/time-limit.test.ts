import { BREAKOUT_LIMIT_MAX_MS } from '@rostrum/protocol/room';
import { describe, expect, it } from 'vitest';
import { prolonged, timeOf } from './time-limit.ts';

describe('the time that the rooms are open', () => {
  it.each([
    ['none', '', { ok: true }],
    ['none', 'soon', { ok: true }],
    [5, '', { ok: true, forMs: 300_000 }],
    [30, '', { ok: true, forMs: 1_800_000 }],
    ['own', '12', { ok: true, forMs: 720_000 }],
    ['own', ' 1,5 ', { ok: true, forMs: 90_000 }],
    ['own', '0.5', { ok: true, forMs: 30_000 }],
    ['own', '240', { ok: true, forMs: BREAKOUT_LIMIT_MAX_MS }],
    ['own', '0.4', { ok: false }],
    ['own', '241', { ok: false }],
    ['own', '', { ok: false }],
    ['own', 'soon', { ok: false }],
    ['own', '-5', { ok: false }],
  ] as const)('chosen as %s with %j typed is %j', (choice, own, given) => {
    expect(timeOf(choice, own)).toEqual(given);
  });

  it.each([
    ['what is left', 61_000, 2, 180_000],
    ['now, where it had no end', undefined, 5, 300_000],
    ['now, where it is just over', 900, 2, 120_000],
    ['what is left, up to the most there can be', BREAKOUT_LIMIT_MAX_MS, 5, BREAKOUT_LIMIT_MAX_MS],
  ] as const)('goes on for more, counted from %s', (_, endsAt, minutes, forMs) => {
    expect(prolonged(endsAt, 1_000, minutes)).toBe(forMs);
  });
});
