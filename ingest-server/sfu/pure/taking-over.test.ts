import type { PersonId, StreamSource } from '@rostrum/protocol/room';
import { expect, it } from 'vitest';
import { isHeldBack, mayTakeOver } from './taking-over.ts';

const by = (personId: string, source: StreamSource) => ({ personId: personId as PersonId, source });

it.each([
  [by('ada', 'studio'), by('bob', 'studio'), true],
  [by('ada', 'studio'), by('bob', 'encoder'), true],
  [by('ada', 'studio'), by('ada', 'encoder'), true],
  [by('ada', 'encoder'), by('ada', 'encoder'), true],
  [by('ada', 'encoder'), by('bob', 'encoder'), false],
  [by('ada', 'encoder'), by('ada', 'studio'), false],
  [by('ada', 'encoder'), by('bob', 'studio'), false],
])('%o takes over from %o: %s', (newcomer, onAir, may) => {
  expect(mayTakeOver(newcomer, onAir)).toBe(may);
});

it.each([
  [0, true],
  [599_999, true],
  [600_000, false],
])('an encoder that gave way is held back %d ms later: %s', (laterMs, isHeld) => {
  expect(isHeldBack(1_000, 1_000 + laterMs)).toBe(isHeld);
});
