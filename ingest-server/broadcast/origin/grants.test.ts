import { expect, it } from 'vitest';
import { createGrants } from './grants.ts';

const MINUTE_MS = 60_000;
const key = Buffer.alloc(32, 7);

function at(nowMs: number, withKey: Uint8Array = key) {
  return createGrants(withKey, () => nowMs);
}

const noon = Date.UTC(2026, 8, 1, 12, 0, 0);

it('HLS-44 lets in with what it gave, for twenty to thirty minutes', () => {
  const { grant, expiresAtMs } = at(noon + 1).give('c1', 'all');
  expect(expiresAtMs - noon).toBe(30 * MINUTE_MS);
  expect(at(noon + 29 * MINUTE_MS).check('c1', grant)).toEqual({ ok: true, scope: 'all' });
  const late = at(noon + 30 * MINUTE_MS).check('c1', grant);
  expect(late).toMatchObject({ ok: false, text: 'This address has expired: ask for a new one.' });
});

it('HLS-44 gives everybody in the same ten minutes the same, so that a cache keeps one copy', () => {
  const grants = [1, 5, 10].map((minutes) => at(noon + minutes * MINUTE_MS).give('c1', 'all').grant);
  expect(new Set(grants).size).toBe(1);
  expect(at(noon + 11 * MINUTE_MS).give('c1', 'all').grant).not.toBe(grants[0]);
});

it('HLS-45 takes nothing that was not made with this key, for this class, this time and this stream', () => {
  const mine = at(noon);
  const { grant } = mine.give('c1', 'stream-st1');
  const [expiry = '', scope = '', mac = ''] = grant.split('.');
  expect(mine.check('c1', grant)).toEqual({ ok: true, scope: 'stream-st1' });
  const later = (Number.parseInt(expiry, 36) + 600).toString(36);
  const otherLast = String.fromCharCode(mac.charCodeAt(42) === 65 ? 66 : 65);
  const forged = [
    ...['', 'x', `${expiry}.${scope}`, `${expiry}.${scope}.`, `${expiry}.${scope}.${mac}a`],
    ...[`${later}.${scope}.${mac}`, `${expiry}.all.${mac}`, `${expiry}.stream-st2.${mac}`],
    ...[`${expiry}.${scope}.${mac.slice(0, 42)}${otherLast}`, `${expiry}.${scope}.${'A'.repeat(43)}`],
    at(noon, Buffer.alloc(32, 8)).give('c1', 'stream-st1').grant,
  ];
  for (const one of forged) expect(mine.check('c1', one)).toMatchObject({ ok: false });
  expect(mine.check('c2', grant)).toMatchObject({ ok: false });
});

it('HLS-45 has one spelling for each, so that no cache is filled with others of it', () => {
  const { grant } = at(noon).give('c1', 'all');
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const spellings = [...alphabet].filter((last) => at(noon).check('c1', grant.slice(0, -1) + last).ok);
  expect(spellings).toEqual([grant.slice(-1)]);
});

it('HLS-44 says in words that a class without a grant is not public', () => {
  const { text } = at(noon).check('c1', undefined) as { text: string };
  expect(text).toBe('This class is not public: join it to watch.');
});
