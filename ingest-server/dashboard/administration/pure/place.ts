import { type ClassId, type PersonId, classIdSchema, personIdSchema } from '@rostrum/protocol/room';
import * as v from 'valibot';

/** The parts of the administration, in the order of its list. */
export const SECTIONS = ['institution', 'classes', 'people', 'roster', 'audit'] as const;
export type Section = (typeof SECTIONS)[number];

/** Where in it somebody is; it stands in the address, behind `#/administration`. */
export type Place =
  | { is: 'institution' | 'classes' | 'people' }
  | { is: 'class'; classId: ClassId }
  | { is: 'person'; personId: PersonId }
  /** For this class; without one it is still to be chosen. */
  | { is: 'roster'; classId?: ClassId }
  /** All, or what one person did, or what became of one thing. */
  | { is: 'audit'; who?: PersonId; about?: string };

const ROOT = '#/administration';

/** Undefined where the address is of another part of the dashboard. */
export function placeOf(hash: string): Place | undefined {
  const [root, part, section, first, second] = hash.split('/');
  if (root !== '#' || part !== 'administration') return undefined;
  switch (section) {
    case 'classes': {
      const classId = v.safeParse(classIdSchema, first);
      return classId.success ? { is: 'class', classId: classId.output } : { is: 'classes' };
    }
    case 'people': {
      const personId = v.safeParse(personIdSchema, first);
      return personId.success ? { is: 'person', personId: personId.output } : { is: 'people' };
    }
    case 'roster': {
      const classId = v.safeParse(classIdSchema, first);
      return classId.success ? { is: 'roster', classId: classId.output } : { is: 'roster' };
    }
    case 'audit': {
      // Ids of courses and institutions look like those of people.
      const id = v.safeParse(personIdSchema, second);
      if (!id.success) return { is: 'audit' };
      return first === 'who' ? { is: 'audit', who: id.output } : { is: 'audit', about: id.output };
    }
    default:
      return { is: 'institution' };
  }
}

export function addressOf(place: Place): string {
  switch (place.is) {
    case 'institution':
      return ROOT;
    case 'classes':
    case 'people':
      return `${ROOT}/${place.is}`;
    case 'class':
      return `${ROOT}/classes/${place.classId}`;
    case 'person':
      return `${ROOT}/people/${place.personId}`;
    case 'roster':
      return place.classId === undefined ? `${ROOT}/roster` : `${ROOT}/roster/${place.classId}`;
    case 'audit':
      if (place.who !== undefined) return `${ROOT}/audit/who/${place.who}`;
      return place.about === undefined ? `${ROOT}/audit` : `${ROOT}/audit/about/${place.about}`;
  }
}

export function sectionOf(place: Place): Section {
  switch (place.is) {
    case 'class':
      return 'classes';
    case 'person':
      return 'people';
    default:
      return place.is;
  }
}
