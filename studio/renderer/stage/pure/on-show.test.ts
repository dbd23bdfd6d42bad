import type { StageStream } from '@rostrum/protocol/media';
import type { Guest } from '@rostrum/protocol/room';
import { expect, test } from 'vitest';
import { onShow } from './on-show.ts';

const ada = { personId: 'ada', name: 'Ada', enteredAt: 0, held: [] } as unknown as Guest;
const incoming = (source: StageStream['source'], over: Partial<StageStream> = {}) => ({
  ...{ producerId: `${source}-1`, personId: ada.personId, source, isLive: true },
  kind: source === 'microphone' ? ('audio' as const) : ('video' as const),
  track: `${source} track`,
  ...over,
});

test('of a guest the camera, the screen and the voice are in the programme', () => {
  const shown = onShow([incoming('camera'), incoming('screen'), incoming('microphone')], [ada]);
  expect(shown.pictures).toMatchObject([{ personId: 'ada', name: 'Ada', track: 'camera track' }]);
  expect(shown.screen).toBe('screen track');
  expect(shown.voices).toEqual([{ id: 'microphone-1', track: 'microphone track' }]);
});

test('nothing is of whoever is not on the stage, or has it turned off', () => {
  const nothing = { pictures: [], screen: undefined, voices: [] };
  expect(onShow([incoming('camera'), incoming('microphone')], [])).toEqual(nothing);
  expect(onShow([incoming('camera', { isLive: false })], [ada])).toEqual(nothing);
});

test('whoever is in a room that is visited comes in the same way, and is not in the programme', () => {
  const bob = { personId: 'bob' as never };
  const received = [incoming('camera', bob), incoming('screen', bob), incoming('microphone', bob)];
  expect(onShow(received, [ada])).toEqual({ pictures: [], screen: undefined, voices: [] });
});
