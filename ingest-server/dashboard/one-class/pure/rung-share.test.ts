import { describe, expect, it } from 'vitest';
import { broadcast } from '../../pure/test-classes.ts';
import { rungShares } from './rung-share.ts';

const shares = (rungs: Record<string, number>) =>
  rungShares({ rungs }, broadcast).map(({ name, players, percent }) => `${name}: ${players}, ${percent} %`);

describe('what players watch', () => {
  it('is in the ladder’s order, with what nobody watches', () => {
    expect(shares({ v540: 3 })).toEqual(['540p: 3, 100 %', '540p AV1: 0, 0 %']);
  });

  it('has sound alone and what left the ladder at the end', () => {
    expect(shares({ sound: 1, v1080: 1, 'av1-540': 2 })).toEqual([
      ...['540p: 0, 0 %', '540p AV1: 2, 50 %', 'sound alone: 1, 25 %', 'v1080: 1, 25 %'],
    ]);
  });

  it('is nothing where no player has said anything', () => {
    expect(shares({})).toEqual([]);
  });
});
