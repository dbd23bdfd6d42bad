import {
  type AuditPage,
  type AuditQuery,
  PAGE_SIZE,
  auditPageSchema,
} from '@rostrum/protocol/administration';
import type { Prices } from '@rostrum/protocol/http';
import * as v from 'valibot';
import { type Note, type Who, changesBetween } from '../identity/index.ts';
import type { Database } from '../records/index.ts';

interface PricesChange {
  readonly institutionId: string;
  /** Undefined where they were never said. */
  readonly before: Prices | undefined;
  readonly after: Prices;
}

/** Who changed what: written in the transactions of those who change, read by admins. */
export interface Audit {
  readonly note: Note;
  /** For whoever keeps an institution's prices. */
  notePrices(who: Who): (transaction: Database, change: PricesChange) => Promise<void>;
  read(database: Database, institutionId: string, query: AuditQuery): Promise<AuditPage>;
}

export function createAudit({ now }: { readonly now: () => number }): Audit {
  const note: Note = async (transaction, { institutionId, who, action, subject, details }) => {
    const { personId: who_id, name: who_name } = who;
    await transaction
      .insertInto('audit_entries')
      .values({
        ...{ at: now(), institution_id: institutionId, who_id, who_name, action },
        ...{ subject_kind: subject.kind, subject_id: subject.id, subject_title: subject.title },
        details: JSON.stringify(details),
      })
      .execute();
  };

  return {
    note,

    notePrices:
      (who) =>
      async (transaction, { institutionId, before, after }) => {
        const details = changesBetween({ ...before }, { ...after });
        if (Object.keys(details).length === 0) return;
        const { name } = await transaction
          .selectFrom('institutions')
          .select('name')
          .where('id', '=', institutionId)
          .executeTakeFirstOrThrow();
        const subject = { kind: 'institution', id: institutionId, title: name } as const;
        await note(transaction, { institutionId, who, action: 'prices.changed', subject, details });
      },

    async read(database, institutionId, { before, who, about }) {
      let query = database
        .selectFrom('audit_entries')
        .selectAll()
        .where('institution_id', '=', institutionId)
        .orderBy('ordinal', 'desc')
        .limit(PAGE_SIZE + 1);
      if (before !== undefined) query = query.where('ordinal', '<', before);
      if (who !== undefined) query = query.where('who_id', '=', who);
      if (about !== undefined) query = query.where('subject_id', '=', about);
      const rows = await query.execute();
      const entries = rows.slice(0, PAGE_SIZE).map((row) => ({
        ...{ entryId: row.ordinal, at: Number(row.at), action: row.action, details: row.details },
        who: { personId: row.who_id, name: row.who_name },
        subject: { kind: row.subject_kind, id: row.subject_id, title: row.subject_title },
      }));
      const named = entries.flatMap(({ details }) => personIn(details) ?? []);
      const names = await namesOf(database, institutionId, named);
      return v.parse(auditPageSchema, { entries, more: rows.length > PAGE_SIZE, names });
    },
  };
}

function personIn(details: unknown): string | undefined {
  const read = v.safeParse(v.object({ personId: v.string() }), details);
  return read.success ? read.output.personId : undefined;
}

async function namesOf(
  database: Database,
  institutionId: string,
  personIds: readonly string[],
): Promise<Record<string, string>> {
  if (personIds.length === 0) return {};
  const rows = await database
    .selectFrom('people')
    .select(['id', 'name'])
    .where('institution_id', '=', institutionId)
    .where('id', 'in', [...new Set(personIds)])
    .execute();
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}
