import { NAME_MAX } from '@rostrum/protocol/room';
import { afterEach, expect, it, vi } from 'vitest';
import { fitName } from './fit-name.ts';

afterEach(() => void vi.unstubAllGlobals());

it('leaves a name as it was typed, up to the last character that there is room for', () => {
  expect(fitName('Ada Lovelace')).toBe('Ada Lovelace');
  expect(fitName('x'.repeat(NAME_MAX))).toBe('x'.repeat(NAME_MAX));
  expect(fitName('x'.repeat(NAME_MAX + 1))).toBe('x'.repeat(NAME_MAX));
});

it('of two hundred emoji leaves as many as fit, each of them whole', () => {
  const astronaut = '👩🏽‍🚀';
  expect(fitName(astronaut.repeat(200))).toBe(astronaut.repeat(Math.floor(NAME_MAX / astronaut.length)));
  expect(fitName(`x${'😀'.repeat(200)}`)).toBe(`x${'😀'.repeat((NAME_MAX - 2) / 2)}`);
});

it('leaves no half of one either where the browser can’t tell characters', () => {
  vi.stubGlobal('Intl', {});
  expect(fitName(`x${'😀'.repeat(200)}`)).toBe(`x${'😀'.repeat((NAME_MAX - 2) / 2)}`);
});
