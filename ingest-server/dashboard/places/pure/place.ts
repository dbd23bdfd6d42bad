import { type ClassId, classIdSchema } from '@rostrum/protocol/room';
import * as v from 'valibot';

/** The tabs, in their order. */
export const TABS = ['classes', 'alerts', 'server', 'ended', 'administration', 'cost'] as const;
export type Tab = (typeof TABS)[number];

/** Where on the page somebody is; it stands in the address, behind `#/`. */
export type Place = { is: Tab } | { is: 'class'; classId: ClassId };

/** Undefined where the fragment names no place of this page. */
export function placeOf(hash: string): Place | undefined {
  const [root, first, second] = hash.replace(/^#/, '').split('/');
  if (root !== '' || first === undefined) return undefined;
  if (first === 'classes' && second) {
    const classId = v.safeParse(classIdSchema, second);
    return classId.success ? { is: 'class', classId: classId.output } : { is: 'classes' };
  }
  // What stands behind a tab is the tab's own.
  const tab = TABS.find((name) => name === first);
  return tab && { is: tab };
}

export function addressOf(place: Place): string {
  return place.is === 'class' ? `#/classes/${place.classId}` : `#/${place.is}`;
}

export function tabOf(place: Place): Tab {
  return place.is === 'class' ? 'classes' : place.is;
}
