import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

// Forward only, and never changed once released: a data folder somewhere has already been through it.
// They run in the order of their names.
export const migrations: Readonly<Record<string, Migration>> = {
  '0001_log': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('events')
        .addColumn('class_id', 'text', (column) => column.notNull())
        .addColumn('seq', 'integer', (column) => column.notNull())
        .addColumn('at', 'bigint', (column) => column.notNull())
        .addColumn('command_key', 'text')
        .addColumn('event', 'jsonb', (column) => column.notNull())
        .addPrimaryKeyConstraint('events_in_order', ['class_id', 'seq'])
        .execute();
      await sql`create unique index events_command_key on events (class_id, command_key)
        where command_key is not null`.execute(db);
    },
  },
  '0002_identity': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('institutions')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('name', 'text', (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('courses')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('institution_id', 'text', (column) => column.notNull().references('institutions.id'))
        .addColumn('title', 'text', (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('classes')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('course_id', 'text', (column) => column.notNull().references('courses.id'))
        .addColumn('title', 'text', (column) => column.notNull())
        .addColumn('code', 'text', (column) => column.notNull().unique())
        .execute();
      await db.schema
        .createTable('people')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('institution_id', 'text', (column) => column.notNull().references('institutions.id'))
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('role', 'text', (column) => column.notNull())
        .execute();
    },
  },
};
