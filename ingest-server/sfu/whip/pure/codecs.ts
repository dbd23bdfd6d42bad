import type { types } from 'mediasoup';
import type { OfferedCodec, OfferedSection } from './offer.ts';

type Capability = types.RtpCodecCapability;
type Feedback = types.RtcpFeedback;

const TRANSPORT_CC = 'http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01';
const ABS_SEND_TIME = 'http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time';

/** Which of a section's codecs this is, in the form that the other side does best; undefined where there is none. */
export function codecIn(
  { codecs, kind }: OfferedSection,
  capability: Capability,
  to: 'send' | 'receive',
): OfferedCodec | undefined {
  const [ofKind, name] = capability.mimeType.toLowerCase().split('/');
  // What is sent again goes with what was sent.
  if (name === 'rtx') return undefined;
  const same = codecs.filter(
    (codec) =>
      kind === ofKind &&
      codec.name.toLowerCase() === name &&
      codec.clockRate === capability.clockRate &&
      codec.channels === (capability.channels ?? 1),
  );
  const fitting = same.filter((codec) => fit(name, codec, to) < UNFIT);
  return fitting.sort((one, other) => fit(name, one, to) - fit(name, other, to))[0];
}

const UNFIT = 9;

/** How far from what the SFU calls this codec; sorting leaves equals in the order that they were offered. */
function fit(name: string | undefined, { parameters }: OfferedCodec, to: 'send' | 'receive'): number {
  switch (name) {
    case 'h264': {
      const mode = parameters['packetization-mode'] ?? '0';
      // One who sends a packet for each unit is understood; one who knows no other would not understand us.
      if (mode !== '1') return mode === '0' && to === 'send' ? 2 : UNFIT;
      // Constrained baseline; what the picture really is stands in its own units, and is read there.
      return /^42[4-7c-f]/i.test(parameters['profile-level-id'] ?? '') ? 0 : 1;
    }
    case 'vp9':
      return (parameters['profile-id'] ?? '0') === '0' ? 0 : UNFIT;
    case 'av1':
      return (parameters['profile'] ?? '0') === '0' ? 0 : UNFIT;
    default:
      return 0;
  }
}

export function retransmissionOf({ codecs }: OfferedSection, payloadType: number): OfferedCodec | undefined {
  return codecs.find(
    ({ name, parameters }) => name.toLowerCase() === 'rtx' && parameters['apt'] === String(payloadType),
  );
}

export function extensionsIn(
  { kind, extensions }: OfferedSection,
  known: readonly types.RtpHeaderExtension[],
): types.RtpHeaderExtensionParameters[] {
  return extensions.flatMap(({ id, uri }) => {
    const found = known.find((extension) => extension.kind === kind && extension.uri === uri);
    return found ? [{ id, uri: found.uri, encrypt: false, parameters: {} }] : [];
  });
}

/** What both sides know, and of the two ways to tell a sender how much gets through the better one. */
export function feedbackIn(
  { feedback }: OfferedCodec,
  capability: Capability,
  extensions: readonly { uri: string }[],
): Feedback[] {
  const has = (uri: string) => extensions.some((extension) => extension.uri === uri);
  const told = has(TRANSPORT_CC) ? 'transport-cc' : has(ABS_SEND_TIME) ? 'goog-remb' : undefined;
  return feedback
    .filter(({ type, parameter }) =>
      capability.rtcpFeedback?.some((known) => known.type === type && (known.parameter ?? '') === parameter),
    )
    .filter(({ type }) => (type === 'transport-cc' || type === 'goog-remb' ? type === told : true))
    .map(({ type, parameter }) => ({ type, parameter }));
}
