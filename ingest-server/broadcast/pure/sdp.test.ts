import { expect, it } from 'vitest';
import { type RtpFormat, describeSession } from './sdp.ts';

const picture: RtpFormat = {
  ...{ kind: 'video', mimeType: 'video/H264', payloadType: 102, clockRate: 90_000 },
  formatParameters: { 'packetization-mode': 1, 'profile-level-id': '42e01f' },
};
const sound: RtpFormat = {
  ...{ kind: 'audio', mimeType: 'audio/opus', payloadType: 100, clockRate: 48_000, channels: 2 },
  formatParameters: {},
};
const mono: RtpFormat = { ...sound, channels: 1 };

const opening = ['v=0', 'o=- 0 0 IN IP4 127.0.0.1', 's=rostrum', 'c=IN IP4 127.0.0.1', 't=0 0'];
const pictureLines = [
  ...['m=video 5000 RTP/AVP 102', 'a=rtcp:5001', 'a=rtpmap:102 H264/90000'],
  ...['a=fmtp:102 packetization-mode=1;profile-level-id=42e01f', 'a=recvonly'],
];

it.each([
  ['picture alone', [{ format: picture, rtpPort: 5000, rtcpPort: 5001 }], pictureLines],
  [
    'sound alone, with its channels',
    [{ format: sound, rtpPort: 5002, rtcpPort: 5003 }],
    ['m=audio 5002 RTP/AVP 100', 'a=rtcp:5003', 'a=rtpmap:100 opus/48000/2', 'a=recvonly'],
  ],
  [
    'one channel, which goes without saying',
    [{ format: mono, rtpPort: 5002, rtcpPort: 5003 }],
    ['m=audio 5002 RTP/AVP 100', 'a=rtcp:5003', 'a=rtpmap:100 opus/48000', 'a=recvonly'],
  ],
  [
    'both, each with its own lines, and the sound, which a busy picture would starve, first',
    [
      { format: picture, rtpPort: 5000, rtcpPort: 5001 },
      { format: sound, rtpPort: 5002, rtcpPort: 5003 },
    ],
    [
      ...['m=audio 5002 RTP/AVP 100', 'a=rtcp:5003', 'a=rtpmap:100 opus/48000/2', 'a=recvonly'],
      ...pictureLines,
    ],
  ],
])('describes %s', (_, receivers, lines) => {
  expect(describeSession('127.0.0.1', receivers)).toBe([...opening, ...lines, ''].join('\r\n'));
});
