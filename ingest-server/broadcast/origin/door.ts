import { type Checked, type Grants, createGrants } from './grants.ts';

/** Who may see a class's programme: everybody where it is public, else whoever has an address that we signed. */
export interface Door {
  /** By what stands in the path alone: no database is asked. */
  check(classId: string, grant: string | undefined): Checked;
  /** Where somebody who is in the class finds it; for a time, unless it is public. */
  addressOf(classId: string): { path: string; expiresAt?: number };
}

export interface DoorOptions {
  readonly key: Uint8Array;
  /** From memory; undefined where there is no such class. */
  readonly isPublic: (classId: string) => boolean | undefined;
  readonly now: () => number;
}

const open: Checked = { ok: true, scope: 'all' };
const unknown: Checked = { ok: false, status: 404, text: 'There is no such class.' };

export function createDoor({ key, isPublic, now }: DoorOptions): Door {
  const grants: Grants = createGrants(key, now);
  return {
    check(classId, grant) {
      switch (isPublic(classId)) {
        case undefined:
          return unknown;
        case true:
          return open;
        case false:
          return grants.check(classId, grant);
      }
    },

    addressOf(classId) {
      if (isPublic(classId)) return { path: `/live/${classId}/` };
      const { grant, expiresAtMs } = grants.give(classId, 'all');
      return { path: `/live/${classId}/~${grant}/`, expiresAt: expiresAtMs };
    },
  };
}
