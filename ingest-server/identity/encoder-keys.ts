import type { ClassId, PersonId, Refusal, Role } from '@rostrum/protocol/room';
import { randomBytes } from 'node:crypto';
import type { Database } from '../records/index.ts';
import type { ClassBook } from './class-book.ts';
import { readPerson, readStandings } from './directory.ts';
import { KEY_KINDS, type KeyKind, hashOf } from './links.ts';
import { newId } from './new-id.ts';
import { captionerKeyRefusals, encoderKeyRefusals, notInClass } from './pure/refusals.ts';
import { roleInClass } from './pure/roles-in-class.ts';

const KEY_BYTES = 32;

/** Whose key it is, in which class. */
export interface KeyHolder {
  readonly personId: PersonId;
  readonly classId: ClassId;
}

/** An encoder as the directory knows it now. */
export interface FoundEncoder extends KeyHolder {
  readonly keyId: string;
  readonly name: string;
  readonly role: Role;
}

export type FindEncoder = { ok: true; encoder: FoundEncoder } | { ok: false; refusal: Refusal };

export interface EncoderKeys {
  /** In the place of the one before: each has one in a class. */
  create(
    holder: KeyHolder,
    lifetimeMs: number,
  ): Promise<{ ok: true; key: string; expiresAt: number } | { ok: false; refusal: Refusal }>;
  find(key: string): Promise<FindEncoder>;
  /** Undefined where there is none. */
  expiryOf(holder: KeyHolder): Promise<number | undefined>;
  revoke(holder: KeyHolder): Promise<void>;
  /** In whatever class, of either kind. */
  revokeAllOf(personId: PersonId): Promise<void>;
}

export interface EncoderKeysOptions {
  readonly database: Database;
  readonly classes: ClassBook;
  readonly now: () => number;
  /** A captioner's is for a person: whoever has it writes captions in the class. */
  readonly kind?: KeyKind;
}

/** The keys by which a program that knows no sign-in sends a class's programme for one of its staff. */
export function createEncoderKeys(options: EncoderKeysOptions): EncoderKeys {
  const { database, classes, now, kind = 'encoder' } = options;
  const words = kind === 'encoder' ? encoderKeyRefusals : captionerKeyRefusals;
  const refused = (refusal: Refusal) => ({ ok: false, refusal }) as const;

  async function revoke({ personId, classId }: KeyHolder): Promise<void> {
    await database
      .updateTable('links')
      .set({ revoked_at: now() })
      .where('kind', '=', kind)
      .where('person_id', '=', personId)
      .where('class_id', '=', classId)
      .where('revoked_at', 'is', null)
      .execute();
  }

  return {
    revoke,

    async revokeAllOf(personId) {
      await database
        .updateTable('links')
        .set({ revoked_at: now() })
        .where('kind', 'in', KEY_KINDS)
        .where('person_id', '=', personId)
        .where('revoked_at', 'is', null)
        .execute();
    },

    async create(holder, lifetimeMs) {
      const { personId, classId } = holder;
      // A guest who was made more in a class is in no directory, and gone with their session.
      if (!(await readPerson(database, personId))) return refused(words.forKnown);
      await revoke(holder);
      const key = randomBytes(KEY_BYTES).toString('base64url');
      const expiresAt = now() + lifetimeMs;
      await database
        .insertInto('links')
        .values({
          ...{ id: newId(), secret_hash: hashOf(key), kind },
          ...{ person_id: personId, class_id: classId, expires_at: expiresAt },
        })
        .execute();
      return { ok: true, key, expiresAt };
    },

    async find(key) {
      const row = await database
        .selectFrom('links')
        .select(['id', 'person_id', 'class_id', 'expires_at', 'revoked_at'])
        .where('secret_hash', '=', hashOf(key))
        .where('kind', '=', kind)
        .executeTakeFirst();
      if (!row || row.class_id === null) return refused(words.bad);
      if (row.revoked_at !== null) return refused(words.revoked);
      if (Number(row.expires_at) <= now()) return refused(words.expired);
      const [personId, classId] = [row.person_id as PersonId, row.class_id as ClassId];
      const record = await classes.find(classId);
      const standing = (await readStandings(database, [personId])).get(personId);
      if (!record || standing?.person.institutionId !== record.institutionId) return refused(notInClass);
      // As they are now: the key may be from the beginning of the term.
      const role = roleInClass(standing.person.role, standing.inClasses.get(classId));
      if (role === undefined) return refused(notInClass);
      return { ok: true, encoder: { keyId: row.id, personId, classId, name: standing.person.name, role } };
    },

    async expiryOf({ personId, classId }) {
      const row = await database
        .selectFrom('links')
        .select('expires_at')
        .where('kind', '=', kind)
        .where('person_id', '=', personId)
        .where('class_id', '=', classId)
        .where('revoked_at', 'is', null)
        .where('expires_at', '>', now())
        .executeTakeFirst();
      return row && Number(row.expires_at);
    },
  };
}
