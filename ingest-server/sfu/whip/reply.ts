import { type Refusal, refuse } from '@rostrum/protocol/room';
import type { types } from 'mediasoup';
import { writeAnswer } from './pure/answer.ts';
import type { AnsweredSection } from './pure/answered.ts';
import type { Offer } from './pure/offer.ts';

export type Opened = { ok: true; id: string; tag: string; answer: string } | { ok: false; refusal: Refusal };

export function notOpened(...parts: Parameters<typeof refuse>): Opened {
  return { ok: false, refusal: refuse(...parts) };
}

export function unreadableOffer(why: string): Opened {
  return notOpened('malformed', `The server did not understand this offer: ${why}.`);
}

/** To this offer, over this transport. */
export function answerOver(
  transport: types.WebRtcTransport,
  offer: Offer,
  sections: readonly AnsweredSection[],
  sessionId: number,
): string {
  const { fingerprints } = transport.dtlsParameters;
  const fingerprint = fingerprints.find(({ algorithm }) => algorithm === 'sha-256') ?? fingerprints[0];
  if (!fingerprint) throw new Error('the media worker has no certificate');
  return writeAnswer({
    ...{ sessionId, isMixed: offer.isMixed, sections, fingerprint },
    ice: transport.iceParameters,
    candidates: transport.iceCandidates,
    setup: offer.dtls.role === 'server' ? 'active' : 'passive',
  });
}
