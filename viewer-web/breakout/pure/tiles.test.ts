import type { StageStream } from '@rostrum/protocol/media';
import type { BreakoutId, BreakoutMember, PersonId } from '@rostrum/protocol/room';
import { expect, test } from 'vitest';
import { awayOf, initialOf, tilesOf } from './tiles.ts';

const breakoutId = 'one' as BreakoutId;
const [ada, bob, cleo] = ['ada', 'bob', 'cleo'] as PersonId[] as [PersonId, PersonId, PersonId];

function someone(personId: PersonId, name: string, more: Partial<BreakoutMember> = {}) {
  return { personId, member: { name, breakoutId, isIn: true, ...more } };
}

function stream(
  personId: PersonId,
  source: StageStream['source'],
  isLive = true,
): StageStream & { track: string } {
  const kind = source === 'microphone' ? 'audio' : 'video';
  const producerId = `${personId}’s ${source}`;
  return { producerId, personId, source, kind, isLive, track: producerId };
}

const own = { personId: ada, picture: undefined, isMuted: true };

test('oneself comes first, and then the others with what they send', () => {
  const members = [someone(bob, 'Bob'), someone(ada, 'Ada'), someone(cleo, 'Cleo', { isVisitor: true })];
  const received = [stream(bob, 'camera'), stream(bob, 'microphone'), stream(cleo, 'screen')];
  const mine = { personId: ada, picture: 'mirror', isMuted: false };
  const plain = { isYou: false, isVisitor: false, isLost: false };
  expect(tilesOf(members, received, [], mine)).toEqual([
    { ...plain, personId: ada, name: 'Ada', isYou: true, picture: 'mirror', isMuted: false },
    { ...plain, personId: bob, name: 'Bob', picture: 'bob’s camera', isMuted: false },
    { ...plain, personId: cleo, name: 'Cleo', isVisitor: true, picture: undefined, isMuted: true },
  ]);
});

test('what somebody has turned off is neither seen nor heard, though it is there', () => {
  const received = [stream(bob, 'camera', false), stream(bob, 'microphone', false)];
  expect(tilesOf([someone(bob, 'Bob')], received, [], own)[0]).toMatchObject({
    picture: undefined,
    isMuted: true,
  });
});

test('whoever has gone back to the class is named, and is no tile', () => {
  const members = [someone(ada, 'Ada'), someone(bob, 'Bob', { isIn: false })];
  expect(tilesOf(members, [], [], own).map(({ name }) => name)).toEqual(['Ada']);
  expect(awayOf(members)).toEqual(['Bob']);
});

test('whoever has lost the connection stays where they were, and is known to; to oneself nobody is', () => {
  const members = [someone(ada, 'Ada'), someone(bob, 'Bob'), someone(cleo, 'Cleo')];
  const tiles = tilesOf(members, [], [ada, bob], own);
  expect(tiles.map(({ name, isLost }) => [name, isLost])).toEqual([
    ['Ada', false],
    ['Bob', true],
    ['Cleo', false],
  ]);
});

test.each([
  ['Ada', 'A'],
  ['  élodie', 'É'],
  ['𝒵oë', '𝒵'],
  ['', '?'],
])('for %s stands %s', (name, initial) => {
  expect(initialOf(name)).toBe(initial);
});
