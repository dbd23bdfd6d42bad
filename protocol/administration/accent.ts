import type { Accent } from '../http/index.ts';

/** What an accent lies on, and what is written on it: the colours of the pages' own tokens. */
export const grounds = {
  light: { paper: '#f5f1e8', surface: '#fffdf8', 'on-accent': '#ffffff' },
  dark: { paper: '#101714', surface: '#18211d', 'on-accent': '#0b1f17' },
} as const;

export type Theme = keyof typeof grounds;

/** What WCAG AA asks for text. */
export const CONTRAST_MIN = 4.5;

const STEPS = 100;

/** WCAG 2.2's contrast ratio, from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** How well an accent is read where it is read worst. */
export function accentContrast(theme: Theme, colour: string): number {
  return Math.min(...Object.values(grounds[theme]).map((ground) => contrast(colour, ground)));
}

/** In which themes it can't be read. */
export function unreadIn(accent: Accent): Theme[] {
  return (['light', 'dark'] as const).filter((theme) => accentContrast(theme, accent[theme]) < CONTRAST_MIN);
}

/** The colour itself where it is read well; else the one nearest to it on the way to black, or to white. */
export function readableAccent(theme: Theme, colour: string): string {
  const end = theme === 'light' ? 0 : 255;
  for (let step = 0; step < STEPS; step += 1) {
    const mixed = hexOf(channelsOf(colour).map((channel) => channel + ((end - channel) * step) / STEPS));
    if (accentContrast(theme, mixed) >= CONTRAST_MIN) return mixed;
  }
  return hexOf([end, end, end]);
}

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = channelsOf(colour).map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function channelsOf(colour: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}

function hexOf(channels: readonly number[]): string {
  return `#${channels.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('')}`;
}
