import { expect, it } from 'vitest';
import { codecRefusal, readableCodecs } from './rtp-codecs.ts';

const session = (av1: string) => `
[sdp @ 0x5] Could not find codec parameters for stream 0 (Video: h264, none): unspecified size
Input #0, sdp, from 'pipe:0':
  Stream #0:0: Video: h264, none, 90k tbr, 90k tbn
  Stream #0:1: Video: vp8, none, 90k tbr, 90k tbn
  Stream #0:2: Video: vp9, none, 90k tbr, 90k tbn
  Stream #0:3: Video: ${av1}, none, 90k tbr, 90k tbn
`;
const decoders = (av1: string) => ` V..... = Video
 VFS..D ${av1}     AV1 (codec av1)
 VFS..D h264       H.264
 VF..BD vp8        On2 VP8
 VFS..D vp9        Google VP9
 A....D opus       Opus
`;
const usual = ['video/H264', 'video/VP8', 'video/VP9'];

it.each([
  ['takes AV1 from RTP and decodes it', 'av1', 'libdav1d', [...usual, 'video/AV1']],
  ['has no depacketiser of AV1', 'none', 'libdav1d', usual],
  ['has only the decoder of AV1 that needs a graphics card', 'av1', 'av1', usual],
])('an FFmpeg that %s', (_, stream, decoder, readable) => {
  expect([...readableCodecs(session(stream), decoders(decoder))]).toEqual(readable);
});

it('of an FFmpeg that can’t be asked the usual is believed', () => {
  expect([...readableCodecs('Unrecognized option listen_timeout', '')]).toEqual(usual);
});

it('says in words what else to send', () => {
  expect(codecRefusal('video/AV1', new Set(usual))).toBe(
    'The server’s FFmpeg can’t read AV1 from a studio. Send H.264, VP8 or VP9 instead.',
  );
  expect(codecRefusal('video/VP9', new Set(['video/H264']))).toContain('Send H.264 instead.');
  expect(codecRefusal('video/h264', new Set(usual))).toBeUndefined();
  expect(codecRefusal('audio/opus', new Set(usual))).toBeUndefined();
});
