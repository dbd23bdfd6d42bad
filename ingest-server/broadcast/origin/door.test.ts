import { expect, it } from 'vitest';
import { createDoor } from './door.ts';

const classes = new Map([
  ['open', true],
  ['closed', false],
]);
const door = createDoor({
  key: Buffer.alloc(32, 3),
  isPublic: (classId) => classes.get(classId),
  now: () => 0,
});

it('HLS-44 lets everybody into a public class, with or without a grant', () => {
  expect(door.addressOf('open')).toEqual({ path: '/live/open/' });
  expect(door.check('open', undefined)).toEqual({ ok: true, scope: 'all' });
  expect(door.check('open', 'an.old.one')).toEqual({ ok: true, scope: 'all' });
});

it('HLS-44 lets into any other who has the address that is given to its people', () => {
  const { path, expiresAt } = door.addressOf('closed');
  expect(expiresAt).toBe(20 * 60_000);
  const grant = /^\/live\/closed\/~(.+)\/$/.exec(path)?.[1];
  expect(door.check('closed', grant)).toEqual({ ok: true, scope: 'all' });
  expect(door.check('closed', undefined)).toMatchObject({ ok: false, status: 403 });
});

it('HLS-49 knows no class that is not there', () => {
  expect(door.check('nobody', undefined)).toMatchObject({ ok: false, status: 404 });
});
