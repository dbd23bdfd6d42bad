// Offers of the shape that each program sends, shortened by what is the same again.

const fingerprint = `a=fingerprint:sha-256 ${Array.from({ length: 32 }, (_, i) => (i + 160).toString(16).toUpperCase()).join(':')}`;
const lines = (...parts: (string | string[])[]) => `${parts.flat().join('\r\n')}\r\n`;

const MID = 'urn:ietf:params:rtp-hdrext:sdes:mid';
const RID = 'urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id';
const REPAIRED_RID = 'urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id';
const ABS_SEND_TIME = 'http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time';
const TRANSPORT_CC = 'http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01';
const AUDIO_LEVEL = 'urn:ietf:params:rtp-hdrext:ssrc-audio-level';

/** OBS Studio, with libdatachannel. */
export const obs = lines(
  ['v=0', 'o=rtc 3767197920 0 IN IP4 127.0.0.1', 's=-', 't=0 0', 'a=group:BUNDLE 0 1'],
  [
    'a=group:LS 0 1',
    'a=msid-semantic:WMS *',
    'a=setup:actpass',
    'a=ice-ufrag:Yjg7',
    'a=ice-pwd:4KTYBRuvVVbG6U4JS5bgjA',
  ],
  ['a=ice-options:ice2,trickle', fingerprint],
  ['m=audio 54321 UDP/TLS/RTP/SAVPF 111', 'c=IN IP4 192.168.1.20', 'a=mid:0', 'a=sendonly'],
  ['a=ssrc:1327501 cname:Fc9sKaqXNpnmkdL2', 'a=ssrc:1327501 msid:zHTRbYRGwSMlVYEn zHTRbYRGwSMlVYEn-audio'],
  ['a=msid:zHTRbYRGwSMlVYEn zHTRbYRGwSMlVYEn-audio', 'a=rtcp-mux', 'a=rtpmap:111 opus/48000/2'],
  ['a=fmtp:111 minptime=10;maxaveragebitrate=96000;stereo=1;sprop-stereo=1;useinbandfec=1'],
  ['a=candidate:1 1 UDP 2122317823 192.168.1.20 54321 typ host'],
  ['m=video 54321 UDP/TLS/RTP/SAVPF 96', 'c=IN IP4 192.168.1.20', 'a=mid:1', 'a=sendonly'],
  ['a=ssrc:1327502 cname:Fc9sKaqXNpnmkdL2', 'a=ssrc:1327502 msid:zHTRbYRGwSMlVYEn zHTRbYRGwSMlVYEn-video'],
  ['a=msid:zHTRbYRGwSMlVYEn zHTRbYRGwSMlVYEn-video', 'a=rtcp-mux', 'a=rtpmap:96 H264/90000'],
  ['a=rtcp-fb:96 nack', 'a=rtcp-fb:96 nack pli', 'a=rtcp-fb:96 goog-remb'],
  ['a=fmtp:96 profile-level-id=42e01f;packetization-mode=1;level-asymmetry-allowed=1', 'a=end-of-candidates'],
);

const chromiumAudio = [
  'a=rtpmap:111 opus/48000/2',
  'a=rtcp-fb:111 transport-cc',
  'a=fmtp:111 minptime=10;useinbandfec=1',
  'a=rtpmap:63 red/48000/2',
  'a=fmtp:63 111/111',
  'a=rtpmap:9 G722/8000',
  'a=rtpmap:0 PCMU/8000',
];
const chromiumFeedback = (payload: number) =>
  ['goog-remb', 'transport-cc', 'ccm fir', 'nack', 'nack pli'].map((each) => `a=rtcp-fb:${payload} ${each}`);
const chromiumCodec = (payload: number, name: string, config?: string) => [
  `a=rtpmap:${payload} ${name}/90000`,
  ...chromiumFeedback(payload),
  ...(config === undefined ? [] : [`a=fmtp:${payload} ${config}`]),
];
const chromiumRtx = (payload: number, of: number) => [
  `a=rtpmap:${payload} rtx/90000`,
  `a=fmtp:${payload} apt=${of}`,
];
const h264 = (profile: string, mode: 0 | 1) =>
  `level-asymmetry-allowed=1;packetization-mode=${mode};profile-level-id=${profile}`;
const chromiumVideo = [
  ...[...chromiumCodec(96, 'VP8'), ...chromiumRtx(97, 96)],
  ...[...chromiumCodec(98, 'VP9', 'profile-id=0'), ...chromiumRtx(99, 98)],
  ...[...chromiumCodec(103, 'H264', h264('42001f', 1)), ...chromiumRtx(104, 103)],
  ...[...chromiumCodec(107, 'H264', h264('42001f', 0)), ...chromiumRtx(108, 107)],
  ...[...chromiumCodec(109, 'H264', h264('42e01f', 1)), ...chromiumRtx(114, 109)],
  ...[...chromiumCodec(39, 'H264', h264('4d001f', 1)), ...chromiumRtx(40, 39)],
  ...['a=rtpmap:116 red/90000', 'a=rtpmap:118 ulpfec/90000'],
];
const chromiumHead = [
  ...['v=0', 'o=- 5228595038118931041 2 IN IP4 127.0.0.1', 's=-', 't=0 0', 'a=group:BUNDLE 0 1'],
  ...['a=extmap-allow-mixed', 'a=msid-semantic: WMS'],
];
const chromiumConnection = [
  ...[
    'c=IN IP4 0.0.0.0',
    'a=rtcp:9 IN IP4 0.0.0.0',
    'a=ice-ufrag:EsAw',
    'a=ice-pwd:bP+XJMM09aR8AiX1jdukzR6Y',
  ],
  ...['a=ice-options:trickle', fingerprint, 'a=setup:actpass'],
];
const audioExtensions = [
  ...[
    `a=extmap:1 ${AUDIO_LEVEL}`,
    `a=extmap:2 ${ABS_SEND_TIME}`,
    `a=extmap:3 ${TRANSPORT_CC}`,
    `a=extmap:4 ${MID}`,
  ],
];
const videoExtensions = [
  ...['a=extmap:14 urn:ietf:params:rtp-hdrext:toffset', `a=extmap:2 ${ABS_SEND_TIME}`],
  ...['a=extmap:13 urn:3gpp:video-orientation', `a=extmap:3 ${TRANSPORT_CC}`],
  ...['a=extmap:5 http://www.webrtc.org/experiments/rtp-hdrext/playout-delay', `a=extmap:4 ${MID}`],
  ...[`a=extmap:10 ${RID}`, `a=extmap:11 ${REPAIRED_RID}`],
];
const chromiumSections = (direction: string, sent: { audio: string[]; video: string[] }) =>
  lines(
    [
      ...chromiumHead,
      'm=audio 9 UDP/TLS/RTP/SAVPF 111 63 9 0',
      ...chromiumConnection,
      'a=mid:0',
      ...audioExtensions,
    ],
    [`a=${direction}`, 'a=rtcp-mux', 'a=rtcp-rsize', ...chromiumAudio, ...sent.audio],
    ['m=video 9 UDP/TLS/RTP/SAVPF 96 97 98 99 103 104 107 108 109 114 39 40 116 118', ...chromiumConnection],
    [
      'a=mid:1',
      ...videoExtensions,
      `a=${direction}`,
      'a=rtcp-mux',
      'a=rtcp-rsize',
      ...chromiumVideo,
      ...sent.video,
    ],
  );

/** A page in Chromium. */
export const chromium = chromiumSections('sendonly', {
  audio: ['a=msid:- d46fb922', 'a=ssrc:3001 cname:IWHQ', 'a=ssrc:3001 msid:- d46fb922'],
  video: [
    'a=msid:- 98178685',
    'a=ssrc-group:FID 4001 4002',
    'a=ssrc:4001 cname:IWHQ',
    'a=ssrc:4002 cname:IWHQ',
  ],
});

/** The same with three sizes of its picture. */
export const chromiumSimulcast = chromiumSections('sendonly', {
  audio: ['a=ssrc:3001 cname:IWHQ'],
  video: ['a=rid:q send', 'a=rid:h send', 'a=rid:f send', 'a=simulcast:send q;h;f'],
});

/** A page in Chromium that only watches. */
export const chromiumPlayer = chromiumSections('recvonly', { audio: [], video: [] });

/** A page in Firefox: its own order, one set of credentials for each section, TCP candidates. */
export const firefox = lines(
  ['v=0', 'o=mozilla...THIS_IS_SDPARTA-99.0 7268912 0 IN IP4 0.0.0.0', 's=-', 't=0 0', fingerprint],
  ['a=group:BUNDLE 0 1', 'a=ice-options:trickle', 'a=msid-semantic:WMS *'],
  ['m=audio 9 UDP/TLS/RTP/SAVPF 109 9 0 8 101', 'c=IN IP4 0.0.0.0', 'a=sendonly'],
  [
    `a=extmap:1 ${AUDIO_LEVEL}`,
    'a=extmap:2/recvonly urn:ietf:params:rtp-hdrext:csrc-audio-level',
    `a=extmap:3 ${MID}`,
  ],
  [
    'a=fmtp:109 maxplaybackrate=48000;stereo=1;useinbandfec=1',
    'a=fmtp:101 0-15',
    'a=ice-pwd:f0123456789abcdef0123456789abcdef',
  ],
  [
    'a=ice-ufrag:1e2f3a4b',
    'a=mid:0',
    'a=msid:{aa} {bb}',
    'a=rtcp-mux',
    'a=rtpmap:109 opus/48000/2',
    'a=rtpmap:9 G722/8000/1',
  ],
  ['a=rtpmap:0 PCMU/8000', 'a=rtpmap:8 PCMA/8000', 'a=rtpmap:101 telephone-event/8000/1', 'a=setup:actpass'],
  ['a=ssrc:2566107569 cname:{cc}'],
  ['m=video 9 UDP/TLS/RTP/SAVPF 120 124 126 127', 'c=IN IP4 0.0.0.0', 'a=sendonly', `a=extmap:3 ${MID}`],
  [
    `a=extmap:4 ${ABS_SEND_TIME}`,
    'a=extmap:5 urn:ietf:params:rtp-hdrext:toffset',
    `a=extmap:7 ${TRANSPORT_CC}`,
  ],
  ['a=fmtp:126 profile-level-id=42e01f;level-asymmetry-allowed=1;packetization-mode=1'],
  ['a=fmtp:120 max-fs=12288;max-fr=60', 'a=fmtp:124 apt=120', 'a=fmtp:127 apt=126'],
  ['a=ice-pwd:f0123456789abcdef0123456789abcdef', 'a=ice-ufrag:1e2f3a4b', 'a=mid:1', 'a=msid:{aa} {dd}'],
  ['a=rtcp-fb:120 nack', 'a=rtcp-fb:120 nack pli', 'a=rtcp-fb:120 ccm fir', 'a=rtcp-fb:120 goog-remb'],
  ['a=rtcp-fb:126 nack', 'a=rtcp-fb:126 nack pli', 'a=rtcp-fb:126 ccm fir', 'a=rtcp-fb:126 transport-cc'],
  [
    'a=rtcp-mux',
    'a=rtcp-rsize',
    'a=rtpmap:120 VP8/90000',
    'a=rtpmap:124 rtx/90000',
    'a=rtpmap:126 H264/90000',
  ],
  [
    'a=rtpmap:127 rtx/90000',
    'a=setup:actpass',
    'a=ssrc:3164008342 cname:{cc}',
    'a=ssrc:987654321 cname:{cc}',
  ],
  ['a=ssrc-group:FID 3164008342 987654321'],
);

/** GStreamer's whipclientsink: named sections, a profile of its encoder's own, parameter sets beside it. */
export const gstreamer = lines(
  ['v=0', 'o=- 8158238294186382342 0 IN IP4 0.0.0.0', 's=-', 't=0 0', 'a=ice-options:trickle'],
  ['a=group:BUNDLE video0 audio1'],
  [
    'm=video 9 UDP/TLS/RTP/SAVPF 96',
    'c=IN IP4 0.0.0.0',
    'a=setup:actpass',
    'a=ice-ufrag:qT2mGh0ZNSlJQa0OQr4rO1nQ0fUCZJXq',
  ],
  ['a=ice-pwd:Nrmz4tqgLpLVFcDcvL0bA7WfZ1Y7nF5u', 'a=bundle-only', 'a=rtcp-mux', 'a=rtcp-rsize', 'a=sendonly'],
  ['a=rtpmap:96 H264/90000', 'a=rtcp-fb:96 nack pli', 'a=rtcp-fb:96 ccm fir', 'a=rtcp-fb:96 transport-cc'],
  [
    `a=extmap:1 ${TRANSPORT_CC}`,
    'a=fmtp:96 packetization-mode=1;profile-level-id=64001f;sprop-parameter-sets=Z2QAH6zZQFAFuwEQAAADABAAAAMDwPGDGWA=,aOvjyyLA',
  ],
  [
    'a=ssrc:3484078952 msid:user3344942761@host-c94b6db webrtctransceiver0',
    'a=ssrc:3484078952 cname:user3344942761@host-c94b6db',
  ],
  ['a=mid:video0', fingerprint],
  [
    'm=audio 0 UDP/TLS/RTP/SAVPF 97',
    'c=IN IP4 0.0.0.0',
    'a=setup:actpass',
    'a=ice-ufrag:qT2mGh0ZNSlJQa0OQr4rO1nQ0fUCZJXq',
  ],
  ['a=ice-pwd:Nrmz4tqgLpLVFcDcvL0bA7WfZ1Y7nF5u', 'a=bundle-only', 'a=rtcp-mux', 'a=rtcp-rsize', 'a=sendonly'],
  [
    'a=rtpmap:97 OPUS/48000/2',
    'a=rtcp-fb:97 transport-cc',
    `a=extmap:1 ${TRANSPORT_CC}`,
    'a=fmtp:97 sprop-maxcapturerate=48000;sprop-stereo=1',
  ],
  ['a=ssrc:1948224230 cname:user3344942761@host-c94b6db', 'a=mid:audio1', fingerprint],
);

/** FFmpeg's WHIP muxer: DTLS as it can do it, nothing that isn't needed. */
export const ffmpeg = lines(
  ['v=0', 'o=FFmpeg 4489045141692799359 2 IN IP4 127.0.0.1', 's=FFmpegPublishSession', 't=0 0'],
  ['a=group:BUNDLE 0 1', 'a=extmap-allow-mixed', 'a=msid-semantic: WMS'],
  [
    'm=audio 9 UDP/TLS/RTP/SAVPF 111',
    'c=IN IP4 0.0.0.0',
    'a=ice-ufrag:9f7c1d2a',
    'a=ice-pwd:6d3a5f0e9b8c7d1e2f3a4b5c6d7e8f90',
  ],
  [
    fingerprint,
    'a=setup:passive',
    'a=mid:0',
    'a=sendonly',
    'a=msid:FFmpeg audio',
    'a=rtcp-mux',
    'a=rtpmap:111 opus/48000/2',
  ],
  ['a=ssrc:1723903 cname:FFmpeg', 'a=ssrc:1723903 msid:FFmpeg audio'],
  [
    'm=video 9 UDP/TLS/RTP/SAVPF 106',
    'c=IN IP4 0.0.0.0',
    'a=ice-ufrag:9f7c1d2a',
    'a=ice-pwd:6d3a5f0e9b8c7d1e2f3a4b5c6d7e8f90',
  ],
  [
    fingerprint,
    'a=setup:passive',
    'a=mid:1',
    'a=sendonly',
    'a=msid:FFmpeg video',
    'a=rtcp-mux',
    'a=rtcp-rsize',
  ],
  [
    'a=rtpmap:106 H264/90000',
    'a=fmtp:106 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42c01f',
  ],
  ['a=ssrc:1723904 cname:FFmpeg', 'a=ssrc:1723904 msid:FFmpeg video'],
);

export const offers = { obs, chromium, firefox, gstreamer, ffmpeg };
