import type { MediaAnswers, MediaQuestion } from '@rostrum/protocol/media';
import { refuse } from '@rostrum/protocol/room';
import type { MediaReply } from '../room/index.ts';

export function answered<T extends MediaQuestion['type']>(answer: MediaAnswers[T]): MediaReply {
  return { ok: true, answer };
}

export function refused(...parts: Parameters<typeof refuse>): MediaReply {
  return { ok: false, refusal: refuse(...parts) };
}
