import type { ClassId } from '@rostrum/protocol/room';
import { describe, expect, it } from 'vitest';
import { type Place, TABS, addressOf, placeOf, tabOf } from './place.ts';

const waves: Place = { is: 'class', classId: 'waves-1' as ClassId };

describe('a place of the page', () => {
  it.each<Place>([...TABS.map((is) => ({ is })), waves])('is found again by its address: $is', (place) => {
    expect(placeOf(addressOf(place))).toEqual(place);
  });

  it.each<[string, Place | undefined]>([
    ['', undefined],
    ['#', undefined],
    ['#main', undefined],
    ['#key=abc', undefined],
    ['#/', undefined],
    ['#/weather', undefined],
    ['#/classes/', { is: 'classes' }],
    ['#/classes/no%20id', { is: 'classes' }],
    ['#/classes/constructor', { is: 'classes' }],
    ['#/administration/people', { is: 'administration' }],
  ])('behind %j is %j', (hash, place) => {
    expect(placeOf(hash)).toEqual(place);
  });

  it('of one class belongs to the classes', () => {
    expect(tabOf(waves)).toBe('classes');
    expect(tabOf({ is: 'cost' })).toBe('cost');
  });
});
