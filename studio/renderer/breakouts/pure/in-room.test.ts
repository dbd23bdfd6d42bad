import type { StageStream } from '@rostrum/protocol/media';
import { type BreakoutId, type BreakoutsState, type PersonId, noBreakouts } from '@rostrum/protocol/room';
import { describe, expect, it } from 'vitest';
import { tilesOf, voicesIn } from './in-room.ts';
import type { RoomPerson } from './rooms-view.ts';

const [red, blue] = ['red' as BreakoutId, 'blue' as BreakoutId];

const sent = (name: string, source: StageStream['source'], isLive = true) => ({
  ...{ producerId: `${name} ${source}`, personId: name as PersonId, source, isLive },
  kind: source === 'microphone' ? ('audio' as const) : ('video' as const),
  track: `${name}’s ${source}`,
});
const person = (name: string, is: RoomPerson['is'] = 'in', isVisitor = false): RoomPerson => ({
  ...{ personId: name as PersonId, name, is, isVisitor },
});
const breakouts: BreakoutsState = {
  ...noBreakouts,
  open: { openedAt: 0, mayChoose: false },
  members: {
    Ada: { name: 'Ada', breakoutId: red, isIn: true },
    Bob: { name: 'Bob', breakoutId: red, isIn: false },
    Cem: { name: 'Cem', breakoutId: blue, isIn: true },
    Prof: { name: 'Prof', breakoutId: red, isIn: true, isVisitor: true },
  },
};

describe('what is seen of a room', () => {
  it('is what is shared first, then everybody in it, with a picture or without', () => {
    const received = [sent('Ada', 'camera'), sent('Bob', 'screen'), sent('Bob', 'microphone')];
    expect(tilesOf(received, [person('Ada'), person('Bob')], 'Prof')).toEqual([
      { id: 'Bob screen', personId: 'Bob', name: 'Bob', is: 'screen', track: 'Bob’s screen' },
      { id: 'Ada', personId: 'Ada', name: 'Ada', is: 'person', track: 'Ada’s camera' },
      { id: 'Bob', personId: 'Bob', name: 'Bob', is: 'person' },
    ]);
  });

  it('is not oneself, nobody who is elsewhere, and no picture that is off', () => {
    const people = [
      person('Prof', 'in', true),
      person('Bob', 'in-class'),
      person('Dan', 'away'),
      person('Ada'),
    ];
    const received = [sent('Prof', 'camera'), sent('Bob', 'screen'), sent('Ada', 'camera', false)];
    expect(tilesOf(received, people, 'Prof')).toEqual([
      { id: 'Ada', personId: 'Ada', name: 'Ada', is: 'person' },
    ]);
  });
});

it('heard are the people of this room alone, while their microphones are on', () => {
  const received = [
    sent('Ada', 'microphone'),
    sent('Ada', 'camera'),
    sent('Bob', 'microphone'),
    sent('Cem', 'microphone'),
    sent('Guest', 'microphone'),
  ];
  expect(voicesIn(received, breakouts, red)).toEqual([{ id: 'Ada microphone', track: 'Ada’s microphone' }]);
  expect(voicesIn([sent('Ada', 'microphone', false)], breakouts, red)).toEqual([]);
  expect(voicesIn(received, noBreakouts, red)).toEqual([]);
});
