import { afterEach, expect, it, vi } from 'vitest';
import { unsignalled } from './unsignalled.ts';

const ours = vi.fn();
afterEach(() => void process.off('SIGTERM', ours));

it('takes off what was put on a signal meanwhile, and leaves what was there', () => {
  process.on('SIGTERM', ours);
  const before = [process.listeners('SIGINT'), process.listeners('SIGTERM')];
  const made = unsignalled(() => {
    process.once('SIGINT', () => {});
    process.once('SIGTERM', () => {});
    return 'a worker';
  });
  expect(made).toBe('a worker');
  expect([process.listeners('SIGINT'), process.listeners('SIGTERM')]).toEqual(before);
});

it('does so too where nothing was made', () => {
  const before = process.listenerCount('SIGTERM');
  expect(() =>
    unsignalled(() => {
      process.once('SIGTERM', () => {});
      throw new Error('no such program');
    }),
  ).toThrow('no such program');
  expect(process.listenerCount('SIGTERM')).toBe(before);
});
