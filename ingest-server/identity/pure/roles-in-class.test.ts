import type { Role } from '@rostrum/protocol/room';
import { expect, it } from 'vitest';
import { isAtLeast, roleInClass } from './roles-in-class.ts';

it.each<[Role, Role | undefined, Role | undefined]>([
  ['admin', undefined, 'admin'],
  ['admin', 'student', 'admin'],
  ['instructor', undefined, 'instructor'],
  ['instructor', 'student', 'student'],
  ['student', 'assistant', 'assistant'],
  ['student', undefined, undefined],
  ['guest', undefined, undefined],
])('%s of the institution, %s by the class: %s', (inInstitution, inClass, role) => {
  expect(roleInClass(inInstitution, inClass)).toBe(role);
});

it.each<[Role, Role, boolean]>([
  ['admin', 'admin', true],
  ['instructor', 'admin', false],
  ['instructor', 'assistant', true],
  ['assistant', 'instructor', false],
  ['assistant', 'student', true],
  ['student', 'assistant', false],
])('%s is at least %s: %s', (role, other, is) => {
  expect(isAtLeast(role, other)).toBe(is);
});
