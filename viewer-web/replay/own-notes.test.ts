import { afterEach, expect, it, vi } from 'vitest';
import { OwnNotes } from './own-notes.svelte.ts';

function openStorage() {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  vi.stubGlobal('localStorage', storage);
}

afterEach(() => vi.unstubAllGlobals());

it('keeps what was written of each recording for the next visit', () => {
  openStorage();
  const notes = new OwnNotes('monday');
  notes.add(754.8, 'A wave bends');
  notes.add(12, 'Beginning');
  expect(notes.isKept).toBe(true);
  const next = new OwnNotes('monday');
  expect(next.all.map(({ atS, text }) => [atS, text])).toEqual([
    [12, 'Beginning'],
    [754, 'A wave bends'],
  ]);
  next.change(next.all[1]!, 'It bends');
  next.delete(next.all[0]!);
  expect(new OwnNotes('monday').all.map(({ text }) => text)).toEqual(['It bends']);
  expect(new OwnNotes('tuesday').all).toEqual([]);
});

it('says so where the browser keeps nothing, and has them for this visit', () => {
  vi.stubGlobal('localStorage', {
    getItem: () => null,
    setItem: () => {
      throw new Error('refused');
    },
  });
  const notes = new OwnNotes('monday');
  notes.add(1, 'Still here');
  expect([notes.isKept, notes.all.map(({ text }) => text)]).toEqual([false, ['Still here']]);
});
