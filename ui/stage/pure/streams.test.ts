import type { StageStream } from '@rostrum/protocol/media';
import { expect, test } from 'vitest';
import { difference } from './streams.ts';

function stream(producerId: string, kind: 'audio' | 'video' = 'video'): StageStream {
  const source = kind === 'audio' ? 'microphone' : 'camera';
  return { producerId, personId: 'ada' as StageStream['personId'], source, kind, isLive: true };
}

test('what is new is asked for, sound before pictures, and what has gone is let go of', () => {
  const streams = [stream('face'), stream('voice', 'audio'), stream('old')];
  const { come, gone } = difference(['old', 'left'], streams, () => true);
  expect(come.map(({ producerId }) => producerId)).toEqual(['voice', 'face']);
  expect(gone).toEqual(['left']);
});

test('what is not wanted any more is let go of, though it is there', () => {
  const streams = [stream('face'), stream('voice', 'audio')];
  expect(difference(['face', 'voice'], streams, ({ kind }) => kind === 'audio')).toEqual({
    come: [],
    gone: ['face'],
  });
});
