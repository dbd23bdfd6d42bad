import {
  type ClassRole,
  type ListQuery,
  PAGE_SIZE,
  type ParticipantList,
} from '@rostrum/protocol/administration';
import { type ClassId, type PersonId, type Role, roleSchema } from '@rostrum/protocol/room';
import { sql } from 'kysely';
import * as v from 'valibot';
import { type Identity, isAtLeast } from '../identity/index.ts';
import type { Database } from '../records/index.ts';
import { type By, type Change, type Outcome, refused } from './changes.ts';
import { readKeptPerson } from './people-rows.ts';
import { forSuperiors, noClass, noParticipant, nobody } from './pure/refusals.ts';
import { likePattern, wordsOf } from './pure/words.ts';

export interface ParticipantDesk {
  list(classId: ClassId, query: ListQuery): Promise<ParticipantList>;
  /** `as`: what whoever asks is in the class; nobody gives more than they have. */
  set(by: By, as: Role, classId: ClassId, personId: PersonId, role: ClassRole): Promise<Outcome<undefined>>;
  remove(by: By, classId: ClassId, personId: PersonId): Promise<Outcome<undefined>>;
}

export interface ParticipantOptions {
  readonly database: Database;
  readonly identity: Pick<Identity, 'findClass' | 'upkeep'>;
  readonly change: Change;
}

/** Whom a class names; staff of the institution are in it without that. */
export function createParticipantDesk({ database, identity, change }: ParticipantOptions): ParticipantDesk {
  const { upkeep } = identity;

  return {
    async list(classId, { find, page }) {
      let participants = database
        .selectFrom('participants')
        .innerJoin('people', 'people.id', 'participants.person_id')
        .where('participants.class_id', '=', classId);
      for (const word of wordsOf(find)) {
        const pattern = likePattern(word);
        participants = participants.where((either) =>
          either.or([
            sql<boolean>`people.name ilike ${pattern}`,
            sql<boolean>`people.email ilike ${pattern}`,
            sql<boolean>`people.external_id ilike ${pattern}`,
          ]),
        );
      }
      const { total } = await participants
        .select(({ fn }) => fn.countAll().as('total'))
        .executeTakeFirstOrThrow();
      const rows = await participants
        .select(['people.id', 'people.name', 'people.email', 'people.external_id', 'participants.role'])
        .orderBy(sql`lower(people.name)`)
        .orderBy('people.id')
        .limit(PAGE_SIZE)
        .offset(page * PAGE_SIZE)
        .execute();
      return {
        participants: rows.map((row) => ({
          ...{ personId: row.id as PersonId, name: row.name, role: v.parse(roleSchema, row.role) },
          ...(row.email === null ? {} : { email: row.email }),
          ...(row.external_id === null ? {} : { externalId: row.external_id }),
        })),
        total: Number(total),
      };
    },

    async set(by, as, classId, personId, role) {
      const record = identity.findClass(classId);
      if (record?.institutionId !== by.institutionId) return refused(noClass);
      if (!isAtLeast(as, role)) return refused(forSuperiors);
      return change(by, async (transaction) => {
        const person = await readKeptPerson(transaction, by.institutionId, personId);
        if (!person) return refused(nobody);
        const before = await roleOf(transaction, classId, personId);
        if (before === role) return { ok: true, value: undefined, entries: [] };
        await transaction
          .insertInto('participants')
          .values({ class_id: classId, person_id: personId, role })
          .onConflict((conflict) => conflict.columns(['class_id', 'person_id']).doUpdateSet({ role }))
          .execute();
        const losesRights = before !== undefined && !isAtLeast(role, before);
        const count = losesRights ? await upkeep.signOut(transaction, personId, 'sessions') : undefined;
        const subject = { kind: 'class', id: classId, title: record.classTitle } as const;
        const details = { personId, role: { before: before ?? null, after: role } };
        return {
          ok: true,
          value: undefined,
          entries: [{ action: 'participant.set', subject, details }],
          whenCommitted: () => count?.(),
        };
      });
    },

    async remove(by, classId, personId) {
      const record = identity.findClass(classId);
      if (record?.institutionId !== by.institutionId) return refused(noClass);
      return change(by, async (transaction) => {
        const before = await roleOf(transaction, classId, personId);
        if (before === undefined) return refused(noParticipant);
        await transaction
          .deleteFrom('participants')
          .where('class_id', '=', classId)
          .where('person_id', '=', personId)
          .execute();
        const subject = { kind: 'class', id: classId, title: record.classTitle } as const;
        return {
          ok: true,
          value: undefined,
          entries: [{ action: 'participant.removed', subject, details: { personId, role: before } }],
          // They may sit in it at this moment.
          whenCommitted: await upkeep.signOut(transaction, personId, 'sessions'),
        };
      });
    },
  };
}

async function roleOf(database: Database, classId: ClassId, personId: PersonId): Promise<Role | undefined> {
  const row = await database
    .selectFrom('participants')
    .select('role')
    .where('class_id', '=', classId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return row && v.parse(roleSchema, row.role);
}
