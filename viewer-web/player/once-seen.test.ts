import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { onceSeen } from './once-seen.ts';

type TellFrame = (now: number, frame: { expectedDisplayTime: number }) => void;

/** Of a video as far as is asked of it: a fake for a device that shows pictures. */
class FakeVideo extends EventTarget {
  videoWidth = 0;
  tellFrame: TellFrame | undefined;

  requestVideoFrameCallback(call: TellFrame): number {
    this.tellFrame = call;
    return 1;
  }
}

let video: FakeVideo;
let called: number;
const watch = () => onceSeen(video as unknown as HTMLVideoElement, () => (called += 1));

beforeEach(() => {
  vi.useFakeTimers();
  video = new FakeVideo();
  called = 0;
});
afterEach(() => void vi.useRealTimers());

it('calls after the first picture is on the screen, once', () => {
  watch();
  video.videoWidth = 640;
  video.dispatchEvent(new Event('playing'));
  video.tellFrame?.(1_000, { expectedDisplayTime: 1_030 });
  vi.advanceTimersByTime(30);
  expect(called).toBe(0);
  vi.advanceTimersByTime(1_000);
  video.tellFrame?.(2_000, { expectedDisplayTime: 2_030 });
  vi.advanceTimersByTime(1_000);
  expect(called).toBe(1);
});

it('takes what plays without a picture for seen', () => {
  watch();
  video.dispatchEvent(new Event('playing'));
  vi.advanceTimersByTime(1_000);
  expect(called).toBe(1);
});

it('takes what plays for seen where the browser has no word for a picture', () => {
  const old = new EventTarget();
  onceSeen(old as HTMLVideoElement, () => (called += 1));
  old.dispatchEvent(new Event('playing'));
  vi.advanceTimersByTime(1_000);
  expect(called).toBe(1);
});

it('calls nobody who gave up on it', () => {
  const giveUp = watch();
  video.tellFrame?.(1_000, { expectedDisplayTime: 1_030 });
  giveUp();
  video.dispatchEvent(new Event('playing'));
  vi.advanceTimersByTime(1_000);
  expect(called).toBe(0);
});
