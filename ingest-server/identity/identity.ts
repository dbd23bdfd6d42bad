import type { JoinRequest } from '@rostrum/protocol/http';
import type { ClassId, Role } from '@rostrum/protocol/room';
import type { Database } from '../records/index.ts';
import { type ClassRecord, addDemoContent, readClasses, readPeople } from './directory.ts';
import { type JoinOutcome, joinAsGuest } from './join.ts';
import { openSecretKey } from './secret-key.ts';
import { type Verified, createTokens } from './tokens.ts';

export type { ClassRecord } from './directory.ts';

const STAFF_LIFETIME_MS = 30 * 24 * 60 * 60 * 1000;

/** Tokens for the links that are printed at start. */
export interface StaffLinks {
  readonly code: string;
  readonly instructorToken: string;
  readonly adminToken: string;
}

export interface Identity {
  /** Every class, in the order they are shown. */
  classes(): readonly ClassRecord[];
  findClass(classId: ClassId): ClassRecord | undefined;
  findClassByCode(code: string): ClassRecord | undefined;
  join(request: JoinRequest): Promise<JoinOutcome>;
  verify(token: string): Promise<Verified>;
  /** For the first class, where it has both an instructor and an admin. */
  staffLinks(): Promise<StaffLinks | undefined>;
}

export interface IdentityOptions {
  readonly database: Database;
  readonly secretKeyPath: string;
  readonly now: () => number;
}

export async function openIdentity({ database, secretKeyPath, now }: IdentityOptions): Promise<Identity> {
  const tokens = createTokens(await openSecretKey(secretKeyPath), now);
  await addDemoContent(database);
  // Nothing here changes while the server runs, and five thousand people come in at once: read once.
  const classes = await readClasses(database);
  const byId = new Map(classes.map((found) => [found.classId, found]));
  const byCode = new Map(classes.map((found) => [found.code, found]));

  return {
    classes: () => classes,
    findClass: (classId) => byId.get(classId),
    findClassByCode: (code) => byCode.get(code),
    join: (request) => joinAsGuest(request, (code) => byCode.get(code), tokens),
    verify: (token) => tokens.verify(token),

    async staffLinks() {
      const [first] = classes;
      if (!first) return undefined;
      const people = await readPeople(database, first.institutionId);
      const tokenFor = (role: Role) => {
        const person = people.find((candidate) => candidate.role === role);
        if (!person) return undefined;
        return tokens.sign({ classId: first.classId, ...person }, STAFF_LIFETIME_MS);
      };
      const [instructorToken, adminToken] = await Promise.all([tokenFor('instructor'), tokenFor('admin')]);
      if (instructorToken === undefined || adminToken === undefined) return undefined;
      return { code: first.code, instructorToken, adminToken };
    },
  };
}
