import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText } from './clean-text.ts';

describe('ROOM-30: cleanText', () => {
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
    ['\u200b', ''],
    ['\u2060\u200d\u200c', ''],
    ['\u3164', ''],
    ['\u2800 \u200b', ''],
    ['\u0301', ''],
    ['a\u200bb', 'a\u200bb'],
    ['!', '!'],
  ])('makes %j into %j', (typed, text) => {
    expect(cleanText(typed)).toBe(text);
  });

  it.each([
    ['Zoë Åberg', 'Zoë Åberg'],
    ['李小龍', '李小龍'],
    ['محمد\u200fعلي', 'محمد\u200fعلي'],
    ['admin\u202enitsuj', 'adminnitsuj'],
    ['\ufeffAda\u0000', 'Ada'],
    ['\u2067\u2069', ''],
  ])('makes the name %j into %j', (typed, name) => {
    expect(cleanText(typed)).toBe(name);
  });

  it('is done with a megabyte in no time', () => {
    const text = cleanText('\u202e\r\n \u0000x'.repeat(170_000));
    expect(text.startsWith('x\n x')).toBe(true);
  });

  // Units of UTF-16, so that halves of characters come too; what is taken out comes often.
  const unit = fc.oneof(
    fc.integer({ min: 0, max: 0xffff }),
    fc.integer({ min: 0x2000, max: 0x206f }),
    fc.integer({ min: 0, max: 0xa0 }),
    fc.constant(0xfeff),
  );
  const anyText = fc.array(unit, { maxLength: 300 }).map((units) => String.fromCharCode(...units));

  it('never grows, never leaves what can’t be seen or stored, and changes nothing the second time', () => {
    fc.assert(
      fc.property(anyText, (typed) => {
        const text = cleanText(typed);
        expect(text.length).toBeLessThanOrEqual(typed.length);
        expect(text.replace(/[\n\t]/g, '')).not.toMatch(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u);
        expect(text).toBe(text.trim());
        expect(cleanText(text)).toBe(text);
      }),
    );
  });
});
