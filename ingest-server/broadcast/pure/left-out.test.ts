import { describe, expect, it } from 'vitest';
import { type LeftOut, type Offer, leftOut } from './left-out.ts';

const [video, av1] = [
  ['v720', 'v480', 'v360'],
  ['av1-720', 'av1-360'],
];
const offer: Offer = { video, av1, shed: [], topRung: undefined };
const all: LeftOut = { byAdmin: [], byLoad: [], video, can: ['av1', 'top'] };

describe('what is left out', () => {
  it.each<[string, Partial<Offer>, Partial<LeftOut>]>([
    ['is nothing where all can go out', {}, {}],
    ['HLS-29 is AV1 first', { shed: ['av1'] }, { byLoad: av1 }],
    [
      'HLS-29 is the top rung then',
      { shed: ['av1', 'top'] },
      { byLoad: [...av1, 'v720'], video: ['v480', 'v360'] },
    ],
    [
      'HLS-93 is what an admin’s limit is below, with the AV1 that is made of it',
      { topRung: 'v480' },
      { byAdmin: [...av1, 'v720'], video: ['v480', 'v360'], can: ['top'] },
    ],
    ['HLS-93 is nothing below a limit that is the top rung', { topRung: 'v720' }, {}],
    [
      'HLS-93 is one more rung below the limit where the machine can’t keep up even so',
      { topRung: 'v480', shed: ['av1', 'top'] },
      { byAdmin: [...av1, 'v720'], byLoad: ['v480'], video: ['v360'], can: ['top'] },
    ],
    [
      'is never the last rung',
      { topRung: 'v360', shed: ['av1', 'top'] },
      { byAdmin: [...av1, 'v720', 'v480'], video: ['v360'], can: [] },
    ],
    ['is never the only rung', { video: ['v360'], av1: [], shed: ['top'] }, { video: ['v360'], can: [] }],
  ])('%s', (_, more, found) => expect(leftOut({ ...offer, ...more })).toEqual({ ...all, ...found }));
});
