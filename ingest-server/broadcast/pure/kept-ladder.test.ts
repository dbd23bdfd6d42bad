import { describe, expect, it } from 'vitest';
import type { TrackInfo } from './init-segment.ts';
import { keptLadder } from './kept-ladder.ts';
import { videoLadder } from './ladder.ts';

const infos: Readonly<Record<string, TrackInfo>> = {
  a96: { kind: 'audio', timescale: 48_000, codec: 'mp4a.40.2' },
  v360: { kind: 'video', timescale: 90_000, codec: 'avc1.64001E', width: 640, height: 360 },
  v540: { kind: 'video', timescale: 90_000, codec: 'avc1.64001F', width: 960, height: 540 },
  'av1-540': { kind: 'video', timescale: 90_000, codec: 'av01.0.04M.08', width: 960, height: 540 },
};

describe('keptLadder', () => {
  it('makes the ladder that the stream began with', () => {
    const { video } = keptLadder(Object.keys(infos), (name) => infos[name]) ?? {};
    expect(video).toEqual(videoLadder({ width: 960, height: 540, framesPerSecond: 30 }, 2));
  });

  it('HLS-26 knows how many frames it had, where that was kept', () => {
    const slow: TrackInfo = {
      ...{ kind: 'video', timescale: 90_000, codec: 'avc1.64001F' },
      ...{ width: 960, height: 540, framesPerSecond: 5 },
    };
    const { video } = keptLadder(['v540'], () => slow) ?? {};
    expect(video).toEqual(videoLadder({ width: 960, height: 540, framesPerSecond: 5 }, 1));
  });

  it('makes none where no picture was kept', () => {
    expect(keptLadder(['a96', 'v999'], (name) => infos[name])).toBeUndefined();
  });
});
