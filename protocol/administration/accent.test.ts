import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CONTRAST_MIN, accentContrast, contrast, grounds, readableAccent, unreadIn } from './index.ts';

const tokens = readFileSync(new URL('../../ui/tokens.css', import.meta.url), 'utf8');

function tokenOf(name: string, theme: 'light' | 'dark'): string | undefined {
  const found = new RegExp(`--${name}:\\s*light-dark\\((#[0-9a-f]{6}),\\s*(#[0-9a-f]{6})\\)`).exec(tokens);
  return found?.[theme === 'light' ? 1 : 2];
}

describe('an institution’s colour', () => {
  it('is held against the grounds that the pages have', () => {
    for (const theme of ['light', 'dark'] as const)
      for (const [name, colour] of Object.entries(grounds[theme])) expect(colour).toBe(tokenOf(name, theme));
  });

  it('is measured as WCAG does', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
    expect(contrast('#ffffff', '#777777')).toBe(contrast('#777777', '#ffffff'));
  });

  it.each([
    ['the pages’ own', '#1c5a46', '#93d3b6', []],
    ['a yellow on light paper', '#ffd400', '#ffd400', ['light']],
    ['a navy on dark paper', '#002060', '#002060', ['dark']],
    ['a grey in the middle', '#808080', '#808080', ['light', 'dark']],
  ])('that is %s can’t be read in the themes that are named', (_what, light, dark, themes) => {
    expect(unreadIn({ light, dark })).toEqual(themes);
  });

  it.each(['#ffd400', '#ff0000', '#00ff00', '#0000ff', '#808080', '#ffffff', '#000000'])(
    '%s has a neighbour that can be read, and that one is its own',
    (colour) => {
      for (const theme of ['light', 'dark'] as const) {
        const near = readableAccent(theme, colour);
        expect(near).toMatch(/^#[0-9a-f]{6}$/);
        expect(accentContrast(theme, near)).toBeGreaterThanOrEqual(CONTRAST_MIN);
        expect(readableAccent(theme, near)).toBe(near);
      }
    },
  );

  it('stays as it is where it can be read', () => {
    expect(readableAccent('light', '#1c5a46')).toBe('#1c5a46');
    expect(readableAccent('dark', '#93d3b6')).toBe('#93d3b6');
  });
});
