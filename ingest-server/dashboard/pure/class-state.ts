import type { OverviewClass } from '@rostrum/protocol/http';
import { texts } from './texts.ts';
import { durationWords } from './units.ts';

/** How a class is, in a word, and since when. */
export interface ClassState {
  readonly tone: 'live' | 'idle';
  readonly word: string;
  /** Undefined for one that never was on air. */
  readonly since: string | undefined;
}

export function stateOf(one: OverviewClass, serverNowMs: number): ClassState {
  const since = sinceWords(one, serverNowMs);
  if (one.stream !== 'live') return { tone: 'idle', word: texts.states[one.stream], since };
  const word = one.phase === 'paused' ? texts.pausedState : texts.states.live;
  return { tone: 'live', word, since };
}

function sinceWords({ stream, since }: OverviewClass, serverNowMs: number): string | undefined {
  if (since === undefined) return undefined;
  const duration = durationWords(serverNowMs - since);
  switch (stream) {
    case 'live':
      return texts.liveFor(duration);
    case 'stopped':
      return texts.stoppedAgo(duration);
    case 'idle':
      return undefined;
  }
}
