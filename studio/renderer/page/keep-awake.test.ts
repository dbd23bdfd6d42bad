import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { keepAwake } from './keep-awake.ts';

/** Of a page as far as is asked of it: seen or not. */
class FakePage extends EventTarget {
  hidden = false;

  turn(hidden: boolean): void {
    this.hidden = hidden;
    this.dispatchEvent(new Event('visibilitychange'));
  }
}

let page: FakePage;
let asked: number;
let released: number;
let give: () => Promise<{ release: () => Promise<void> }>;

beforeEach(() => {
  page = new FakePage();
  [asked, released] = [0, 0];
  give = () => Promise.resolve({ release: () => Promise.resolve(void (released += 1)) });
  const request = () => {
    asked += 1;
    return give();
  };
  vi.stubGlobal('document', page);
  vi.stubGlobal('navigator', { wakeLock: { request } });
});
afterEach(() => void vi.unstubAllGlobals());

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

it('keeps the computer awake until nothing is under way', async () => {
  const stop = keepAwake();
  await settled();
  expect([asked, released]).toEqual([1, 0]);
  stop();
  await settled();
  page.turn(false);
  expect([asked, released]).toEqual([1, 1]);
});

it('asks again when the page is seen again: a browser takes it away from one that nobody sees', async () => {
  const stop = keepAwake();
  await settled();
  page.turn(true);
  expect(asked).toBe(1);
  page.turn(false);
  expect(asked).toBe(2);
  stop();
});

it('gives back what comes when it is over already', async () => {
  const stop = keepAwake();
  stop();
  await settled();
  expect([asked, released]).toEqual([1, 1]);
});

it('leaves the lecture alone where the browser refuses it, or has none', async () => {
  give = () => Promise.reject(new DOMException('Low power.', 'NotAllowedError'));
  const stop = keepAwake();
  await settled();
  stop();
  expect([asked, released]).toEqual([1, 0]);
  vi.stubGlobal('navigator', {});
  keepAwake()();
  expect(asked).toBe(1);
});
