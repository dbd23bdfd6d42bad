import { expect, it } from 'vitest';
import { findRtpCodecs } from './rtp-codecs.ts';
import { ffmpeg } from './test-support/programs.ts';

it('asks FFmpeg itself what a studio may send', async (context) => {
  context.skip(ffmpeg === undefined, 'needs ffmpeg');
  if (!ffmpeg) return;
  const codecs = await findRtpCodecs(ffmpeg);
  expect([...codecs]).toEqual(expect.arrayContaining(['video/H264', 'video/VP8', 'video/VP9']));
  // RTP's AV1 came with FFmpeg 8.
  if (ffmpeg.major < 7) expect(codecs.has('video/AV1')).toBe(false);
});

it('believes the usual of a program that is no FFmpeg', async () => {
  const codecs = await findRtpCodecs({ path: '/nowhere/ffmpeg', version: '0', major: 0 });
  expect([...codecs]).toEqual(['video/H264', 'video/VP8', 'video/VP9']);
});
