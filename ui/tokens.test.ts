import { describe, expect, it } from 'vitest';

// Vitest empties style sheets, and the pages' types leave Node out: so the file is read by hand, as a typed value.
const nodeFs: string = 'node:fs';
const fs: { readFileSync(file: URL, encoding: 'utf8'): string } = await import(nodeFs);
const css = fs.readFileSync(new URL('tokens.css', import.meta.url), 'utf8');

const tokens = new Map(
  [...css.matchAll(/--([\w-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)/g)].map(
    ([, name, light, dark]) => [name, { light: light ?? '', dark: dark ?? '' }],
  ),
);

/** Ink on ground, as the components pair them. */
const texts: readonly [ink: string, ...grounds: string[]][] = [
  ['ink', 'paper', 'surface', 'sunken', 'accent-soft'],
  ['ink-soft', 'paper', 'surface', 'sunken'],
  ['accent', 'paper', 'surface'],
  ['accent-strong', 'paper', 'surface'],
  ['on-accent', 'accent', 'accent-strong'],
  ['on-live', 'live'],
  ['good', 'paper', 'surface', 'good-soft'],
  ['warn', 'paper', 'surface', 'warn-soft'],
  ['bad', 'paper', 'surface', 'bad-soft'],
];
/** What must be seen to find or understand a control; WCAG asks for 3 to 1. */
const marks: readonly [mark: string, ...grounds: string[]][] = [
  ['edge', 'paper', 'surface'],
  ['focus', 'paper', 'surface'],
  ['live', 'paper', 'surface'],
];

const cases = (pairs: typeof texts) =>
  pairs.flatMap(([ink, ...grounds]) =>
    grounds.flatMap((ground) => [
      { ink, ground, theme: 'light' as const },
      { ink, ground, theme: 'dark' as const },
    ]),
  );

describe('the colours', () => {
  it.each(cases(texts))('let --$ink be read on --$ground ($theme)', ({ ink, ground, theme }) => {
    expect(contrast(colour(ink, theme), colour(ground, theme))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(cases(marks))('let --$ink be seen on --$ground ($theme)', ({ ink, ground, theme }) => {
    expect(contrast(colour(ink, theme), colour(ground, theme))).toBeGreaterThanOrEqual(3);
  });
});

function colour(name: string, theme: 'light' | 'dark'): string {
  const token = tokens.get(name);
  if (!token) throw new Error(`tokens.css has no colour --${name}`);
  return token[theme];
}

// WCAG 2.2, relative luminance and contrast ratio.
function contrast(a: string, b: string): number {
  const [darker = 0, lighter = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
