import type { types } from 'mediasoup';
import type { AnsweredSection } from './answered.ts';
import type { OfferedCodec } from './offer.ts';

export interface Answer {
  /** A number that no other answer has: of the time that it is made, say. */
  readonly sessionId: number;
  readonly isMixed: boolean;
  readonly ice: types.IceParameters;
  readonly candidates: readonly types.IceCandidate[];
  readonly fingerprint: types.DtlsFingerprint;
  /** Of ours; who was offered the choice begins. */
  readonly setup: 'active' | 'passive';
  readonly sections: readonly AnsweredSection[];
}

/** The answer as SDP (RFC 8866, RFC 9429 5.3.1), its sections in the order of the offer's. */
export function writeAnswer(answer: Answer): string {
  const taken = answer.sections.filter(({ is }) => is === 'taken');
  const lines = [
    'v=0',
    `o=- ${answer.sessionId} 1 IN IP4 0.0.0.0`,
    's=-',
    't=0 0',
    `a=group:BUNDLE ${taken.map(({ section }) => section.mid).join(' ')}`,
    'a=ice-lite',
    ...(answer.isMixed ? ['a=extmap-allow-mixed'] : []),
    'a=msid-semantic: WMS *',
    ...answer.sections.flatMap((section) => linesOf(section, answer, section === taken[0])),
  ];
  return `${lines.join('\r\n')}\r\n`;
}

function linesOf(answered: AnsweredSection, answer: Answer, isFirst: boolean): string[] {
  const { type, protocol, formats, mid, isReduced, isMixed } = answered.section;
  if (answered.is === 'turned-down') {
    return [`m=${type} 0 ${protocol} ${formats}`.trim(), 'c=IN IP4 0.0.0.0', `a=mid:${mid}`, 'a=inactive'];
  }
  const { codecs, direction, extensions, layer, ssrc } = answered;
  return [
    `m=${type} 9 ${protocol} ${codecs.map(({ codec }) => codec.payloadType).join(' ')}`,
    'c=IN IP4 0.0.0.0',
    'a=rtcp:9 IN IP4 0.0.0.0',
    `a=mid:${mid}`,
    `a=${direction}`,
    ...connectionLines(answer),
    'a=rtcp-mux',
    ...(isReduced ? ['a=rtcp-rsize'] : []),
    ...(isMixed ? ['a=extmap-allow-mixed'] : []),
    ...extensions.map(({ id, uri }) => `a=extmap:${id} ${uri}`),
    ...codecs.flatMap(({ codec, feedback }) => [
      ...codecLines(codec),
      ...feedback.map((each) => `a=rtcp-fb:${codec.payloadType} ${each.type} ${each.parameter ?? ''}`.trim()),
    ]),
    ...(layer === undefined ? [] : [`a=rid:${layer} recv`, `a=simulcast:recv ${layer}`]),
    ...(ssrc === undefined ? [] : [`a=msid:rostrum ${type}`, `a=ssrc:${ssrc.ssrc} cname:${ssrc.cname}`]),
    // In a bundle the first section's count for all.
    ...(isFirst ? [...answer.candidates.map(candidateLine), 'a=end-of-candidates'] : []),
  ];
}

function connectionLines({ ice, fingerprint, setup }: Answer): string[] {
  return [
    `a=ice-ufrag:${ice.usernameFragment}`,
    `a=ice-pwd:${ice.password}`,
    `a=fingerprint:${fingerprint.algorithm} ${fingerprint.value}`,
    `a=setup:${setup}`,
  ];
}

function codecLines({ payloadType, name, clockRate, channels, config, parameters }: OfferedCodec): string[] {
  const rate = channels > 1 ? `${clockRate}/${channels}` : String(clockRate);
  // Both ears of who says that there are two: a browser sends one to whoever doesn't ask.
  const isStereo = parameters['sprop-stereo'] === '1' && parameters['stereo'] === undefined;
  const format = isStereo ? `${config};stereo=1` : config;
  return [
    `a=rtpmap:${payloadType} ${name}/${rate}`,
    ...(format === '' ? [] : [`a=fmtp:${payloadType} ${format}`]),
  ];
}

function candidateLine(candidate: types.IceCandidate): string {
  const { foundation, protocol, priority, address, port, type, tcpType } = candidate;
  const tcp = tcpType === undefined ? '' : ` tcptype ${tcpType}`;
  return `a=candidate:${foundation} 1 ${protocol} ${priority} ${address} ${port} typ ${type}${tcp}`;
}
