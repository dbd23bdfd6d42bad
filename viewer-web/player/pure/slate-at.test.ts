import type { Stream, StreamId } from '@rostrum/protocol/room';
import { expect, it } from 'vitest';
import { isSlateAt } from './slate-at.ts';

const live: Stream = { status: 'live', streamId: 's1' as StreamId, since: 100 };
const goesOn: Stream = { ...live, slate: { since: 500 } };
const isOver: Stream = { ...live, slate: { since: 500, until: 900 } };

it.each([
  ['before anything is known', undefined, 600, false],
  ['where the lecture went on all the time', live, 600, false],
  ['before one’s own picture has come to it', goesOn, 499, false],
  ['from when it has', goesOn, 500, true],
  ['as long as it goes on', goesOn, 90_000, true],
  ['until one’s own picture has come to its end', isOver, 899, true],
  ['from then on', isOver, 900, false],
  ['at a moment before it', isOver, 300, false],
  ['where no moment is known and it goes on', goesOn, undefined, true],
  ['where no moment is known and it is over', isOver, undefined, false],
  [
    'once the stream is over',
    { status: 'stopped', streamId: live.streamId, reason: 'lost', at: 950 },
    600,
    false,
  ],
] as const)('our own picture %s', (_when, stream, momentMs, isSaid) => {
  expect(isSlateAt(stream, momentMs)).toBe(isSaid);
});
