import type {
  KeptPerson,
  KeptPersonList,
  PasswordSetting,
  PersonChange,
  PersonListQuery,
  PersonMaking,
  PersonPage,
} from '@rostrum/protocol/administration';
import type { PersonId } from '@rostrum/protocol/room';
import { type Identity, changesBetween, cleanName, isAtLeast } from '../identity/index.ts';
import type { Database } from '../records/index.ts';
import type { Actor } from './actor.ts';
import { type By, type Change, type Outcome, refused } from './changes.ts';
import { classesOf, isLastAdmin, listPeople, readKeptPerson, refusalOfTaken } from './people-rows.ts';
import { lastAdmin, loginNeeded, nameNeeded, nobody, notYourself } from './pure/refusals.ts';

/** What stands in the place of a name that was taken away. */
const REMOVED_NAME = 'Removed person';

export interface PeopleDesk {
  list(institutionId: string, query: PersonListQuery): Promise<KeptPersonList>;
  one(institutionId: string, personId: PersonId): Promise<Outcome<PersonPage>>;
  make(by: By, making: PersonMaking): Promise<Outcome<KeptPerson>>;
  change(by: By, personId: PersonId, change: PersonChange): Promise<Outcome<KeptPerson>>;
  setPassword(by: Actor, personId: PersonId, setting: PasswordSetting): Promise<Outcome<KeptPerson>>;
  removePassword(by: Actor, personId: PersonId): Promise<Outcome<KeptPerson>>;
  /** Wherever they are, and by whatever they would come in again. */
  signOut(by: By, personId: PersonId): Promise<Outcome<undefined>>;
  /** All that says who they are is taken away; what they did stays, of nobody. */
  remove(by: By, personId: PersonId): Promise<Outcome<undefined>>;
}

export interface PeopleOptions {
  readonly database: Database;
  readonly upkeep: Identity['upkeep'];
  readonly change: Change;
  readonly newId: () => string;
  readonly now: () => number;
}

export function createPeopleDesk({ database, upkeep, change, newId, now }: PeopleOptions): PeopleDesk {
  async function oneAfter<T>(by: By, personId: PersonId, outcome: Outcome<T>): Promise<Outcome<KeptPerson>> {
    if (!outcome.ok) return outcome;
    const person = await readKeptPerson(database, by.institutionId, personId);
    return person ? { ok: true, value: person } : refused(nobody);
  }

  return {
    list: (institutionId, query) => listPeople(database, institutionId, query),

    async one(institutionId, personId) {
      const person = await readKeptPerson(database, institutionId, personId);
      if (!person) return refused(nobody);
      return { ok: true, value: { person, classes: await classesOf(database, personId) } };
    },

    async make(by, { name: typed, role, login, email, externalId }) {
      const name = cleanName(typed);
      if (name === '') return refused(nameNeeded);
      const personId = newId() as PersonId;
      const outcome = await change(by, async (transaction) => {
        const taken = await refusalOfTaken(transaction, by.institutionId, { login, externalId }, '');
        if (taken) return refused(taken);
        const said = { login: login ?? null, email: email ?? null, external_id: externalId ?? null };
        await transaction
          .insertInto('people')
          .values({ id: personId, institution_id: by.institutionId, name, role, ...said })
          .execute();
        const details = { role, login: said.login, email: said.email, externalId: said.external_id };
        return {
          ok: true,
          value: undefined,
          entries: [{ action: 'person.made', subject: personSubject(personId, name), details }],
        };
      });
      return oneAfter(by, personId, outcome);
    },

    async change(by, personId, { name: typed, role, login, email, externalId }) {
      const name = typed === undefined ? undefined : cleanName(typed);
      if (name === '') return refused(nameNeeded);
      const outcome = await change(by, async (transaction) => {
        const { institutionId } = by;
        const before = await readKeptPerson(transaction, institutionId, personId);
        if (!before) return refused(nobody);
        const taken = await refusalOfTaken(transaction, institutionId, { login, externalId }, personId);
        if (taken) return refused(taken);
        const losesRights = role !== undefined && !isAtLeast(role, before.role);
        if (losesRights && (await isLastAdmin(transaction, institutionId, before))) return refused(lastAdmin);
        const set = {
          ...(name === undefined ? {} : { name }),
          ...(role === undefined ? {} : { role }),
          ...(login === undefined ? {} : { login }),
          // A password without a login opens nothing.
          ...(login === null ? { password_hash: null } : {}),
          ...(email === undefined ? {} : { email }),
          ...(externalId === undefined ? {} : { external_id: externalId }),
        };
        if (Object.keys(set).length > 0)
          await transaction.updateTable('people').set(set).where('id', '=', personId).execute();
        // A token is good for a quarter of an hour, and a place in a class for as long as it lasts.
        const count = losesRights
          ? await upkeep.signOut(transaction, personId, 'sessions and keys')
          : undefined;
        const details = changesBetween(
          {
            ...{ name: before.name, role: before.role, login: before.login ?? null },
            ...{ email: before.email ?? null, externalId: before.externalId ?? null },
            hasPassword: before.hasPassword,
          },
          { name, role, login, email, externalId, hasPassword: login === null ? false : undefined },
        );
        const subject = personSubject(personId, name ?? before.name);
        const isSame = Object.keys(details).length === 0;
        return {
          ok: true,
          value: undefined,
          entries: isSame ? [] : [{ action: 'person.changed', subject, details }],
          whenCommitted: () => count?.(),
        };
      });
      return oneAfter(by, personId, outcome);
    },

    async setPassword(by, personId, { password, login }) {
      const password_hash = await upkeep.hashPassword(password);
      const outcome = await change(by, async (transaction) => {
        const before = await readKeptPerson(transaction, by.institutionId, personId);
        if (!before) return refused(nobody);
        if (login === undefined && before.login === undefined) return refused(loginNeeded);
        const taken = await refusalOfTaken(transaction, by.institutionId, { login }, personId);
        if (taken) return refused(taken);
        const set = login === undefined ? { password_hash } : { password_hash, login };
        await transaction.updateTable('people').set(set).where('id', '=', personId).execute();
        const details = changesBetween({ login: before.login ?? null }, { login });
        return {
          ok: true,
          value: undefined,
          entries: [
            { action: 'person.password-set', subject: personSubject(personId, before.name), details },
          ],
          // Whoever knew the old one may be in by it, or have made a key.
          whenCommitted: await upkeep.signOut(transaction, personId, 'sessions and keys', by.sessionId),
        };
      });
      return oneAfter(by, personId, outcome);
    },

    async removePassword(by, personId) {
      const outcome = await change(by, async (transaction) => {
        const before = await readKeptPerson(transaction, by.institutionId, personId);
        if (!before) return refused(nobody);
        if (!before.hasPassword) return { ok: true, value: undefined, entries: [] };
        await transaction
          .updateTable('people')
          .set({ password_hash: null })
          .where('id', '=', personId)
          .execute();
        const subject = personSubject(personId, before.name);
        return {
          ok: true,
          value: undefined,
          entries: [{ action: 'person.password-removed', subject, details: {} }],
          whenCommitted: await upkeep.signOut(transaction, personId, 'sessions and keys', by.sessionId),
        };
      });
      return oneAfter(by, personId, outcome);
    },

    signOut: (by, personId) =>
      change(by, async (transaction) => {
        const before = await readKeptPerson(transaction, by.institutionId, personId);
        if (!before) return refused(nobody);
        const subject = personSubject(personId, before.name);
        return {
          ok: true,
          value: undefined,
          entries: [{ action: 'person.signed-out', subject, details: {} }],
          whenCommitted: await upkeep.signOut(transaction, personId, 'everything'),
        };
      }),

    async remove(by, personId) {
      if (personId === by.personId) return refused(notYourself);
      return change(by, async (transaction) => {
        const before = await readKeptPerson(transaction, by.institutionId, personId);
        if (!before) return refused(nobody);
        if (await isLastAdmin(transaction, by.institutionId, before)) return refused(lastAdmin);
        await transaction.deleteFrom('participants').where('person_id', '=', personId).execute();
        await transaction
          .updateTable('people')
          .set({
            ...{ name: REMOVED_NAME, role: 'student', removed_at: now() },
            ...{ login: null, email: null, external_id: null, password_hash: null },
          })
          .where('id', '=', personId)
          .execute();
        await forgetInAudit(transaction, by, personId);
        const subject = personSubject(personId, REMOVED_NAME);
        return {
          ok: true,
          value: undefined,
          entries: [{ action: 'person.removed', subject, details: { role: before.role } }],
          whenCommitted: await upkeep.signOut(transaction, personId, 'everything'),
        };
      });
    },
  };
}

/** What was done to them is still told, and when; who they were is not. */
async function forgetInAudit(
  transaction: Database,
  { institutionId }: By,
  personId: PersonId,
): Promise<void> {
  await transaction
    .updateTable('audit_entries')
    .set({ subject_title: REMOVED_NAME, details: '{}' })
    .where('institution_id', '=', institutionId)
    .where('subject_kind', '=', 'person')
    .where('subject_id', '=', personId)
    .execute();
}

function personSubject(id: PersonId, title: string) {
  return { kind: 'person', id, title } as const;
}
