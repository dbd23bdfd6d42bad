import type { Overview } from '@rostrum/protocol/http';
import type { NodeFacts } from '@rostrum/protocol/operations';
import type { Refusal } from '@rostrum/protocol/room';

export interface Figures {
  readonly overview: Overview;
  readonly node: NodeFacts;
}

/**
 *   loading ──► fresh ◄──► stale        any ──refused──► not-allowed
 *      └──────► unreachable ──► fresh
 */
export type WatchState =
  | { is: 'loading' }
  | ({ is: 'fresh'; receivedMs: number } & Figures)
  /** `receivedMs` is this page's clock, when the last figures came. */
  | ({ is: 'stale'; receivedMs: number; refusal?: Refusal } & Figures)
  | { is: 'unreachable' }
  | { is: 'not-allowed'; refusal: Refusal };

export type WatchEvent =
  | ({ is: 'figures'; atMs: number } & Figures)
  /** The line is open, and the next figures are overdue. */
  | { is: 'late' }
  /** The line is gone for now; the server may have said why. */
  | { is: 'lost'; refusal?: Refusal }
  /** For good. */
  | { is: 'refused'; refusal: Refusal };

export function nextWatchState(state: WatchState, event: WatchEvent): WatchState {
  switch (event.is) {
    case 'figures':
      return { is: 'fresh', overview: event.overview, node: event.node, receivedMs: event.atMs };
    case 'late':
      return withoutNews(state);
    case 'lost':
      return withoutNews(state, event.refusal);
    case 'refused':
      return { is: 'not-allowed', refusal: event.refusal };
  }
}

function withoutNews(state: WatchState, refusal?: Refusal): WatchState {
  switch (state.is) {
    case 'fresh':
    case 'stale': {
      const { overview, node, receivedMs } = state;
      const stale = { is: 'stale', overview, node, receivedMs } as const;
      return refusal ? { ...stale, refusal } : stale;
    }
    case 'loading':
    case 'unreachable':
      return { is: 'unreachable' };
    case 'not-allowed':
      return state;
  }
}
