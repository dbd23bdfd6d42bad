import { afterEach, expect, it, vi } from 'vitest';
import { probeBps } from './probe-line.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const closing = new AbortController().signal;

/** Gives pieces of so many bytes, each so long after the one before it; tells how many were taken. */
function answerWith(pieces: readonly number[], everyMs: number): { taken: number; asked: RequestInit[] } {
  const seen = { taken: 0, asked: [] as RequestInit[] };
  let nowMs = 1_000;
  vi.spyOn(performance, 'now').mockImplementation(() => nowMs);
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const size = pieces[seen.taken];
        if (size === undefined) return controller.close();
        if (seen.taken > 0) nowMs += everyMs;
        seen.taken += 1;
        controller.enqueue(new Uint8Array(size));
      },
    },
    { highWaterMark: 0 },
  );
  vi.stubGlobal('fetch', (_url: string, init: RequestInit) => {
    seen.asked.push(init);
    return Promise.resolve(new Response(body));
  });
  return seen;
}

it.each([
  ['a weak line', [1_400, 5_000, 5_000, 5_000], 100, 400_000],
  ['a line that is good again', [1_400, 50_000, 50_000], 10, 40_000_000],
  ['all of it at once', [3_000], 0, Infinity],
])('tells how fast %s is', async (_what, pieces, everyMs, bps) => {
  answerWith(pieces, everyMs);
  expect(await probeBps('/v360/7.m4s', closing)).toBe(bps);
});

it('asks the network, and leaves what it doesn’t need', async () => {
  const seen = answerWith(
    Array.from({ length: 100 }, () => 1_000),
    100,
  );
  expect(await probeBps('/v360/7.m4s', closing)).toBe(80_000);
  expect(seen.taken).toBe(7);
  expect(seen.asked[0]).toMatchObject({ cache: 'no-store', signal: { aborted: true } });
});

it.each([
  ['a server that is busy', () => Promise.resolve(new Response('busy', { status: 503 }))],
  ['a network that is away', () => Promise.reject(new TypeError('Failed to fetch'))],
  ['nothing', () => Promise.resolve(new Response(new Uint8Array()))],
])('knows nothing after %s', async (_what, answer) => {
  vi.stubGlobal('fetch', answer);
  expect(await probeBps('/v360/7.m4s', closing)).toBeUndefined();
});

it.each([403, 404])('leaves it to the picture where the piece is gone: %d', async (status) => {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response('', { status })));
  expect(await probeBps('/v360/9.m4s', closing)).toBe(Infinity);
});
