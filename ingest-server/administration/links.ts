import { type KeptLinkList, type MadeLink, keptLinkSchema } from '@rostrum/protocol/administration';
import type { LinkKind } from '@rostrum/protocol/http';
import type { ClassId, PersonId } from '@rostrum/protocol/room';
import * as v from 'valibot';
import type { Identity } from '../identity/index.ts';
import type { Database } from '../records/index.ts';
import { type By, type Change, type Outcome, refused } from './changes.ts';
import { classesOf, readKeptPerson } from './people-rows.ts';
import { noLink, nobody } from './pure/refusals.ts';

/** Whose links: of one class, or of one person. */
export type LinkScope = { readonly classId: ClassId } | { readonly personId: PersonId };

export interface LinkDesk {
  /** Those that still let in, the soonest to end first. */
  list(institutionId: string, scope: LinkScope): Promise<KeptLinkList>;
  /** For all that somebody may do in the institution; links for one class are made by identity. */
  make(by: By, personId: PersonId, kind: LinkKind): Promise<Outcome<MadeLink>>;
  revoke(by: By, scope: LinkScope, linkId: string): Promise<Outcome<undefined>>;
}

export interface LinkOptions {
  readonly database: Database;
  readonly identity: Pick<Identity, 'findClass' | 'upkeep'>;
  readonly change: Change;
  /** A key of a program was taken back, which may be sending by it. */
  readonly handleKeyRevoked: () => void;
  readonly now: () => number;
}

/** Nobody reads more; those of one class or one person are hardly ever so many. */
const LISTED_MAX = 500;

export function createLinkDesk({ database, identity, change, handleKeyRevoked, now }: LinkOptions): LinkDesk {
  /** Of an institution, and good. */
  function goodLinks(from: Database, institutionId: string, scope: LinkScope) {
    const links = from
      .selectFrom('links')
      .innerJoin('people', 'people.id', 'links.person_id')
      .leftJoin('classes', 'classes.id', 'links.class_id')
      .select(['links.id', 'links.kind', 'links.person_id', 'links.class_id', 'links.expires_at'])
      .select(['people.name', 'classes.title as classTitle'])
      .where('people.institution_id', '=', institutionId)
      .where('links.revoked_at', 'is', null)
      .where('links.expires_at', '>', now())
      .where((either) =>
        either.or([either('links.kind', '!=', 'one-time'), either('links.used_at', 'is', null)]),
      );
    return 'classId' in scope
      ? links.where('links.class_id', '=', scope.classId)
      : links.where('links.person_id', '=', scope.personId);
  }

  return {
    async list(institutionId, scope) {
      const rows = await goodLinks(database, institutionId, scope)
        .orderBy('links.expires_at')
        .limit(LISTED_MAX)
        .execute();
      return {
        links: rows.map((row) =>
          v.parse(keptLinkSchema, {
            ...{ linkId: row.id, kind: row.kind, personId: row.person_id, name: row.name },
            ...(row.class_id === null ? {} : { classId: row.class_id }),
            ...(row.classTitle === null ? {} : { classTitle: row.classTitle }),
            expiresAt: Number(row.expires_at),
          }),
        ),
      };
    },

    make: (by, personId, kind) =>
      change(by, async (transaction) => {
        const person = await readKeptPerson(transaction, by.institutionId, personId);
        if (!person) return refused(nobody);
        const link = await identity.upkeep.createLink(transaction, personId, kind);
        const [first] = await classesOf(transaction, personId);
        const code = first && identity.findClass(first.classId)?.code;
        const subject = { kind: 'person', id: personId, title: person.name } as const;
        return {
          ok: true,
          value: { ...link, role: person.role, isForClass: false, ...(code === undefined ? {} : { code }) },
          entries: [{ action: 'link.made', subject, details: { kind } }],
        };
      }),

    revoke: (by, scope, linkId) =>
      change(by, async (transaction) => {
        const link = await goodLinks(transaction, by.institutionId, scope)
          .where('links.id', '=', linkId)
          .executeTakeFirst();
        if (!link) return refused(noLink);
        await transaction.updateTable('links').set({ revoked_at: now() }).where('id', '=', linkId).execute();
        const { kind, person_id: personId } = link;
        const subject =
          'classId' in scope
            ? ({ kind: 'class', id: scope.classId, title: link.classTitle ?? '' } as const)
            : ({ kind: 'person', id: scope.personId, title: link.name } as const);
        const isKey = kind === 'encoder' || kind === 'captioner';
        return {
          ok: true,
          value: undefined,
          entries: [{ action: 'link.revoked', subject, details: { kind, personId } }],
          whenCommitted: () => (isKey ? handleKeyRevoked() : undefined),
        };
      }),
  };
}
