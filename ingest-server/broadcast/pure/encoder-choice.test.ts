import { describe, expect, it } from 'vitest';
import {
  AV1_ENCODERS,
  type Encoder,
  type H264Encoder,
  HARDWARE_H264,
  deviceArguments,
  encodersNamed,
  h264EncoderArguments,
  pixelFilter,
} from './encoder-choice.ts';

const listing = `Encoders:
 V..... = Video
 A..... = Audio
 ------
 V....D libx264              libx264 H.264 / AVC / MPEG-4 AVC (codec h264)
 V....D h264_vaapi           H.264/AVC (VAAPI) (codec h264)
 V....D h264_nvenc           NVIDIA NVENC H.264 encoder (codec h264)
 V..... libsvtav1            SVT-AV1 encoder, faster than av1_nvenc (codec av1)
 A....D aac                  AAC (Advanced Audio Coding)
`;

describe('encodersNamed', () => {
  it('finds those that are listed, in the order in which they are liked', () => {
    expect(encodersNamed(listing, HARDWARE_H264)).toEqual(['h264_nvenc', 'h264_vaapi']);
  });

  it('takes no mention for a listing', () => {
    expect(encodersNamed(listing, AV1_ENCODERS)).toEqual(['libsvtav1']);
    expect(encodersNamed('no encoders here', AV1_ENCODERS)).toEqual([]);
  });
});

const rates = '-profile:v high -b:v 1400000 -maxrate 1750000 -bufsize 1750000 -bf 0';
const ways: [H264Encoder, string, string, string][] = [
  ['libx264', '', 'format=yuv420p', '-preset superfast -tune zerolatency -sc_threshold 0'],
  [
    'h264_nvenc',
    '',
    'format=nv12',
    '-preset p4 -tune ull -rc vbr -zerolatency 1 -delay 0 -forced-idr 1 -no-scenecut 1',
  ],
  ['h264_qsv', '', 'format=nv12', '-preset veryfast -async_depth 1 -forced_idr 1'],
  ['h264_vaapi', '-vaapi_device /dev/dri/renderD128', 'format=nv12,hwupload', '-rc_mode VBR'],
  ['h264_videotoolbox', '', 'format=nv12', '-realtime 1 -allow_sw 0'],
];

describe('H.264', () => {
  it.each(ways)('HLS-68 tells %s to hold nothing back', (encoder, device, pixels, way) => {
    const rung = { averageBps: 1_400_000, peakBps: 1_750_000 };
    expect(h264EncoderArguments(encoder, rung, 'superfast').join(' ')).toBe(
      `-c:v ${encoder} ${way} ${rates}`,
    );
    expect([deviceArguments(encoder).join(' '), pixelFilter(encoder)]).toEqual([device, pixels]);
  });
});

describe('AV1', () => {
  it.each<[Encoder, string[], string]>([
    ['libsvtav1', [], 'format=yuv420p'],
    ['av1_nvenc', [], 'format=nv12'],
    ['av1_qsv', [], 'format=nv12'],
    ['av1_vaapi', ['-vaapi_device', '/dev/dri/renderD128'], 'format=nv12,hwupload'],
  ])('gives %s its device and its pixels', (encoder, device, pixels) => {
    expect([deviceArguments(encoder), pixelFilter(encoder)]).toEqual([device, pixels]);
  });
});
