import { describe, expect, it } from 'vitest';
import { START } from '../test-support/second.ts';
import { messageOf, withoutKey } from './message.ts';
import { smtpServerOf } from './smtp-server-of.ts';
import { type SpoolTrend, addReading, waitingBefore } from './spool-trend.ts';
import { growingWaitMs, nextMailAt } from './waits.ts';

describe('a message', () => {
  const alert = {
    ...({ id: 'a1', kind: 'disk-low', severity: 'warn', since: START } as const),
    figures: { freeGb: 4.2 },
  };

  it('holds the alert and its words', () => {
    expect(messageOf({ is: 'raised', alert }, 'https://lectures.example.org/dashboard')).toEqual({
      is: 'raised',
      alert,
      title: '4.2 GB left on the disk',
      means: expect.stringMatching(/^Below 1 GB recording stops/) as string,
      todo: expect.arrayContaining(['Shorten how long recordings are kept.']) as string[],
      link: 'https://lectures.example.org/dashboard',
      runbook: 'docs/admin/alerts.md#disk-low',
    });
  });

  it('has no link where nobody knows the server’s address', () => {
    expect(messageOf({ is: 'cleared', alert }, undefined)).not.toHaveProperty('link');
  });

  it.each([
    ['https://lectures.example.org/dashboard#token=north', 'https://lectures.example.org/dashboard'],
    ['http://admin:north@localhost:4400/dashboard?token=north', 'http://localhost:4400/dashboard'],
  ])('never has a key in its link: %s', (address, link) => {
    expect(withoutKey(address)).toBe(link);
  });
});

describe('a mail server’s address', () => {
  it.each([
    [
      'smtps://alerts%40example.org:s%25cret@mail.example.org',
      {
        ...{ host: 'mail.example.org', port: 465, secure: true, requireTLS: false },
        auth: { user: 'alerts@example.org', pass: 's%cret' },
      },
    ],
    [
      'smtp://alerts:secret@mail.example.org',
      {
        ...{ host: 'mail.example.org', port: 587, secure: false, requireTLS: true },
        auth: { user: 'alerts', pass: 'secret' },
      },
    ],
    ['smtp://mail.example.org:25/', { host: 'mail.example.org', port: 25, secure: false, requireTLS: false }],
    [
      'smtp://alerts:secret@[::1]:2525',
      {
        ...{ host: '::1', port: 2525, secure: false, requireTLS: false },
        auth: { user: 'alerts', pass: 'secret' },
      },
    ],
  ])('%s says how to speak to it, and never with a readable password but here', (address, server) => {
    expect(smtpServerOf(address)).toEqual(server);
  });
});

it('leaves who can’t be told alone for longer and longer, but never for long', () => {
  expect([1, 2, 3, 7, 5_000].map((failures) => growingWaitMs(failures, 1_000, 60_000))).toEqual([
    1_000, 2_000, 4_000, 60_000, 60_000,
  ]);
});

describe('the next mail', () => {
  const pace = { togetherMs: 5_000, apartMs: 60_000, firstWaitMs: 5_000, longestWaitMs: 300_000 };
  const first = { waitingSince: 1_000_000, sentAt: undefined, failedAt: undefined, failures: 0 };

  it.each([
    ['goes five seconds after the first change, with what came meanwhile', {}, 1_005_000],
    ['waits until a minute after the one before', { sentAt: 990_000 }, 1_050_000],
    ['does not wait for one of long ago', { sentAt: 500_000 }, 1_005_000],
    ['is tried again soon after a failure', { failedAt: 1_005_000, failures: 1 }, 1_010_000],
    ['is tried again later after more of them', { failedAt: 1_100_000, failures: 4 }, 1_140_000],
    ['is tried each five minutes in the end', { failedAt: 2_000_000, failures: 90 }, 2_300_000],
    ['forgets a failure once one went', { sentAt: 900_000, failedAt: 1_004_000, failures: 0 }, 1_005_000],
  ])('%s', (_what, times, at) => {
    expect(nextMailAt({ ...first, ...times }, pace)).toBe(at);
  });
});

it('compares what waits for the store with what waited six seconds before', () => {
  let trend: SpoolTrend = [];
  const before: (number | undefined)[] = [];
  for (let second = 0; second < 20; second += 1) {
    const at = START + second * 1_000;
    before.push(waitingBefore(trend, at));
    trend = addReading(trend, at, second);
  }
  expect(before).toEqual([
    ...Array<undefined>(6).fill(undefined),
    ...Array.from({ length: 14 }, (_, i) => i),
  ]);
  expect(trend.length).toBeLessThanOrEqual(14);
});
