import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { stayWithin } from './stay-within.ts';

/** Of a page as far as is asked of it. */
const page = { activeElement: undefined as unknown, body: { is: 'body' } };
const pressed = { is: 'pressed' };
const left = {
  focus(): void {
    page.activeElement = left;
  },
};
const element = {
  contains: (one: unknown) => one === pressed,
  querySelector: () => left,
} as unknown as HTMLElement;

beforeEach(() => void vi.stubGlobal('document', page));
afterEach(() => void vi.unstubAllGlobals());

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

it('goes to what is left where what was pressed is gone', async () => {
  page.activeElement = pressed;
  stayWithin(element);
  page.activeElement = page.body;
  await settled();
  expect(page.activeElement).toBe(left);
});

it('leaves the focus where it is, or where it went by itself', async () => {
  const elsewhere = { is: 'elsewhere' };
  page.activeElement = pressed;
  stayWithin(element);
  page.activeElement = elsewhere;
  await settled();
  expect(page.activeElement).toBe(elsewhere);
  page.activeElement = page.body;
  stayWithin(element);
  stayWithin(undefined);
  await settled();
  expect(page.activeElement).toBe(page.body);
});
