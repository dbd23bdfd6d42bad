import type { Overview } from '@rostrum/protocol/http';
import type { NodeFacts } from '@rostrum/protocol/operations';
import { refuse } from '@rostrum/protocol/room';
import { describe, expect, it } from 'vitest';
import { type WatchEvent, type WatchState, nextWatchState } from './watch-state.ts';

const overview = { at: 1 } as Overview;
const node = { at: 1 } as NodeFacts;
const figures = (atMs: number): WatchEvent => ({ is: 'figures', atMs, overview, node });
const fresh: WatchState = { is: 'fresh', overview, node, receivedMs: 7 };
const stale: WatchState = { is: 'stale', overview, node, receivedMs: 7 };
const revoked = refuse('revoked', 'Your access was taken back.');
const busy = refuse('too-many', 'Too many dashboards are open.', 5_000);

describe('what the dashboard knows', () => {
  it.each<[string, WatchState, WatchEvent, WatchState]>([
    ['is fresh with the first figures', { is: 'loading' }, figures(7), fresh],
    [
      'is nothing where the server can’t be reached at first',
      { is: 'loading' },
      { is: 'lost' },
      { is: 'unreachable' },
    ],
    [
      'is nothing where the server says nothing at first',
      { is: 'loading' },
      { is: 'late' },
      { is: 'unreachable' },
    ],
    ['grows old when the line goes', fresh, { is: 'lost' }, stale],
    ['grows old when figures are late', fresh, { is: 'late' }, stale],
    ['keeps its age while the line stays away', stale, { is: 'lost' }, stale],
    ['is fresh again', stale, figures(7), fresh],
    ['is fresh after the server was away from the start', { is: 'unreachable' }, figures(7), fresh],
    [
      'says why the server wants no more of us now',
      fresh,
      { is: 'lost', refusal: busy },
      { ...stale, refusal: busy },
    ],
    [
      'is nobody’s business after a refusal',
      fresh,
      { is: 'refused', refusal: revoked },
      { is: 'not-allowed', refusal: revoked },
    ],
    [
      'stays nobody’s business when the line then goes',
      { is: 'not-allowed', refusal: revoked },
      { is: 'lost' },
      { is: 'not-allowed', refusal: revoked },
    ],
  ])('%s', (_title, state, event, next) => {
    expect(nextWatchState(state, event)).toEqual(next);
  });
});
