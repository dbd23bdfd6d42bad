import { expect, it } from 'vitest';
import { pathOf, routeOf } from './route.ts';

it.each([
  ['/', { page: 'home' }],
  ['/c/DEMO', { page: 'class', code: 'DEMO' }],
  ['/c/DEMO/', { page: 'class', code: 'DEMO' }],
  ['/c/demo', { page: 'class', code: 'DEMO' }],
  ['/c/phys%20101', { page: 'class', code: 'PHYS101' }],
  ['/c/phys-101', { page: 'class', code: 'PHYS101' }],
  ['/c/demo/recordings', { page: 'class', code: 'DEMO', part: { is: 'recordings' } }],
  [
    '/c/DEMO/recordings/k2_a-1/',
    { page: 'class', code: 'DEMO', part: { is: 'recordings', streamId: 'k2_a-1' } },
  ],
  ['/c/DEMO/recordings/a/b', { page: 'unknown' }],
  ['/c/', { page: 'unknown' }],
  ['/c/abc', { page: 'unknown' }],
  ['/c/%E0%A4%A', { page: 'unknown' }],
  ['/c/DEMO/extra', { page: 'unknown' }],
  ['/elsewhere', { page: 'unknown' }],
])('reads the address %s', (path, route) => {
  expect(routeOf(path)).toEqual(route);
});

it('makes an address that it reads as the same class', () => {
  expect(routeOf(pathOf('PHYS101'))).toEqual({ page: 'class', code: 'PHYS101' });
  for (const part of [{ is: 'recordings' }, { is: 'recordings', streamId: 'k2_a-1' }] as const)
    expect(routeOf(pathOf('PHYS101', part))).toEqual({ page: 'class', code: 'PHYS101', part });
});
