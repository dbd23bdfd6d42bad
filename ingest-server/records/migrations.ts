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
  '0003_sign_in': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .alterTable('people')
        .addColumn('login', 'text')
        .addColumn('external_id', 'text')
        .addColumn('email', 'text')
        .addColumn('password_hash', 'text')
        .execute();
      await db.schema
        .createIndex('people_login')
        .on('people')
        .columns(['institution_id', 'login'])
        .unique()
        .execute();
      await db.schema
        .createIndex('people_external_id')
        .on('people')
        .columns(['institution_id', 'external_id'])
        .unique()
        .execute();
      await db.schema.createIndex('people_email').on('people').columns(['institution_id', 'email']).execute();
      await db.schema
        .alterTable('classes')
        .addColumn('guests_allowed', 'boolean', (column) => column.notNull().defaultTo(true))
        .addColumn('starts_at', 'bigint')
        .execute();
      await db.schema
        .createTable('participants')
        .addColumn('class_id', 'text', (column) => column.notNull().references('classes.id'))
        .addColumn('person_id', 'text', (column) => column.notNull().references('people.id'))
        .addColumn('role', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('participants_once', ['class_id', 'person_id'])
        .execute();
      await db.schema.createIndex('participants_person').on('participants').columns(['person_id']).execute();
      await db.schema
        .createTable('links')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('secret_hash', 'text', (column) => column.notNull().unique())
        .addColumn('person_id', 'text', (column) => column.notNull().references('people.id'))
        .addColumn('class_id', 'text', (column) => column.references('classes.id'))
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('expires_at', 'bigint', (column) => column.notNull())
        .addColumn('used_at', 'bigint')
        .addColumn('revoked_at', 'bigint')
        .execute();
      await db.schema.createIndex('links_person').on('links').columns(['person_id']).execute();
      await db.schema
        .createTable('revocations')
        .addColumn('subject', 'text', (column) => column.primaryKey())
        .addColumn('at', 'bigint', (column) => column.notNull())
        .execute();
    },
  },
  '0004_snapshots': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('snapshots')
        .addColumn('class_id', 'text', (column) => column.primaryKey())
        .addColumn('seq', 'integer', (column) => column.notNull())
        // Text: it is only ever read whole, and jsonb would take it apart and put it together each time.
        .addColumn('state', 'text', (column) => column.notNull())
        .execute();
    },
  },
  '0005_histories': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .alterTable('snapshots')
        .addColumn('at_rest', 'boolean', (column) => column.notNull().defaultTo(false))
        .execute();
      await db.schema
        .createTable('histories')
        .addColumn('ordinal', 'serial', (column) => column.primaryKey())
        .addColumn('class_id', 'text', (column) => column.notNull())
        .addColumn('id', 'text', (column) => column.notNull())
        .addColumn('from_seq', 'integer', (column) => column.notNull())
        .execute();
      await db.schema
        .createIndex('histories_of_class')
        .on('histories')
        .columns(['class_id', 'ordinal'])
        .execute();
    },
  },
  '0006_streams': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('streams')
        .addColumn('class_id', 'text', (column) => column.notNull())
        .addColumn('stream_id', 'text', (column) => column.notNull())
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('started_at', 'bigint', (column) => column.notNull())
        .addColumn('ended_at', 'bigint')
        .addColumn('duration_ms', 'double precision')
        .addColumn('bytes', 'bigint')
        .addColumn('gaps', 'integer')
        .addColumn('extras', 'text')
        .addPrimaryKeyConstraint('streams_once', ['class_id', 'stream_id'])
        .execute();
      await db.schema
        .createTable('stream_tracks')
        .addColumn('class_id', 'text', (column) => column.notNull())
        .addColumn('stream_id', 'text', (column) => column.notNull())
        .addColumn('rung', 'text', (column) => column.notNull())
        .addColumn('run', 'integer', (column) => column.notNull())
        .addColumn('info', 'text', (column) => column.notNull())
        .addColumn('ordinal', 'serial')
        .addPrimaryKeyConstraint('stream_tracks_once', ['class_id', 'stream_id', 'rung', 'run'])
        .execute();
      await db.schema
        .createTable('stream_segments')
        .addColumn('class_id', 'text', (column) => column.notNull())
        .addColumn('stream_id', 'text', (column) => column.notNull())
        .addColumn('rung', 'text', (column) => column.notNull())
        .addColumn('msn', 'integer', (column) => column.notNull())
        .addColumn('run', 'integer', (column) => column.notNull())
        .addColumn('wall_ms', 'double precision', (column) => column.notNull())
        .addColumn('duration_ms', 'double precision', (column) => column.notNull())
        .addColumn('bytes', 'integer', (column) => column.notNull())
        .addPrimaryKeyConstraint('stream_segments_once', ['class_id', 'stream_id', 'rung', 'msn'])
        .execute();
      await db.schema
        .createTable('stream_downloads')
        .addColumn('class_id', 'text', (column) => column.notNull())
        .addColumn('stream_id', 'text', (column) => column.notNull())
        .addColumn('rung', 'text', (column) => column.notNull())
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('asked_at', 'bigint', (column) => column.notNull())
        .addColumn('bytes', 'bigint')
        .addColumn('expires_at', 'bigint')
        .addColumn('failure', 'text')
        .addPrimaryKeyConstraint('stream_downloads_once', ['class_id', 'stream_id', 'rung'])
        .execute();
      await db.schema
        .createTable('retention_rules')
        .addColumn('scope', 'text', (column) => column.notNull())
        .addColumn('scope_id', 'text', (column) => column.notNull())
        .addColumn('keep_days', 'integer')
        .addPrimaryKeyConstraint('retention_rules_once', ['scope', 'scope_id'])
        .execute();
    },
  },
  '0007_public_classes': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .alterTable('classes')
        .addColumn('is_public', 'boolean', (column) => column.notNull().defaultTo(false))
        .execute();
    },
  },
  '0008_replacements': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('stream_replacements')
        .addColumn('class_id', 'text', (column) => column.notNull())
        .addColumn('stream_id', 'text', (column) => column.notNull())
        .addColumn('upload_id', 'text', (column) => column.notNull())
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('bytes', 'bigint', (column) => column.notNull())
        .addColumn('sha256', 'text', (column) => column.notNull())
        .addColumn('started_at', 'bigint', (column) => column.notNull())
        .addColumn('moved_at', 'bigint', (column) => column.notNull())
        .addColumn('failure', 'text')
        .addPrimaryKeyConstraint('stream_replacements_once', ['class_id', 'stream_id'])
        .execute();
    },
  },
  '0009_administration': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .alterTable('institutions')
        .addColumn('accent_light', 'text')
        .addColumn('accent_dark', 'text')
        .addColumn('logo_id', 'text')
        .execute();
      await db.schema
        .createTable('logos')
        .addColumn('institution_id', 'text', (column) => column.primaryKey().references('institutions.id'))
        .addColumn('id', 'text', (column) => column.notNull())
        .addColumn('media_type', 'text', (column) => column.notNull())
        // Base64: the two drivers give bytes back in forms of their own.
        .addColumn('content', 'text', (column) => column.notNull())
        .execute();
      await db.schema
        .alterTable('classes')
        .addColumn('archived_at', 'bigint')
        .addColumn('captions', 'text')
        .execute();
      await db.schema.alterTable('people').addColumn('removed_at', 'bigint').execute();
      await db.schema
        .createTable('class_removals')
        .addColumn('class_id', 'text', (column) => column.primaryKey())
        .addColumn('asked_at', 'bigint', (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('audit_entries')
        .addColumn('ordinal', 'serial', (column) => column.primaryKey())
        .addColumn('at', 'bigint', (column) => column.notNull())
        .addColumn('institution_id', 'text', (column) => column.notNull())
        .addColumn('who_id', 'text', (column) => column.notNull())
        .addColumn('who_name', 'text', (column) => column.notNull())
        .addColumn('action', 'text', (column) => column.notNull())
        .addColumn('subject_kind', 'text', (column) => column.notNull())
        .addColumn('subject_id', 'text', (column) => column.notNull())
        .addColumn('subject_title', 'text', (column) => column.notNull())
        .addColumn('details', 'jsonb', (column) => column.notNull())
        .execute();
      await db.schema
        .createIndex('audit_entries_of_institution')
        .on('audit_entries')
        .columns(['institution_id', 'ordinal'])
        .execute();
    },
  },
  '0010_usage': {
    async up(db: Kysely<unknown>) {
      // Counts of bytes and seconds: a double holds each of them exactly, and comes back as a number everywhere.
      const count = 'double precision';
      await db.schema
        .createTable('class_usage')
        .addColumn('class_id', 'text', (column) => column.notNull())
        .addColumn('stream_id', 'text', (column) => column.notNull())
        .addColumn('month', 'text', (column) => column.notNull())
        .addColumn('live_s', count, (column) => column.notNull().defaultTo(0))
        .addColumn('person_s', count, (column) => column.notNull().defaultTo(0))
        .addColumn('stage_s', count, (column) => column.notNull().defaultTo(0))
        .addColumn('sent_bytes', count, (column) => column.notNull().defaultTo(0))
        .addColumn('av1_bytes', count, (column) => column.notNull().defaultTo(0))
        .addColumn('av1_as_h264_bytes', count, (column) => column.notNull().defaultTo(0))
        .addColumn('cpu_s', count, (column) => column.notNull().defaultTo(0))
        .addColumn('stored_byte_s', count, (column) => column.notNull().defaultTo(0))
        .addPrimaryKeyConstraint('class_usage_once', ['class_id', 'stream_id', 'month'])
        .execute();
      await db.schema.createIndex('class_usage_month').on('class_usage').columns(['month']).execute();
      await db.schema
        .createTable('usage_marks')
        .addColumn('name', 'text', (column) => column.primaryKey())
        .addColumn('at', 'bigint', (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('cost_prices')
        .addColumn('institution_id', 'text', (column) => column.primaryKey())
        .addColumn('prices', 'text', (column) => column.notNull())
        .execute();
    },
  },
  '0011_stream_figures': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('stream_figures')
        .addColumn('class_id', 'text', (column) => column.notNull())
        .addColumn('stream_id', 'text', (column) => column.notNull())
        .addColumn('started_at', 'bigint', (column) => column.notNull())
        .addColumn('ended_at', 'bigint', (column) => column.notNull())
        .addColumn('peak_here', 'integer', (column) => column.notNull())
        .addColumn('restarts', 'integer', (column) => column.notNull())
        .addColumn('alerts', 'integer', (column) => column.notNull())
        .addPrimaryKeyConstraint('stream_figures_once', ['class_id', 'stream_id'])
        .execute();
    },
  },
};
