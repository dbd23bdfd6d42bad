import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText } from './clean-text.ts';

describe('cleanText', () => {
  it.each([
    ['hello', 'hello'],
    ['  two\nlines\tand a tab \n', 'two\nlines\tand a tab'],
    ['windows\r\nand old\rmac', 'windows\nand old\nmac'],
    ['bell\u0007 nul\u0000 escape\u001b[31m c1\u009b', 'bell nul escape[31m c1'],
    ['user\u202egnp.exe', 'usergnp.exe'],
    ['\u2066a\u2067b\u2068c\u2069', 'abc'],
    ['שלום\u200f!', 'שלום\u200f!'],
    ['half \ud83d', 'half \ufffd'],
    ['👩‍🔬', '👩‍🔬'],
    [' \u0000\u202e\n', ''],
  ])('makes %j into %j', (typed, text) => {
    expect(cleanText(typed)).toBe(text);
  });

  it('never grows, never leaves what can’t be seen or stored, and changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (typed) => {
        const text = cleanText(typed);
        expect(text.length).toBeLessThanOrEqual(typed.length);
        expect(text.replace(/[\n\t]/g, '')).not.toMatch(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u);
        expect(cleanText(text)).toBe(text);
      }),
    );
  });
});
