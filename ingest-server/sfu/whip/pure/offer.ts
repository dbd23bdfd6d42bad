import type { types } from 'mediasoup';
import type { Described, DescribedSection } from './described.ts';
import { topLayer } from './top-layer.ts';

export interface OfferedCodec {
  readonly payloadType: number;
  /** As it was written. */
  readonly name: string;
  readonly clockRate: number;
  readonly channels: number;
  /** Of its a=fmtp line. */
  readonly config: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly feedback: readonly { readonly type: string; readonly parameter: string }[];
}

export interface OfferedSection {
  /** What no producer is made of is `other`: a data channel, a section that was taken back. */
  readonly kind: 'audio' | 'video' | 'other';
  readonly type: string;
  readonly protocol: string;
  /** As it was written, for a section that is turned down. */
  readonly formats: string;
  readonly mid: string;
  readonly sends: boolean;
  readonly receives: boolean;
  readonly isReduced: boolean;
  readonly isMixed: boolean;
  readonly codecs: readonly OfferedCodec[];
  readonly extensions: readonly { readonly id: number; readonly uri: string }[];
  readonly cname: string | undefined;
  /** Of several that are sent at once, the best. */
  readonly ssrc: { readonly ssrc: number; readonly rtxSsrc: number | undefined } | undefined;
  readonly layer: string | undefined;
}

/** One peer's half of a WebRTC connection, with nothing left open. */
export interface Offer {
  readonly ufrag: string;
  readonly dtls: types.DtlsParameters;
  readonly isMixed: boolean;
  readonly sections: readonly OfferedSection[];
}

export type ReadOffer = { ok: true; offer: Offer } | { ok: false; why: string };

export function offerIn(described: Described): ReadOffer {
  const no = (why: string): ReadOffer => ({ ok: false, why });
  const used = described.media.filter(isUsed);
  const first = used[0];
  if (!first) return no('it offers nothing');
  const mids = described.media.map(({ mid }) => mid);
  if (new Set(mids).size < mids.length) return no('two of its sections have the same a=mid');
  if (!used.every(({ rtcpMux, type }) => rtcpMux !== undefined || !isMedia(type)))
    return no('a section has no a=rtcp-mux');
  const bundled = described.groups.find(({ type }) => type === 'BUNDLE')?.mids.split(' ') ?? [];
  if (used.length > 1 && !used.every(({ mid }) => bundled.includes(mid)))
    return no('its sections are not in one BUNDLE group');
  if (!bundled.every((mid) => mids.includes(mid)))
    return no('its BUNDLE group names a section that is missing');
  const setup = first.setup ?? described.setup;
  const fingerprint = first.fingerprint ?? described.fingerprint;
  const ufrag = first.iceUfrag ?? described.iceUfrag;
  const password = first.icePwd ?? described.icePwd;
  if (setup === undefined || fingerprint === undefined) return no('it has no a=setup or no a=fingerprint');
  if (ufrag === undefined || password === undefined) return no('it has no a=ice-ufrag or no a=ice-pwd');
  return {
    ok: true,
    offer: {
      ufrag,
      dtls: {
        // Who offers either leaves the choice to us: the one behind a firewall had better begin.
        role: setup === 'passive' ? 'server' : 'client',
        fingerprints: [{ algorithm: fingerprint.type, value: fingerprint.hash }],
      },
      isMixed: described.extmapAllowMixed !== undefined,
      sections: described.media.map((section) => sectionOf(section, described)),
    },
  };
}

function isUsed({ port, bundleOnly }: DescribedSection): boolean {
  return port !== 0 || bundleOnly !== undefined;
}

function isMedia(type: string): type is 'audio' | 'video' {
  return type === 'audio' || type === 'video';
}

function sectionOf(section: DescribedSection, described: Described): OfferedSection {
  const { type, protocol, payloads, mid } = section;
  const direction = section.direction ?? described.direction ?? 'sendrecv';
  return {
    ...{ type, protocol, formats: payloads, mid },
    kind: isUsed(section) && isMedia(type) ? type : 'other',
    sends: direction === 'sendrecv' || direction === 'sendonly',
    receives: direction === 'sendrecv' || direction === 'recvonly',
    isReduced: section.rtcpRsize !== undefined,
    isMixed: section.extmapAllowMixed !== undefined,
    codecs: section.rtp.map((rtp) => codecOf(rtp, section)),
    // mediasoup reads none that are encrypted.
    extensions: section.ext
      .filter((extension) => extension['encrypt-uri'] === undefined)
      .map(({ value, uri }) => ({ id: value, uri })),
    cname: section.ssrcs.find(({ attribute }) => attribute === 'cname')?.value,
    ssrc: ssrcOf(section),
    layer: layerOf(section),
  };
}

function codecOf(rtp: DescribedSection['rtp'][number], { fmtp, rtcpFb }: DescribedSection): OfferedCodec {
  const { payload: payloadType, codec: name, rate: clockRate, encoding: channels = 1 } = rtp;
  const config = fmtp.find(({ payload }) => payload === payloadType)?.config ?? '';
  const feedback = rtcpFb
    .filter(({ payload }) => payload === payloadType || (payload === '*' && name.toLowerCase() !== 'rtx'))
    .map(({ type, subtype = '' }) => ({ type, parameter: subtype }));
  return { payloadType, name, clockRate, channels, config, parameters: parametersIn(config), feedback };
}

/** `a=1;b=2`; what has no value has an empty one. */
function parametersIn(config: string): Record<string, string> {
  const entries = config.split(';').map((entry) => {
    const [name = '', ...value] = entry.split('=');
    return [name.trim().toLowerCase(), value.join('=').trim()] as const;
  });
  return Object.fromEntries(entries.filter(([name]) => name !== ''));
}

// Before a=rid streams of several sizes stood in a group of SSRCs, the smallest first.
function ssrcOf({ ssrcs, ssrcGroups }: DescribedSection): OfferedSection['ssrc'] {
  const groupOf = (semantics: string) =>
    ssrcGroups
      .filter((group) => group.semantics === semantics)
      .map((group) => group.ssrcs.split(' ').map(Number));
  const pairs = groupOf('FID');
  const repairs = new Set(pairs.map(([, repair]) => repair));
  const ssrc = groupOf('SIM')[0]?.at(-1) ?? ssrcs.map(({ id }) => id).find((id) => !repairs.has(id));
  // A group may name what no line describes.
  if (ssrc === undefined || !ssrcs.some(({ id }) => id === ssrc)) return undefined;
  const rtxSsrc = pairs.find(([media]) => media === ssrc)?.[1];
  return { ssrc, rtxSsrc: ssrcs.some(({ id }) => id === rtxSsrc) ? rtxSsrc : undefined };
}

function layerOf({ simulcast, rids }: DescribedSection): string | undefined {
  if (!simulcast) return undefined;
  const { dir1, list1, dir2, list2 = '' } = simulcast;
  const list = dir1 === 'send' ? list1 : dir2 === 'send' ? list2 : '';
  const sent = rids.filter(({ direction }) => direction === 'send').map(({ id }) => id);
  return topLayer(list, sent);
}
