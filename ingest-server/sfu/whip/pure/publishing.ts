import type { types } from 'mediasoup';
import type { AnsweredSection } from './answered.ts';
import { codecIn, extensionsIn, feedbackIn, retransmissionOf } from './codecs.ts';
import type { Offer, OfferedCodec, OfferedSection } from './offer.ts';

export interface PublishedTrack {
  readonly kind: types.MediaKind;
  readonly rtpParameters: types.RtpParameters;
}

export type Publishing =
  | { ok: true; tracks: readonly PublishedTrack[]; sections: readonly AnsweredSection[] }
  | { ok: false; why: string };

const RID = 'urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id';
const REPAIRED_RID = 'urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id';
const MID = 'urn:ietf:params:rtp-hdrext:sdes:mid';

/**
 * What comes of an encoder's offer. All of what it would send is taken or nothing (RFC 9725 4.4.3): an encoder that is on
 * air without its sound would not notice.
 */
export function agreeOnPublishing(
  { sections }: Offer,
  capabilities: types.RtpCapabilities,
  isRead: (mimeType: string) => boolean,
): Publishing {
  const tracks: PublishedTrack[] = [];
  const answered: AnsweredSection[] = [];
  for (const section of sections) {
    const { kind } = section;
    if (kind === 'other' || !section.sends) {
      answered.push({ is: 'turned-down', section });
      continue;
    }
    const words = kind === 'audio' ? 'sound' : 'picture';
    if (tracks.some((track) => track.kind === kind))
      return { ok: false, why: `A programme has one ${words}, and this offer has more.` };
    const taken = publishedIn(section, kind, capabilities, isRead);
    if (taken === 'no-codec')
      return { ok: false, why: `The ${words} comes in no codec that is read here: ${wanted[kind]}.` };
    if (taken === 'unmarked')
      return {
        ok: false,
        why: `Nothing says which packets are the ${words}: the offer has no a=ssrc and no MID.`,
      };
    tracks.push({ kind, rtpParameters: taken.rtpParameters });
    answered.push(taken.answer);
  }
  if (tracks.length === 0) return { ok: false, why: 'This offer sends neither picture nor sound.' };
  return { ok: true, tracks, sections: answered };
}

const wanted = { audio: 'send Opus', video: 'send H.264 or VP8' } as const;

interface Published {
  readonly rtpParameters: types.RtpParameters;
  readonly answer: AnsweredSection;
}

function publishedIn(
  section: OfferedSection,
  kind: types.MediaKind,
  capabilities: types.RtpCapabilities,
  isRead: (mimeType: string) => boolean,
): Published | 'no-codec' | 'unmarked' {
  const extensions = extensionsIn(section, capabilities.headerExtensions ?? []);
  const encoding = encodingOf(section, extensions);
  if (!encoding) return 'unmarked';
  // In the router's order: what FFmpeg reads cheapest goes before what the encoder likes best.
  for (const capability of capabilities.codecs ?? []) {
    const codec = codecIn(section, capability, 'send');
    if (!codec || !isRead(capability.mimeType)) continue;
    const feedback = feedbackIn(codec, capability, extensions);
    const rtx = isRepairKnown(encoding, extensions)
      ? retransmissionOf(section, codec.payloadType)
      : undefined;
    return {
      rtpParameters: {
        mid: section.mid,
        codecs: [parametersOf(codec, capability, feedback), ...(rtx ? [rtxOf(rtx, codec)] : [])],
        headerExtensions: extensions,
        encodings: [rtx ? encoding : withoutRtx(encoding)],
        rtcp: { reducedSize: true, ...(section.cname === undefined ? {} : { cname: section.cname }) },
      },
      answer: {
        ...{ is: 'taken', section, direction: 'recvonly', extensions },
        codecs: [{ codec, feedback }, ...(rtx ? [{ codec: rtx, feedback: [] }] : [])],
        ...(encoding.rid === undefined ? {} : { layer: encoding.rid }),
      },
    };
  }
  return 'no-codec';
}

function encodingOf(
  { layer, ssrc }: OfferedSection,
  extensions: readonly { uri: string }[],
): types.RtpEncodingParameters | undefined {
  const has = (uri: string) => extensions.some((extension) => extension.uri === uri);
  // A layer is known by its name in each packet, and the section by its own.
  if (layer !== undefined && has(RID) && has(MID)) return { rid: layer };
  if (!ssrc) return has(MID) ? {} : undefined;
  return { ssrc: ssrc.ssrc, ...(ssrc.rtxSsrc === undefined ? {} : { rtx: { ssrc: ssrc.rtxSsrc } }) };
}

/** Whether it can be told what a packet that was sent again belongs to. */
function isRepairKnown(
  { rid, rtx }: types.RtpEncodingParameters,
  extensions: readonly { uri: string }[],
): boolean {
  return rid === undefined ? rtx !== undefined : extensions.some(({ uri }) => uri === REPAIRED_RID);
}

function withoutRtx({ rtx: _rtx, ...encoding }: types.RtpEncodingParameters): types.RtpEncodingParameters {
  return encoding;
}

const ofOpus = ['minptime', 'useinbandfec', 'usedtx', 'stereo', 'sprop-stereo', 'maxaveragebitrate'];

// Of a picture what the router calls it: mediasoup is exact about profiles, and whoever decodes reads the picture's own.
function parametersOf(
  { payloadType, channels, parameters }: OfferedCodec,
  { kind, mimeType, clockRate, parameters: known }: types.RtpCodecCapability,
  rtcpFeedback: types.RtcpFeedback[],
): types.RtpCodecParameters {
  const opus = Object.entries(parameters).filter(
    ([name, value]) => ofOpus.includes(name) && /^\d{1,9}$/.test(value),
  );
  return {
    ...{ mimeType, payloadType, clockRate, rtcpFeedback },
    ...(kind === 'audio' ? { channels } : {}),
    parameters:
      kind === 'audio'
        ? Object.fromEntries(opus.map(([name, value]) => [name, Number(value)]))
        : { ...(known as object) },
  };
}

function rtxOf(
  { payloadType, clockRate }: OfferedCodec,
  { payloadType: apt }: OfferedCodec,
): types.RtpCodecParameters {
  return { mimeType: 'video/rtx', payloadType, clockRate, parameters: { apt }, rtcpFeedback: [] };
}
