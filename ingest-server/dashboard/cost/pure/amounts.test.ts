import { expect, it } from 'vitest';
import { bytesWords, hoursWords, moneyWords, monthWords, shareUnder, shareWords } from './amounts.ts';

it.each([
  [0, '0 B'],
  [999, '999 B'],
  [1_000, '1.0 kB'],
  [1_550_000, '1.6 MB'],
  [4_136_000_000_000, '4.1 TB'],
  [245_900_000_000, '246 GB'],
  [999_999, '1.0 MB'],
])('%d bytes are %s', (bytes, words) => expect(bytesWords(bytes)).toBe(words));

it.each([
  [45.0096, 'USD', '$45.01'],
  [0, 'EUR', '€0.00'],
  [0.004, 'EUR', '< €0.01'],
  [1_234.5, 'GBP', '£1,234.50'],
  [12.4, 'JPY', '¥12'],
  [0.2, 'JPY', '< ¥1'],
])('%d %s is %s', (amount, currency, words) => expect(moneyWords(amount, currency)).toBe(words));

it.each([
  [40, '40 s'],
  [1_800, '30 min'],
  [5_400, '1.5 h'],
  [7_200_000, '2,000 h'],
])('%d seconds are %s', (seconds, words) => expect(hoursWords(seconds)).toBe(words));

it('a month has its name, by UTC', () => expect(monthWords('2026-11')).toBe('November 2026'));

it('tells how much less one is than the other, where there is another', () => {
  expect(shareUnder(45, 480)).toBeCloseTo(0.906, 3);
  expect(shareUnder(1, 0)).toBeUndefined();
  expect(shareWords(0.90625)).toBe('90.6 %');
  expect(shareWords(-0.25)).toBe('25.0 %');
});
