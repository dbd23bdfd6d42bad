import { expect, it } from 'vitest';
import type { PublishHealth } from '../../publisher/index.ts';
import { networkVerdict } from './network-verdict.ts';

const wanted = { bitrateBps: 3_000_000, framesPerSecond: 30 };
const fine: PublishHealth = {
  ...{ bitrateBps: 2_900_000, framesPerSecond: 30, lossPct: 0, roundTripMs: 20, limitedBy: 'none' },
};
const of = (changed: Partial<PublishHealth>): PublishHealth[] => [
  fine,
  { ...fine, ...changed },
  { ...fine, ...changed },
];

it.each([
  ['good', [fine, fine, fine]],
  ['good', of({ bitrateBps: 200_000 })],
  ['good', [fine, { ...fine, lossPct: 40 }, fine]],
  ['blocked', []],
  ['blocked', of({ bitrateBps: 0, framesPerSecond: 0 })],
  ['lossy', of({ lossPct: 6 })],
  ['tight', of({ bitrateBps: 900_000, limitedBy: 'bandwidth' })],
  ['slow-computer', of({ framesPerSecond: 12 })],
  ['slow-computer', of({ limitedBy: 'cpu' })],
  ['far', of({ roundTripMs: 600 })],
  ['far', [...of({ roundTripMs: 600 }), { ...fine, roundTripMs: undefined }, { ...fine, roundTripMs: 700 }]],
] as const)('a network is called %s by what got through', (verdict, samples) => {
  expect(networkVerdict(samples, wanted)).toBe(verdict);
});
