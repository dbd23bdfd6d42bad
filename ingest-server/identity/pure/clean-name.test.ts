import { NAME_MAX, TITLE_MAX } from '@rostrum/protocol/room';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanName, cleanTitle } from './clean-name.ts';

describe('cleanName', () => {
  it.each([
    ['Ada Lovelace', 'Ada Lovelace'],
    ['  Ada \t\n  Lovelace ', 'Ada Lovelace'],
    ['Ada\u0000\u0007\u001b[31m', 'Ada[31m'],
    ['\u202egnp.exe', 'gnp.exe'],
    ['a\u2066b\u2069c\u200fd', 'abcd'],
    ['Zoe\u0308', 'Zoë'],
    ['علی\u200cرضا', 'علی\u200cرضا'],
    ['👩‍🔬 Dr. Rosa', '👩‍🔬 Dr. Rosa'],
    ['\ud800Ada', '\ufffdAda'],
    ['', ''],
    ['   ', ''],
    ['\u200b\u200d\u2060', ''],
    ['\u3164', ''],
    ['\u0301', ''],
  ])('makes %j into %j', (typed, name) => {
    expect(cleanName(typed)).toBe(name);
  });

  it('cuts a long name between characters as people see them', () => {
    const family = '👨‍👩‍👧‍👦';
    expect(cleanName('x'.repeat(NAME_MAX - 3) + family)).toBe('x'.repeat(NAME_MAX - 3));
    expect(cleanName('y'.repeat(500))).toBe('y'.repeat(NAME_MAX));
  });

  it('leaves nothing unseen, is never too long, and changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (typed) => {
        const name = cleanName(typed);
        expect(name.length).toBeLessThanOrEqual(NAME_MAX);
        expect(name).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
        expect(name).toBe(name.trim());
        expect(cleanName(name)).toBe(name);
      }),
    );
  });
});

it('cleans a title in the same way, and leaves it longer', () => {
  expect(cleanTitle(' Waves\u202e \n and light ')).toBe('Waves and light');
  expect(cleanTitle('x'.repeat(500))).toBe('x'.repeat(TITLE_MAX));
});
