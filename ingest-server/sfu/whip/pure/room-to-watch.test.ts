import { expect, it } from 'vitest';
import { roomToWatch } from './room-to-watch.ts';

it.each([
  [{}, 'ok'],
  [{ ofPerson: 1, ofClass: 49, ofServer: 399, outlets: 8 }, 'ok'],
  [{ ofPerson: 2 }, 'too-many'],
  [{ ofPerson: 2, ofClass: 50 }, 'too-many'],
  [{ ofClass: 50 }, 'full'],
  [{ ofServer: 400 }, 'full'],
  [{ outlets: 9 }, 'full'],
])('one more player with %o: %s', (over, room) => {
  expect(roomToWatch({ ofPerson: 0, ofClass: 0, ofServer: 0, outlets: 1, ...over })).toBe(room);
});
