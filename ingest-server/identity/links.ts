import type { LinkKind } from '@rostrum/protocol/http';
import type { ClassId, PersonId, Refusal } from '@rostrum/protocol/room';
import { createHash, randomBytes } from 'node:crypto';
import type { Database } from '../records/index.ts';
import { newId } from './new-id.ts';
import { badToken, expiredToken, revokedLink, usedLink } from './pure/refusals.ts';

const KEY_BYTES = 32;

const DAY_MS = 24 * 60 * 60 * 1000;
export const LINK_LIFETIMES_MS: Readonly<Record<LinkKind, number>> = {
  // A term, so that a student's own link is good for all of it.
  personal: 180 * DAY_MS,
  'one-time': 3 * DAY_MS,
};

/** Of the links that are printed at start: as good as a personal one, until the next start. */
type Printed = 'printed';

/** Of keys that are kept among the links and end with their person's, and open no session. */
export const KEY_KINDS = ['encoder', 'captioner'] as const;
export type KeyKind = (typeof KEY_KINDS)[number];

export interface NewLink {
  readonly personId: PersonId;
  /** For this class alone; without it, for every class the person is in. */
  readonly classId?: ClassId;
  readonly kind: LinkKind | Printed;
  readonly lifetimeMs: number;
}

export type OpenedLink =
  { ok: true; personId: PersonId; classId: ClassId | undefined } | { ok: false; refusal: Refusal };

/** Ways in that are handed out: whoever has the key is the person it is for. Only its hash is kept. */
export interface Links {
  create(link: NewLink): Promise<{ key: string; expiresAt: number }>;
  open(key: string): Promise<OpenedLink>;
  revokeAllOf(personId: PersonId): Promise<void>;
  /** What an earlier start printed may be in a log that others read. */
  revokePrinted(): Promise<void>;
  forgetExpired(): Promise<void>;
}

export function createLinks(database: Database, now: () => number): Links {
  async function whyNot(secretHash: string): Promise<Refusal> {
    const link = await database
      .selectFrom('links')
      .select(['revoked_at', 'expires_at'])
      .where('secret_hash', '=', secretHash)
      .where('kind', 'not in', KEY_KINDS)
      .executeTakeFirst();
    if (!link) return badToken;
    if (link.revoked_at !== null) return revokedLink;
    return Number(link.expires_at) <= now() ? expiredToken : usedLink;
  }

  return {
    async create({ personId, classId, kind, lifetimeMs }) {
      const key = randomBytes(KEY_BYTES).toString('base64url');
      const expiresAt = now() + lifetimeMs;
      const link = {
        id: newId(),
        secret_hash: hashOf(key),
        person_id: personId,
        class_id: classId ?? null,
        kind,
        expires_at: expiresAt,
      };
      await database.insertInto('links').values(link).execute();
      return { key, expiresAt };
    },

    async open(key) {
      const secretHash = hashOf(key);
      // One statement looks and marks: of two that come at once, a one-time link lets one in.
      const opened = await database
        .updateTable('links')
        .set({ used_at: now() })
        .where('secret_hash', '=', secretHash)
        .where('kind', 'not in', KEY_KINDS)
        .where('revoked_at', 'is', null)
        .where('expires_at', '>', now())
        .where((either) => either.or([either('kind', '!=', 'one-time'), either('used_at', 'is', null)]))
        .returning(['person_id', 'class_id'])
        .executeTakeFirst();
      if (!opened) return { ok: false, refusal: await whyNot(secretHash) };
      const classId = (opened.class_id ?? undefined) as ClassId | undefined;
      return { ok: true, personId: opened.person_id as PersonId, classId };
    },

    async revokeAllOf(personId) {
      await database
        .updateTable('links')
        .set({ revoked_at: now() })
        .where('person_id', '=', personId)
        .where('revoked_at', 'is', null)
        .execute();
    },

    async revokePrinted() {
      await database
        .updateTable('links')
        .set({ revoked_at: now() })
        .where('kind', '=', 'printed')
        .where('revoked_at', 'is', null)
        .execute();
    },

    async forgetExpired() {
      await database.deleteFrom('links').where('expires_at', '<=', now()).execute();
    },
  };
}

export function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}
