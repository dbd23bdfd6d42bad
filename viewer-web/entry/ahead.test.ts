import { afterEach, expect, it, vi } from 'vitest';
import { fetchAhead } from './ahead.ts';

const WAVES = '/api/classes/DEMO';

/** As the server writes it. */
function openPage(answered?: { url: string; status: number; body: object }): void {
  let isThere = answered !== undefined;
  const element = { textContent: JSON.stringify(answered), remove: () => (isThere = false) };
  vi.stubGlobal('document', { getElementById: () => (isThere ? element : null) });
  vi.stubGlobal('fetch', (url: string) => Promise.resolve(new Response(`now ${url}`)));
}

const textOf = async (url: string) => (await fetchAhead(url, {})).text();

afterEach(() => vi.unstubAllGlobals());

it('takes what came with the page once, and asks anew from then on', async () => {
  openPage({ url: WAVES, status: 200, body: { code: 'DEMO' } });
  expect([await textOf(WAVES), await textOf(WAVES)]).toEqual(['{"code":"DEMO"}', `now ${WAVES}`]);
});

it('takes a refusal for one', async () => {
  openPage({ url: WAVES, status: 404, body: { refusal: {} } });
  const { ok, status } = await fetchAhead(WAVES, {});
  expect([ok, status]).toEqual([false, 404]);
});

it.each([
  ['another class', { url: '/api/classes/OPTICS', status: 200, body: {} }],
  ['nothing', undefined],
])('asks by itself where %s was answered', async (_what, answered) => {
  openPage(answered);
  expect(await textOf(WAVES)).toBe(`now ${WAVES}`);
});
