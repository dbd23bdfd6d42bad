import { expect, it } from 'vitest';
import type { TrackInfo } from '../../pure/init-segment.ts';
import { Content } from './content.ts';
import type { KeptSegment } from './kept.ts';
import { contentOf, leadingRung, manifestOf, manifestSchema, parseTrackInfo } from './manifest.ts';
import * as v from 'valibot';

const picture: TrackInfo = {
  ...{ kind: 'video', timescale: 90_000, codec: 'avc1.64001E' },
  ...{ width: 640, height: 360, framesPerSecond: 25 },
};
const sound: TrackInfo = { kind: 'audio', timescale: 48_000, codec: 'mp4a.40.2', channels: 2 };
const segment = (msn: number, run = 0): KeptSegment => ({
  ...{ msn, run, wallMs: 10_000 + 2_000 * msn, durationMs: 2_000, is: 'complete', bytes: 100 },
});
const numbers = (content: Content, name: string) =>
  content.track(name)?.segments.map(({ msn, is }) => `${msn} ${is}`);

it('takes each number once and in order, and knows what never came as gaps', () => {
  const content = new Content();
  expect(content.add('v360', segment(1))).toBe(false);
  expect(content.addInit('v360', 0, picture)).toBe(true);
  expect(content.addInit('v360', 0, picture)).toBe(false);
  expect([3, 3, 2, 6].map((msn) => content.add('v360', segment(msn)))).toEqual([true, false, false, true]);
  expect(numbers(content, 'v360')).toEqual(['3 complete', '4 gap', '5 gap', '6 complete']);
  expect(content.at('v360', 5)).toEqual({ ...segment(5), is: 'gap', bytes: 0 });
  content.lose('v360', 6);
  content.lose('v360', 7);
  content.lose('a96', 6);
  expect(numbers(content, 'v360')).toEqual(['3 complete', '4 gap', '5 gap', '6 gap']);
});

it('knows the newest of all rungs, and fills all of them up to one number', () => {
  const content = new Content();
  expect(content.newest).toBeUndefined();
  content.addInit('v360', 0, picture);
  content.addInit('a96', 0, sound);
  content.addInit('a96', 4, sound);
  content.add('v360', segment(1));
  content.add('a96', segment(2, 3));
  expect(content.newest).toEqual({ msn: 2, run: 4, endMs: 16_000 });
  content.fillTo(4);
  expect(numbers(content, 'v360')).toEqual(['1 complete', '2 gap', '3 gap']);
  expect(numbers(content, 'a96')).toEqual(['2 complete', '3 gap']);
});

it('is the same after its way through a manifest', () => {
  const content = new Content();
  content.addInit('a96', 0, sound);
  content.addInit('v360', 0, picture);
  content.addInit('v360', 1, picture);
  for (const msn of [1, 2]) for (const name of ['a96', 'v360']) content.add(name, segment(msn));
  content.add('v360', segment(4, 1));
  const kept = content.rungs.map((name) => content.track(name)?.segments.map((one) => ({ ...one })));
  content.fillTo(9);
  expect(leadingRung(content)).toBe('v360');
  const manifest = manifestOf({ classId: 'c' as never, streamId: 's' as never }, content)!;
  expect(manifest).toMatchObject({ startedAtMs: 12_000, durationMs: 8_000, bytes: 500, gaps: 1 });
  const again = contentOf(v.parse(manifestSchema, JSON.parse(JSON.stringify(manifest))));
  expect(again.rungs).toEqual(['a96', 'v360']);
  // What was filled up for a life that brought nothing more is not missing.
  kept[0]?.push(...[3, 4].map((msn) => ({ ...segment(msn), is: 'gap' as const, bytes: 0 })));
  expect(again.rungs.map((name) => again.track(name)?.segments)).toEqual(kept);
  expect(again.track('v360')).toMatchObject({ info: picture, runs: [0, 1] });
  expect(again.track('a96')?.info).toEqual(sound);
});

it('can be read where an earlier version kept less of a track', () => {
  const { framesPerSecond: _, ...size } = picture as Extract<TrackInfo, { kind: 'video' }>;
  const { channels: __, ...voice } = sound as Extract<TrackInfo, { kind: 'audio' }>;
  expect([size, voice].map((info) => parseTrackInfo(JSON.stringify(info)))).toEqual([size, voice]);
});

it('is no recording where nothing came that could be watched', () => {
  const content = new Content();
  const stream = { classId: 'c' as never, streamId: 's' as never };
  expect(manifestOf(stream, content)).toBeUndefined();
  content.addInit('v360', 0, picture);
  expect(manifestOf(stream, content)).toBeUndefined();
  content.add('v360', segment(1));
  content.lose('v360', 1);
  expect(manifestOf(stream, content)).toBeUndefined();
});
