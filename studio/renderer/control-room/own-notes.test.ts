import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { readOwnNotes } from './own-notes.ts';

let kept: Map<string, string>;
let isFull: boolean;

beforeEach(() => {
  kept = new Map();
  isFull = false;
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => {
      if (isFull) throw new DOMException('', 'QuotaExceededError');
      kept.set(key, value);
    },
    removeItem: (key: string) => kept.delete(key),
  });
});
afterEach(() => void vi.unstubAllGlobals());

it('nothing was written down yet', () => {
  expect(readOwnNotes('by id', 'by title')).toBe('');
  expect(kept.size).toBe(0);
});

it('what was kept under the class’s title is taken over, and by the first class of that title alone', () => {
  kept.set('by title', 'Bring the prism.');
  expect(readOwnNotes('by id', 'by title')).toBe('Bring the prism.');
  expect(readOwnNotes('by id', 'by title')).toBe('Bring the prism.');
  expect(readOwnNotes('by another id', 'by title')).toBe('');
});

it('what was written since counts, even where all of it was deleted', () => {
  kept.set('by title', 'Old.').set('by id', '');
  expect(readOwnNotes('by id', 'by title')).toBe('');
  expect(kept.get('by title')).toBe('Old.');
});

it('a full disk loses nothing', () => {
  kept.set('by title', 'Bring the prism.');
  isFull = true;
  expect(readOwnNotes('by id', 'by title')).toBe('Bring the prism.');
  expect(kept.get('by title')).toBe('Bring the prism.');
});
