import { describe, expect, it } from 'vitest';
import { type KeyFacts, slideKeyOf } from './slide-keys.ts';

const at = (key: string, more: Partial<KeyFacts> = {}): KeyFacts => ({
  ...{ key, hasModifier: false, hasShift: false, focus: 'nothing', isInSlides: false },
  ...more,
});
const does = (key: string, more: Partial<KeyFacts> = {}, typed = '') => slideKeyOf(at(key, more), typed).does;

describe('a key', () => {
  it.each([
    ['PageDown', 'next'],
    ['PageUp', 'previous'],
    ['ArrowRight', 'next'],
    ['ArrowDown', 'next'],
    ['ArrowLeft', 'previous'],
    ['ArrowUp', 'previous'],
    [' ', 'next'],
    ['Home', 'first'],
    ['End', 'last'],
    ['.', 'black'],
    ['a', 'nothing'],
    ['Enter', 'nothing'],
    // Scenes are chosen by digits.
    ['1', 'nothing'],
  ])('%j does %s where nothing has the focus', (key, what) => {
    expect(does(key)).toBe(what);
  });

  it.each(['PageDown', 'PageUp', 'ArrowRight', ' ', 'Home', '.', '1', 'Enter'])(
    '%j does nothing while somebody types, also among the slides',
    (key) => {
      expect(does(key, { focus: 'field' })).toBe('nothing');
      expect(does(key, { focus: 'field', isInSlides: true }, '12')).toBe('nothing');
    },
  );

  it.each(['PageDown', 'ArrowRight', '.', '1'])(
    '%j with Ctrl, Alt or Meta belongs to somebody else',
    (key) => {
      expect(does(key, { hasModifier: true, isInSlides: true })).toBe('nothing');
    },
  );

  it.each([
    ['PageDown', 'next'],
    ['PageUp', 'previous'],
    ['.', 'black'],
    ['ArrowRight', 'nothing'],
    [' ', 'nothing'],
    ['Enter', 'nothing'],
    ['Home', 'nothing'],
    ['1', 'nothing'],
  ])('%j does %s on a control elsewhere, as a clicker has no other keys', (key, what) => {
    expect(does(key, { focus: 'control' })).toBe(what);
  });

  it('presses the button it is on, and turns by every other one, on a control among the slides', () => {
    const on = { focus: 'control', isInSlides: true } as const;
    expect(['ArrowRight', 'ArrowUp', 'End', ' ', 'Enter'].map((key) => does(key, on))).toEqual([
      ...['next', 'previous', 'last', 'nothing', 'nothing'],
    ]);
  });

  it('goes back with Shift and Space', () => {
    expect(does(' ', { hasShift: true })).toBe('previous');
  });
});

describe('a page number', () => {
  const among = { isInSlides: true } as const;

  it('is typed among the slides, and Enter jumps there', () => {
    expect(slideKeyOf(at('1', among), '')).toEqual({ does: 'type', digits: '1' });
    expect(slideKeyOf(at('7', among), '1')).toEqual({ does: 'type', digits: '17' });
    expect(slideKeyOf(at('Enter', among), '17')).toEqual({ does: 'jump', page: 17 });
    expect(slideKeyOf(at('Enter', { ...among, focus: 'control' }), '17')).toEqual({ does: 'jump', page: 17 });
  });

  it('can be mended, given up, and has no more digits than a deck has pages', () => {
    expect(slideKeyOf(at('Backspace', among), '17')).toEqual({ does: 'type', digits: '1' });
    expect(slideKeyOf(at('Escape', among), '17')).toEqual({ does: 'type', digits: '' });
    expect(slideKeyOf(at('5', among), '1234')).toEqual({ does: 'type', digits: '2345' });
    expect(slideKeyOf(at('Backspace', among), '')).toEqual({ does: 'nothing' });
  });
});
