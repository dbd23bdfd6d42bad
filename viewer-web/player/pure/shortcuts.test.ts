import { describe, expect, it } from 'vitest';
import { type KeyPlace, type KeyPress, shortcutKeys, shortcutOf } from './shortcuts.ts';

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  ...{ key, isShifted: false, isCommand: false, isRepeated: false },
  ...more,
});

describe('a key at the picture', () => {
  it.each([
    ['k', 'play'],
    ['K', 'play'],
    [' ', 'play'],
    ['m', 'sound'],
    ['f', 'fullscreen'],
    ['c', 'captions'],
    ['j', 'back'],
    ['ArrowLeft', 'back'],
    ['l', 'forward'],
    ['ArrowRight', 'forward'],
    ['ArrowUp', 'louder'],
    ['ArrowDown', 'quieter'],
    ['p', 'picture-in-picture'],
    ['e', 'live'],
    ['End', 'live'],
    ['?', 'help'],
    ['x', undefined],
    ['Enter', undefined],
    ['toString', undefined],
  ])('%s does %s', (key, action) => {
    expect(shortcutOf(press(key), 'picture', true)).toBe(action);
  });

  it.each(['k', 'M', '?', 'e'])('%s does nothing where letters are turned off', (key) => {
    expect(shortcutOf(press(key), 'picture', false)).toBeUndefined();
  });

  it('that is no letter works all the same then', () => {
    expect(shortcutOf(press('ArrowLeft'), 'picture', false)).toBe('back');
    expect(shortcutOf(press(' '), 'picture', false)).toBe('play');
  });

  it.each([
    press('f', { isCommand: true }),
    press('K', { isShifted: true }),
    press('End', { isShifted: true }),
  ])('belongs to the browser with another one: %o', (pressed) => {
    expect(shortcutOf(pressed, 'picture', true)).toBeUndefined();
  });

  it('that takes Shift to type is told all the same', () => {
    expect(shortcutOf(press('?', { isShifted: true }), 'picture', true)).toBe('help');
  });

  it('that is held down goes on where that makes sense', () => {
    expect(shortcutOf(press('ArrowUp', { isRepeated: true }), 'picture', true)).toBe('louder');
    expect(shortcutOf(press('k', { isRepeated: true }), 'picture', true)).toBeUndefined();
  });
});

describe('a key that something else has', () => {
  it.each<[KeyPlace, string, string | undefined]>([
    ['button', ' ', undefined],
    ['button', 'm', 'sound'],
    ['button', 'ArrowUp', 'louder'],
    ['page', 'ArrowDown', undefined],
    ['page', 'End', undefined],
    ['page', 'ArrowLeft', 'back'],
    ['page', ' ', 'play'],
    ['slider', 'ArrowUp', undefined],
    ['slider', 'End', undefined],
    ['slider', ' ', undefined],
    ['slider', 'm', 'sound'],
    ['elsewhere', 'm', undefined],
    ['elsewhere', ' ', undefined],
    ['elsewhere', '?', undefined],
  ])('is left to the %s: %s does %s', (place, key, action) => {
    expect(shortcutOf(press(key), place, true)).toBe(action);
  });
});

it('every key that is shown does what is said of it', () => {
  for (const [action, keys] of shortcutKeys) {
    for (const key of keys) expect(shortcutOf(press(key), 'picture', true)).toBe(action);
  }
});
