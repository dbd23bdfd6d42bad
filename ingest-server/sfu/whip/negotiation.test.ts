import type { types } from 'mediasoup';
import * as ortc from 'mediasoup/ortc';
import { describe, expect, it } from 'vitest';
import { mediaCodecs } from '../pure/media-codecs.ts';
import { writeAnswer } from './pure/answer.ts';
import { agreeOnPublishing } from './pure/publishing.ts';
import { agreeOnWatching, watchedSections } from './pure/watching.ts';
import { readOffer } from './read-offer.ts';
import {
  chromium,
  chromiumPlayer,
  chromiumSimulcast,
  firefox,
  gstreamer,
  obs,
  offers,
} from './test-support/offers.ts';

const capabilities = ortc.generateRouterRtpCapabilities(structuredClone(mediaCodecs));
const TRANSPORT_CC = 'http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01';

function offerOf(sdp: string) {
  const read = readOffer(sdp);
  if (!read.ok) throw new Error(read.why);
  return read.offer;
}

const agree = (sdp: string, isRead: (mimeType: string) => boolean = () => true) =>
  agreeOnPublishing(offerOf(sdp), capabilities, isRead);

function agreed(sdp: string, isRead?: (mimeType: string) => boolean) {
  const outcome = agree(sdp, isRead);
  if (!outcome.ok) throw new Error(outcome.why);
  const of = (kind: string) => outcome.tracks.find((track) => track.kind === kind)!.rtpParameters;
  return { ...outcome, video: of('video'), audio: of('audio') };
}

const ours = {
  sessionId: 7,
  ice: { usernameFragment: 'ourufrag', password: 'ourpassword', iceLite: true },
  candidates: [
    {
      foundation: 'udpcandidate',
      priority: 1076302079,
      address: '192.0.2.9',
      ip: '192.0.2.9',
      protocol: 'udp',
      port: 4440,
      type: 'host',
    },
    {
      ...{ foundation: 'tcpcandidate', priority: 1076276479, address: '192.0.2.9', ip: '192.0.2.9' },
      ...{ protocol: 'tcp', port: 4440, type: 'host', tcpType: 'passive' },
    },
  ] satisfies types.IceCandidate[],
  fingerprint: { algorithm: 'sha-256', value: '11:22' },
  setup: 'passive',
} as const;

describe('what an encoder publishes', () => {
  it.each(Object.entries(offers))('of %s is what mediasoup takes', (_, sdp) => {
    const { tracks } = agreed(sdp);
    expect(tracks.map(({ kind }) => kind).sort()).toEqual(['audio', 'video']);
    for (const { rtpParameters } of tracks) {
      const whole = structuredClone(rtpParameters);
      ortc.validateAndNormalizeRtpParameters(whole);
      const mapping = ortc.getProducerRtpParametersMapping(whole, capabilities);
      expect(mapping.codecs).toHaveLength(rtpParameters.codecs.length);
    }
  });

  it.each(Object.entries(offers))('of %s is H.264 and Opus, whatever it likes better', (_, sdp) => {
    const { video, audio } = agreed(sdp);
    expect([video.codecs[0]?.mimeType, audio.codecs[0]?.mimeType]).toEqual(['video/H264', 'audio/opus']);
  });

  it('is in the form that every decoder has, and with its retransmissions', () => {
    const { video } = agreed(chromium);
    expect(video.codecs.map(({ mimeType, payloadType }) => [mimeType, payloadType])).toEqual([
      ['video/H264', 109],
      ['video/rtx', 114],
    ]);
    expect(video.encodings).toEqual([{ ssrc: 4001, rtx: { ssrc: 4002 } }]);
    expect(video.headerExtensions).toContainEqual({
      uri: TRANSPORT_CC,
      id: 3,
      encrypt: false,
      parameters: {},
    });
    expect(video.mid).toBe('1');
  });

  it('may be of a profile of its own: who decodes reads it in the picture', () => {
    const { video } = agreed(gstreamer);
    expect(video.codecs[0]).toMatchObject({ payloadType: 96, parameters: { 'profile-level-id': '42e01f' } });
    expect(agreed(obs.replace('packetization-mode=1;', '')).video.codecs[0]).toMatchObject({
      payloadType: 96,
    });
  });

  it('is told of by one kind of feedback alone how much gets through', () => {
    const told = (sdp: string) =>
      agreed(sdp)
        .video.codecs[0]?.rtcpFeedback?.map(({ type }) => type)
        .filter((type) => /transport-cc|remb/.test(type));
    expect(told(chromium)).toEqual(['transport-cc']);
    expect(told(chromium.replaceAll(TRANSPORT_CC, 'urn:unknown'))).toEqual(['goog-remb']);
    // Without the times of its packets there is nothing to tell it.
    expect(told(obs)).toEqual([]);
    expect(agreed(obs).video.codecs[0]?.rtcpFeedback).toEqual([
      { type: 'nack', parameter: '' },
      { type: 'nack', parameter: 'pli' },
    ]);
  });

  it('is another codec where that is what it has, or what is read here', () => {
    const onlyVp8 = chromium.replaceAll('H264/90000', 'H265/90000');
    expect(agreed(onlyVp8).video.codecs[0]).toMatchObject({ mimeType: 'video/VP8', payloadType: 96 });
    expect(agreed(chromium, (mimeType) => mimeType !== 'video/H264').video.codecs[0]?.mimeType).toBe(
      'video/VP8',
    );
  });

  it('is the whole picture where several sizes are sent', () => {
    const { video } = agreed(chromiumSimulcast);
    expect(video.encodings).toEqual([{ rid: 'f' }]);
    expect(video.codecs.map(({ mimeType }) => mimeType)).toEqual(['video/H264', 'video/rtx']);
    const withoutNames = chromiumSimulcast.replaceAll('rtp-stream-id', 'x');
    expect(agreed(withoutNames).video.encodings).toEqual([{}]);
  });

  it('may be a sound alone, or a picture alone', () => {
    const soundOnly = chromium.slice(0, chromium.indexOf('m=video')).replace('BUNDLE 0 1', 'BUNDLE 0');
    const outcome = agree(soundOnly);
    expect(outcome.ok && outcome.tracks.map(({ kind }) => kind)).toEqual(['audio']);
  });

  it.each([
    ['a codec that nobody reads', obs.replace('H264/90000', 'H265/90000'), 'H.264 or VP8'],
    ['a sound that nobody reads', obs.replace('opus/48000/2', 'MP4A-LATM/48000/2'), 'Opus'],
    ['nothing to send', chromiumPlayer, 'neither picture nor sound'],
    [
      'two pictures',
      `${chromium.replace('BUNDLE 0 1', 'BUNDLE 0 1 2')}${chromium.slice(chromium.indexOf('m=video')).replace('a=mid:1', 'a=mid:2')}`,
      'one picture',
    ],
    ['packets that nobody can tell apart', obs.replaceAll(/^a=ssrc.*\r\n/gm, ''), 'a=ssrc'],
  ])('is refused whole with %s', (_, sdp, because) => {
    expect(agree(sdp)).toEqual({ ok: false, why: expect.stringContaining(because) as string });
  });
});

describe('the answer', () => {
  it('to an encoder has its sections and numbers, and our side of the connection', () => {
    const { sections } = agreed(obs);
    expect(writeAnswer({ ...ours, isMixed: false, sections }).split('\r\n')).toEqual([
      ...[
        'v=0',
        'o=- 7 1 IN IP4 0.0.0.0',
        's=-',
        't=0 0',
        'a=group:BUNDLE 0 1',
        'a=ice-lite',
        'a=msid-semantic: WMS *',
      ],
      ...[
        'm=audio 9 UDP/TLS/RTP/SAVPF 111',
        'c=IN IP4 0.0.0.0',
        'a=rtcp:9 IN IP4 0.0.0.0',
        'a=mid:0',
        'a=recvonly',
      ],
      ...[
        'a=ice-ufrag:ourufrag',
        'a=ice-pwd:ourpassword',
        'a=fingerprint:sha-256 11:22',
        'a=setup:passive',
        'a=rtcp-mux',
      ],
      'a=rtpmap:111 opus/48000/2',
      'a=fmtp:111 minptime=10;maxaveragebitrate=96000;stereo=1;sprop-stereo=1;useinbandfec=1',
      'a=candidate:udpcandidate 1 udp 1076302079 192.0.2.9 4440 typ host',
      'a=candidate:tcpcandidate 1 tcp 1076276479 192.0.2.9 4440 typ host tcptype passive',
      'a=end-of-candidates',
      ...[
        'm=video 9 UDP/TLS/RTP/SAVPF 96',
        'c=IN IP4 0.0.0.0',
        'a=rtcp:9 IN IP4 0.0.0.0',
        'a=mid:1',
        'a=recvonly',
      ],
      ...[
        'a=ice-ufrag:ourufrag',
        'a=ice-pwd:ourpassword',
        'a=fingerprint:sha-256 11:22',
        'a=setup:passive',
        'a=rtcp-mux',
      ],
      ...[
        'a=rtpmap:96 H264/90000',
        'a=fmtp:96 profile-level-id=42e01f;packetization-mode=1;level-asymmetry-allowed=1',
      ],
      ...['a=rtcp-fb:96 nack', 'a=rtcp-fb:96 nack pli', ''],
    ]);
  });

  it('asks both ears of who has two, and one size of who has several', () => {
    const lines = (sdp: string) =>
      writeAnswer({ ...ours, isMixed: true, sections: agreed(sdp).sections }).split('\r\n');
    expect(lines(gstreamer)).toContain('a=fmtp:97 sprop-maxcapturerate=48000;sprop-stereo=1;stereo=1');
    expect(lines(firefox)).toContain('a=rtcp-rsize');
    const several = lines(chromiumSimulcast);
    expect(several.filter((line) => /^a=(rid|simulcast)/.test(line))).toEqual([
      'a=rid:f recv',
      'a=simulcast:recv f',
    ]);
    expect(several).toContain('a=extmap-allow-mixed');
  });

  it('turns down what it does not take, in its place', () => {
    const withData = chromium
      .concat('m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\na=mid:2\r\na=sctp-port:5000\r\n')
      .replace('BUNDLE 0 1', 'BUNDLE 0 1 2');
    const answer = writeAnswer({ ...ours, isMixed: false, sections: agreed(withData).sections });
    expect(answer).toContain('a=group:BUNDLE 0 1\r\n');
    expect(answer).toContain(
      'm=application 0 UDP/DTLS/SCTP webrtc-datachannel\r\nc=IN IP4 0.0.0.0\r\na=mid:2\r\na=inactive\r\n',
    );
  });
});

describe('what a player gets', () => {
  const capabilityOf = (name: string) => capabilities.codecs!.find(({ mimeType }) => mimeType === name)!;
  const onAir = { video: capabilityOf('video/H264'), audio: capabilityOf('audio/opus') };
  const watch = (sdp: string, programme: Parameters<typeof agreeOnWatching>[1] = onAir) =>
    agreeOnWatching(offerOf(sdp), programme, capabilities.headerExtensions!);

  it('is what is on air, by the numbers of its own offer', () => {
    const outcome = watch(chromiumPlayer);
    if (!outcome.ok) throw new Error(outcome.why);
    expect(outcome.tracks.map(({ routed }) => [routed.mimeType, routed.preferredPayloadType])).toEqual([
      ['audio/opus', 111],
      ['video/H264', 109],
    ]);
    // A router can be made of it.
    const routed = ortc.generateRouterRtpCapabilities(outcome.tracks.map((track) => track.routed));
    expect(routed.codecs!.map(({ preferredPayloadType }) => preferredPayloadType)).toEqual(
      expect.arrayContaining([111, 109]),
    );
  });

  it('is the picture alone where nothing sounds, and the sound alone for who takes no picture', () => {
    const kinds = (outcome: ReturnType<typeof watch>) => outcome.ok && outcome.tracks.map(({ kind }) => kind);
    expect(kinds(watch(chromiumPlayer, { video: onAir.video }))).toEqual(['video']);
    expect(kinds(watch(chromiumPlayer.replace(/a=recvonly(?![^]*a=recvonly)/, 'a=inactive')))).toEqual([
      'audio',
    ]);
  });

  it('is answered with what we send it under', () => {
    const offer = offerOf(chromiumPlayer);
    const outcome = agreeOnWatching(offer, onAir, capabilities.headerExtensions!);
    if (!outcome.ok) throw new Error(outcome.why);
    const made = outcome.tracks.map((track, i) => ({
      track,
      rtpParameters: {
        codecs: [
          {
            ...{ mimeType: track.routed.mimeType, payloadType: track.codec.payloadType, clockRate: 90_000 },
            rtcpFeedback: [{ type: 'nack', parameter: 'pli' }],
          },
        ],
        encodings: [{ ssrc: 5000 + i }],
        headerExtensions: [],
        rtcp: { cname: 'theirs' },
      },
    }));
    const answer = writeAnswer({ ...ours, isMixed: false, sections: watchedSections(offer, made) });
    expect(answer.match(/^a=(sendonly|msid:.*|ssrc:.*)$/gm)).toEqual([
      ...['a=sendonly', 'a=msid:rostrum audio', 'a=ssrc:5000 cname:theirs'],
      ...['a=sendonly', 'a=msid:rostrum video', 'a=ssrc:5001 cname:theirs'],
    ]);
    expect(answer).toContain('m=video 9 UDP/TLS/RTP/SAVPF 109\r\n');
    expect(answer).toContain('a=rtcp-fb:109 nack pli\r\n');
  });

  it.each([
    ['knows no such codec', chromiumPlayer.replaceAll('H264/90000', 'H265/90000'), 'H264'],
    [
      'knows it in no form that is sent',
      chromiumPlayer.replaceAll('packetization-mode=1', 'packetization-mode=0'),
      'H264',
    ],
    ['takes nothing', chromium, 'neither'],
  ])('is refused to one that %s', (_, sdp, because) => {
    expect(watch(sdp)).toEqual({ ok: false, why: expect.stringContaining(because) as string });
  });
});
