import type { types } from 'mediasoup';
import { codecIn, extensionsIn } from './codecs.ts';
import type { AnsweredSection } from './answered.ts';
import type { Offer, OfferedCodec, OfferedSection } from './offer.ts';

/** What one section of a player gets. */
export interface WatchedTrack {
  readonly kind: types.MediaKind;
  readonly section: OfferedSection;
  readonly codec: OfferedCodec;
  /** What a router has to call it for the player to understand it. */
  readonly routed: types.RouterRtpCodecCapability;
  readonly rtpCapabilities: types.RtpCapabilities;
}

export type Watching = { ok: true; tracks: readonly WatchedTrack[] } | { ok: false; why: string };

/** What goes out, by what its router calls it. */
export type OnAir = Partial<Record<types.MediaKind, types.RtpCodecCapability>>;

/**
 * What a player gets of what is on air: the first section of each kind. Its numbers stand for the codecs (RFC 3264 5.1),
 * and of the header extensions those are left that both call by the same number.
 */
export function agreeOnWatching(
  { sections }: Offer,
  onAir: OnAir,
  known: readonly types.RtpHeaderExtension[],
): Watching {
  const tracks: WatchedTrack[] = [];
  for (const kind of ['audio', 'video'] as const) {
    const capability = onAir[kind];
    const section = sections.find((each) => each.kind === kind && each.receives);
    if (!capability || !section) continue;
    const codec = codecIn(section, capability, 'receive');
    if (!codec)
      return {
        ok: false,
        why: `The programme is in ${nameOf(capability)}, which this player does not offer to take.`,
      };
    tracks.push(trackOf(kind, section, codec, capability, known));
  }
  if (tracks.length === 0)
    return { ok: false, why: 'This offer takes neither the picture nor the sound that is on air.' };
  return { ok: true, tracks };
}

function trackOf(
  kind: types.MediaKind,
  section: OfferedSection,
  codec: OfferedCodec,
  capability: types.RtpCodecCapability,
  known: readonly types.RtpHeaderExtension[],
): WatchedTrack {
  const { mimeType, clockRate, parameters } = capability;
  const { payloadType, channels } = codec;
  const spoken = { ...{ kind, mimeType, clockRate, parameters }, ...(kind === 'audio' ? { channels } : {}) };
  const rtcpFeedback = codec.feedback.filter(({ type, parameter }) =>
    capability.rtcpFeedback?.some((each) => each.type === type && (each.parameter ?? '') === parameter),
  );
  return {
    ...{ kind, section, codec },
    routed: { ...spoken, preferredPayloadType: payloadType },
    rtpCapabilities: {
      codecs: [{ ...spoken, preferredPayloadType: payloadType, rtcpFeedback: [...rtcpFeedback] }],
      headerExtensions: extensionsIn(section, known).map(({ id, uri }) => ({ kind, uri, preferredId: id })),
    },
  };
}

/** As the consumers that were made of it turned out. */
export function watchedSections(
  { sections }: Offer,
  made: readonly { readonly track: WatchedTrack; readonly rtpParameters: types.RtpParameters }[],
): AnsweredSection[] {
  return sections.map((section): AnsweredSection => {
    const found = made.find(({ track }) => track.section === section);
    if (!found) return { is: 'turned-down', section };
    const { track, rtpParameters } = found;
    const { codecs, encodings = [], headerExtensions = [], rtcp } = rtpParameters;
    const ssrc = encodings[0]?.ssrc;
    return {
      ...{ is: 'taken', section, direction: 'sendonly' },
      codecs: [{ codec: track.codec, feedback: codecs[0]?.rtcpFeedback ?? [] }],
      extensions: headerExtensions.map(({ id, uri }) => ({ id, uri })),
      ...(ssrc === undefined ? {} : { ssrc: { ssrc, cname: rtcp?.cname ?? 'rostrum' } }),
    };
  });
}

function nameOf({ mimeType }: types.RtpCodecCapability): string {
  return mimeType.split('/')[1] ?? mimeType;
}
