import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FeedWatch } from './feed-watch.ts';
import type { Feed } from './feed.ts';
import { audioFormat, studioPicture, videoFormat } from './test-support/studio.ts';

let packets: { video: () => Promise<number>; audio: () => Promise<number> };
beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  packets = { video: () => Promise.resolve(0), audio: () => Promise.resolve(0) };
});
afterEach(() => vi.useRealTimers());

function feedOf(kind: 'video' | 'audio'): Feed {
  return {
    format: kind === 'video' ? videoFormat : audioFormat,
    receivedPackets: () => packets[kind](),
    open: () => Promise.reject(new Error('nobody opens it here')),
  };
}

const watchBoth = () => {
  const feed = { video: { feed: feedOf('video'), picture: studioPicture }, audio: { feed: feedOf('audio') } };
  return new FeedWatch(feed, 7, () => Date.now());
};

it('knows when packets of each kind came last', async () => {
  const watch = watchBoth();
  await vi.advanceTimersByTimeAsync(1_000);
  const none = { flowedAt: undefined };
  expect(watch.facts).toEqual({ id: 7, cameAt: 1_000_000, picture: none, sound: none });
  let count = 0;
  packets.video = () => Promise.resolve((count += 1));
  packets.audio = () => Promise.resolve(12);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(watch.facts).toMatchObject({ picture: { flowedAt: 1_002_000 }, sound: { flowedAt: 1_001_250 } });
  watch.close();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(watch.facts.picture).toEqual({ flowedAt: 1_002_000 });
});

it('looks seldom while parts are made of it, and often again when they stay away', async () => {
  let [asked, count] = [0, 0];
  packets.video = () => {
    asked += 1;
    return Promise.resolve((count += 1));
  };
  const watch = watchBoth();
  const parts = setInterval(() => watch.handlePart('picture'), 300);
  await vi.advanceTimersByTimeAsync(300);
  asked = 0;
  await vi.advanceTimersByTimeAsync(9_900);
  expect(asked).toBeLessThanOrEqual(11);
  clearInterval(parts);
  await vi.advanceTimersByTimeAsync(650);
  expect(Date.now() - (watch.facts.picture?.flowedAt ?? 0)).toBeLessThan(250);
  watch.close();
});

it('looks often at sound of which nothing is made, while parts are made of the picture', async () => {
  let count = 0;
  packets.audio = () => Promise.resolve((count += 1));
  const watch = watchBoth();
  const parts = setInterval(() => watch.handlePart('picture'), 250);
  for (let looks = 0; looks < 40; looks += 1) {
    await vi.advanceTimersByTimeAsync(100);
    expect(Date.now() - (watch.facts.sound?.flowedAt ?? Date.now())).toBeLessThan(300);
  }
  clearInterval(parts);
  watch.close();
});

it('tells of no kind that is not sent', () => {
  const watch = new FeedWatch({ video: undefined, audio: undefined }, 1, () => Date.now());
  expect(watch.facts).toEqual({ id: 1, cameAt: 1_000_000, picture: undefined, sound: undefined });
  watch.close();
});

it('does not mind a feed that went, and asks one that is slow only once at a time', async () => {
  let asked = 0;
  packets.video = () => Promise.reject(new Error('the worker is gone'));
  packets.audio = () => {
    asked += 1;
    return new Promise(() => undefined);
  };
  const watch = watchBoth();
  await vi.advanceTimersByTimeAsync(2_000);
  expect([asked, watch.facts.picture]).toEqual([1, { flowedAt: undefined }]);
  watch.close();
});
