import { describe, expect, it } from 'vitest';
import { HARDWARE_H264, deviceArguments, h264EncoderArguments } from './encoder-choice.ts';
import { av1ProbeArguments, h264ProbeArguments, readBenchmark } from './encoder-probe.ts';

describe('what a probe asks for', () => {
  it.each(HARDWARE_H264)('HLS-68 is one second through %s as it would work', (encoder) => {
    const words = h264ProbeArguments(encoder).join(' ');
    const worked = h264EncoderArguments(encoder, { averageBps: 600_000, peakBps: 750_000 }, 'superfast');
    expect(words).toContain(worked.join(' '));
    expect(words).toContain(deviceArguments(encoder).join(' '));
    expect(words).toMatch(/ -t 1 .* -f null -$/);
  });

  it('HLS-67 is two seconds of something like a lecture for AV1', () => {
    const words = av1ProbeArguments('libsvtav1', 2).join(' ');
    expect(words).toMatch(
      /^-hide_banner -nostdin -nostats -benchmark -f lavfi -i testsrc2=s=640x360:r=30,noise=alls=6:allf=t,pad=1280:720:iw:ih:white -t 2 /,
    );
    expect(words).toContain('-c:v libsvtav1 -preset 10');
  });
});

describe('readBenchmark', () => {
  const size = { width: 1280, height: 720, framesPerSecond: 30 };

  it.each([
    [
      'frame=60\nbench: utime=0.832s stime=0.050s rtime=0.500s\nbench: maxrss=1kB',
      { ...size, speedX: 4, cpuPerS: 0.441 },
    ],
    ['bench: utime=1.000s stime=0.000s rtime=0.000s', undefined],
    ['Conversion failed!', undefined],
  ])('of %j is %o', (said, speed) => expect(readBenchmark(said)).toEqual(speed));
});
