import type { ClassId, PersonId } from '@rostrum/protocol/room';
import { expect, it } from 'vitest';
import { type Place, SECTIONS, addressOf, placeOf, sectionOf } from './place.ts';

const classId = 'c1' as ClassId;
const personId = 'p1' as PersonId;

it.each<[string, Place]>([
  ['#/administration', { is: 'institution' }],
  ['#/administration/classes', { is: 'classes' }],
  ['#/administration/classes/c1', { is: 'class', classId }],
  ['#/administration/people', { is: 'people' }],
  ['#/administration/people/p1', { is: 'person', personId }],
  ['#/administration/roster', { is: 'roster' }],
  ['#/administration/roster/c1', { is: 'roster', classId }],
  ['#/administration/audit', { is: 'audit' }],
  ['#/administration/audit/who/p1', { is: 'audit', who: personId }],
  ['#/administration/audit/about/c1', { is: 'audit', about: 'c1' }],
])('%s is a place, and its address', (address, place) => {
  expect(placeOf(address)).toEqual(place);
  expect(addressOf(place)).toBe(address);
  expect(SECTIONS).toContain(sectionOf(place));
});

it.each(['#/classes', '', '#key=abc', '#/administrations'])('%s is another part of the dashboard', (hash) => {
  expect(placeOf(hash)).toBeUndefined();
});

it('takes what makes no sense for the nearest place that does', () => {
  expect(placeOf('#/administration/nonsense')).toEqual({ is: 'institution' });
  expect(placeOf('#/administration/classes/../x')).toEqual({ is: 'classes' });
  expect(placeOf('#/administration/audit/who')).toEqual({ is: 'audit' });
});
