import { expect, it } from 'vitest';
import { readTranscoderLine } from './transcoder-line.ts';

it.each([
  [
    'the size of what comes in',
    '[graph 0 input from stream 0:0 @ 0x55b9ba9914c0] [verbose] w:640 h:480 pixfmt:yuv420p tb:1/90000 fr:30/1 sar:1/1',
    { is: 'picture', size: { width: 640, height: 480 } },
  ],
  ['sound', '[graph 0 input from stream 0:1 @ 0x55b9ba9] [verbose] tb:1/48000 samplefmt:fltp', undefined],
  [
    'what a filter makes of it',
    "[Parsed_scale_2 @ 0x55b9] [verbose] w:960 h:540 flags:'' interl:0",
    undefined,
  ],
  ['what it read', '[info]   Stream #0:0: Video: h264 (High), yuv420p, 1920x1080, 30 fps', undefined],
  ['a warning', '[sdp @ 0x55b9ba51bf40] [warning] RTP: missed 3 packets', { is: 'trouble' }],
  ['an error', '[h264 @ 0x55a08c07e380] [error] no frame!', { is: 'trouble' }],
  ['what is not marked at all', 'Unrecognized option', { is: 'trouble' }],
])('of FFmpeg’s lines hears %s', (_, line, said) => expect(readTranscoderLine(line)).toEqual(said));
