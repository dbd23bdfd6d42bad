import type { ClientStatus } from '@rostrum/protocol/client';
import { texts } from './texts.ts';
import type { Tone } from './tone.ts';

export interface StatusWords {
  tone: Tone;
  /** Announced when it changes. */
  word: string;
  /** Changes every second, so it is shown and not announced. */
  detail?: string;
}

/** `nowMs` is the page's clock, the one that `untilMs` was written with. */
export function statusWords(status: ClientStatus, nowMs: number): StatusWords {
  switch (status.is) {
    case 'connecting':
      return {
        tone: 'idle',
        word: status.attempt === 0 ? texts.status.connecting : texts.status.reconnecting,
      };
    case 'open':
      return { tone: 'good', word: texts.status.open };
    case 'waiting': {
      const seconds = Math.max(1, Math.ceil((status.untilMs - nowMs) / 1000));
      return { tone: 'warn', word: texts.status.lost, detail: texts.status.backIn(seconds) };
    }
    case 'closed':
      return status.refusal
        ? { tone: 'bad', word: status.refusal.text }
        : { tone: 'idle', word: texts.status.left };
  }
}
