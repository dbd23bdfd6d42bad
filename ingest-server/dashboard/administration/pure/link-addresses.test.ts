import type { MadeLink } from '@rostrum/protocol/administration';
import { expect, it } from 'vitest';
import { linkAddresses } from './link-addresses.ts';

const origin = 'https://lectures.example.org';
const link = (over: Partial<MadeLink>): MadeLink => ({
  ...{ key: 'kkk', expiresAt: 1, role: 'student', code: 'ABCDEF', isForClass: true },
  ...over,
});

it.each<[string, MadeLink, string[]]>([
  ['a student of a class', link({}), [`${origin}/c/ABCDEF#key=kkk`]],
  [
    'an assistant of a class',
    link({ role: 'assistant' }),
    ['rostrum://studio?server=https%3A%2F%2Flectures.example.org&key=kkk', `${origin}/c/ABCDEF#key=kkk`],
  ],
  [
    'an instructor of the institution',
    link({ role: 'instructor', isForClass: false }),
    ['rostrum://studio?server=https%3A%2F%2Flectures.example.org&key=kkk'],
  ],
  [
    'an admin',
    link({ role: 'admin', isForClass: false }),
    [`${origin}/dashboard/#key=kkk`, 'rostrum://studio?server=https%3A%2F%2Flectures.example.org&key=kkk'],
  ],
])('a link for %s leads to what they use', (_who, made, addresses) => {
  expect(linkAddresses(made, origin).map(({ address }) => address)).toEqual(addresses);
});

it('a student who is in no class yet is sent to the door', () => {
  const { code: _, ...made } = link({ isForClass: false });
  expect(linkAddresses(made, origin)).toEqual([{ face: 'viewer', address: `${origin}/#key=kkk` }]);
});
