import type { ClientStatus } from '@rostrum/protocol/client';
import type { Refusal } from '@rostrum/protocol/room';
import type { Words } from './head-texts.ts';
import type { Tone } from './tone.ts';

export interface StatusWords {
  tone: Tone;
  /** Announced when it changes. */
  word: string;
  /** Changes every second, so it is shown and not announced. */
  detail?: string;
}

/** `nowMs` is the page's clock, the one that `untilMs` was written with. */
export function statusWords(
  status: ClientStatus,
  nowMs: number,
  words: Words['status'],
  refusalWords: (refusal: Refusal) => string,
): StatusWords {
  switch (status.is) {
    case 'connecting':
      return {
        tone: 'idle',
        word: status.attempt === 0 ? words.connecting : words.reconnecting,
      };
    case 'open':
      return { tone: 'good', word: words.open };
    case 'waiting': {
      const seconds = Math.max(1, Math.ceil((status.untilMs - nowMs) / 1000));
      return { tone: 'warn', word: words.lost, detail: words.backIn(seconds) };
    }
    case 'closed':
      return status.refusal
        ? { tone: 'bad', word: refusalWords(status.refusal) }
        : { tone: 'idle', word: words.left };
  }
}
