import { beforeEach, describe, expect, it } from 'vitest';
import { NativeEngine } from './native-engine.ts';
import type { FailureKind } from './pure/player-state.ts';

/** What the engine touches of a video element, and no more. */
class Video extends EventTarget {
  src = '';
  currentTime = 0;
  readyState = 0;
  error: { code: number } | null = null;
  seekableEnds: number[] = [];
  startDate = new Date(Number.NaN);
  loads = 0;

  readonly seekable = {
    length: 0,
    start: () => 0,
    end: (index: number) => this.seekableEnds[index] ?? Number.NaN,
  };

  show(currentTime: number, seekableEnd: number): void {
    this.readyState = 4;
    this.currentTime = currentTime;
    this.seekableEnds = [seekableEnd];
    this.seekable.length = 1;
  }

  fail(code: number): void {
    this.error = { code };
    this.dispatchEvent(new Event('error'));
  }

  getStartDate(): Date {
    return this.startDate;
  }

  removeAttribute(name: 'src'): void {
    this[name] = '';
  }

  load(): void {
    this.loads += 1;
  }
}

let video: Video;
let engine: NativeEngine;
let ready: number;
let failures: FailureKind[];
let moveUrl: (url: string) => string;

beforeEach(() => {
  video = new Video();
  ready = 0;
  failures = [];
  moveUrl = (url) => url;
  engine = new NativeEngine({
    video: video as unknown as HTMLVideoElement,
    url: '/live/c1/main.m3u8',
    quality: 'auto',
    currentUrl: (url) => moveUrl(url),
    onReady: () => (ready += 1),
    onFailed: (kind) => failures.push(kind),
  });
});

describe('a browser that plays the lecture by itself', () => {
  it('gets the same playlist, and is ready to be told to play at once', () => {
    expect(video.src).toBe('/live/c1/main.m3u8');
    expect(ready).toBe(1);
    expect(engine.edge).toBeUndefined();
    expect(engine.playingAtMs).toBeUndefined();
  });

  it('tells how old the picture is, by the date of the playlist’s first moment', () => {
    video.startDate = new Date(5_000_000);
    video.show(10, 12);
    expect(engine.playingAtMs).toBe(5_010_000);
  });

  it('goes back to the distance that it kept before it fell behind', () => {
    video.show(10, 12);
    expect(engine.edge).toEqual({ behindS: 2, targetS: 2, gainS: 0 });
    video.show(11, 21);
    expect(engine.edge).toEqual({ behindS: 10, targetS: 2, gainS: 8 });
    expect(engine.livePositionS).toBe(19);
  });

  it('knows where a moment stands that its playlist holds', () => {
    expect(engine.positionOf(5_010_000)).toBeUndefined();
    video.startDate = new Date(5_000_000);
    video.show(10, 12);
    expect([5_004_000, 5_099_000, 4_999_000].map((atMs) => engine.positionOf(atMs))).toEqual([
      4,
      12,
      undefined,
    ]);
  });

  it('begins with a moment of before where it is told to', () => {
    const other = new Video();
    new NativeEngine({
      video: other as unknown as HTMLVideoElement,
      quality: 'auto',
      ...{ url: '/live/c1/dvr.m3u8', beginS: 30 },
      ...{ currentUrl: (url: string) => url, onReady: () => undefined, onFailed: () => undefined },
    });
    other.show(598, 600);
    other.dispatchEvent(new Event('canplay'));
    expect(other.currentTime).toBe(30);
  });

  it('tells its failures, and loads anew when it is to try again', () => {
    video.fail(4);
    engine.resumeLoading();
    expect(failures).toEqual(['network']);
    expect(video.loads).toBe(1);
    expect(ready).toBe(2);
  });

  it.each(['resumeLoading', 'recoverMedia'] as const)('asks by the address of now at %s', (recovery) => {
    moveUrl = (url) => url.replace('/live/', '/live/renewed/');
    expect(video.src).toBe('/live/c1/main.m3u8');
    engine[recovery]();
    expect(video.src).toBe('/live/renewed/c1/main.m3u8');
    expect(video.loads).toBe(1);
  });

  it('lets go of the video, and tells nothing more', () => {
    engine.close();
    video.fail(4);
    expect(video.src).toBe('');
    expect(failures).toEqual([]);
  });
});
