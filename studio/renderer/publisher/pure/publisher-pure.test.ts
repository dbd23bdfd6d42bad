import { describe, expect, it } from 'vitest';
import { type PublishHealth, adviseOn, readHealth } from './publish-health.ts';
import { mayPassLater, retryDelayMs } from './retry-delay.ts';
import { maxVideoBitrateBps, pickVideoCodec } from './video-settings.ts';

describe('waiting before another attempt', () => {
  it('doubles up to eight seconds, at least half of it for certain', () => {
    expect([0, 1, 2, 3, 20].map((attempt) => retryDelayMs(attempt, () => 0))).toEqual([
      150, 300, 600, 1200, 4000,
    ]);
    expect([0, 1, 2, 3, 20].map((attempt) => retryDelayMs(attempt, () => 1))).toEqual([
      300, 600, 1200, 2400, 8000,
    ]);
  });

  it('is never shorter than the server asked for', () => {
    expect(retryDelayMs(0, () => 0, 5000)).toBe(5000);
  });

  it('makes sense only where the answer may change', () => {
    expect(mayPassLater({ code: 'server-error', text: '' })).toBe(true);
    expect(mayPassLater({ code: 'no-media', text: '', retryAfterMs: 2000 })).toBe(true);
    expect(mayPassLater({ code: 'no-media', text: '' })).toBe(false);
    expect(mayPassLater({ code: 'not-allowed', text: '' })).toBe(false);
  });
});

describe('the video', () => {
  it('is H.264 in packetization mode 1 where the two sides share it', () => {
    const vp8 = { mimeType: 'video/VP8' };
    const mode0 = { mimeType: 'video/H264', parameters: { 'packetization-mode': 0 } };
    const mode1 = { mimeType: 'video/H264', parameters: { 'packetization-mode': 1 } };
    expect(pickVideoCodec([vp8, mode0, mode1])).toBe(mode1);
    expect(pickVideoCodec([vp8, mode0])).toBe(mode0);
    expect(pickVideoCodec([vp8])).toBeUndefined();
  });

  it('may take more bits the larger it is', () => {
    expect(maxVideoBitrateBps(540)).toBe(2_500_000);
    expect(maxVideoBitrateBps(720)).toBe(3_000_000);
    expect(maxVideoBitrateBps(1080)).toBe(6_000_000);
  });
});

describe('health', () => {
  const entries = (bytes: number, frames: number) => [
    {
      type: 'outbound-rtp',
      kind: 'video',
      bytesSent: bytes,
      framesEncoded: frames,
      qualityLimitationReason: 'none',
    },
    { type: 'outbound-rtp', kind: 'audio', bytesSent: bytes / 10 },
    { type: 'remote-inbound-rtp', kind: 'video', fractionLost: 0.02, roundTripTime: 0.034 },
    { type: 'candidate-pair' },
  ];

  it('is read from two samples of the statistics', () => {
    const first = readHealth(entries(0, 100), 1000, undefined);
    expect(readHealth(entries(500_000, 160), 3000, first).health).toEqual({
      bitrateBps: 2_200_000,
      framesPerSecond: 30,
      lossPct: 2,
      roundTripMs: 34,
      limitedBy: 'none',
    });
  });

  it('shows no negative rates after a new connection', () => {
    const first = readHealth(entries(250_000, 900), 1000, undefined);
    expect(readHealth(entries(1000, 3), 2000, first).health).toMatchObject({
      bitrateBps: 0,
      framesPerSecond: 0,
    });
  });

  it('does without what a browser leaves out', () => {
    expect(readHealth([], 1000, undefined).health).toEqual({
      bitrateBps: 0,
      framesPerSecond: 0,
      lossPct: 0,
      roundTripMs: undefined,
      limitedBy: 'none',
    });
  });

  const fine: PublishHealth = {
    bitrateBps: 2_000_000,
    framesPerSecond: 30,
    lossPct: 0,
    roundTripMs: 20,
    limitedBy: 'none',
  };

  it.each([
    [{}, 'good'],
    [{ bitrateBps: 0, framesPerSecond: 0 }, 'nothing-sent'],
    [{ lossPct: 8 }, 'lossy'],
    [{ limitedBy: 'cpu' }, 'slow-computer'],
    [{ framesPerSecond: 12 }, 'slow-computer'],
    [{ limitedBy: 'bandwidth' }, 'slow-network'],
    [{ roundTripMs: 600 }, 'far-away'],
    [{ roundTripMs: undefined }, 'good'],
  ] as const)('with %o gives the advice %s', (changed, advice) => {
    expect(adviseOn({ ...fine, ...changed }, 30)).toBe(advice);
  });
});
