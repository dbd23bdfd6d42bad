import * as v from 'valibot';
import { personIdSchema } from '../room/index.ts';

export const auditActions = [
  'institution.changed',
  'institution.logo-set',
  'institution.logo-removed',
  'prices.changed',
  'course.made',
  'course.changed',
  'course.removed',
  'class.made',
  'class.changed',
  'class.code-renewed',
  'class.archived',
  'class.brought-back',
  'class.deleted',
  'class.transcoder-restarted',
  'class.slate-shown',
  'class.slate-taken-off',
  'class.quality-limited',
  'class.quality-freed',
  'class.ended',
  'class.staff-told',
  'participant.set',
  'participant.removed',
  'roster.imported',
  'recording.deleted',
  'person.made',
  'person.changed',
  'person.password-set',
  'person.password-removed',
  'person.signed-out',
  'person.removed',
  'link.made',
  'link.revoked',
  'server.log-level-set',
] as const;
const auditActionSchema = v.picklist(auditActions);

const plain = v.union([v.string(), v.number(), v.boolean(), v.null()]);

/** What it came to, by the names of the fields: a value, or one before and one after. Never a secret. */
const auditDetailsSchema = v.record(v.string(), v.union([plain, v.object({ before: plain, after: plain })]));

const auditEntrySchema = v.object({
  /** Rises from one to the next. */
  entryId: v.number(),
  at: v.number(),
  /** The name is the one they had then. */
  who: v.object({ personId: personIdSchema, name: v.string() }),
  action: auditActionSchema,
  subject: v.object({
    kind: v.picklist(['institution', 'course', 'class', 'person']),
    id: v.string(),
    /** What it was called then. */
    title: v.string(),
  }),
  details: auditDetailsSchema,
});

/** The newest first. */
export const auditPageSchema = v.object({
  entries: v.array(auditEntrySchema),
  /** Whether there are older ones. */
  more: v.boolean(),
  /** By id, people whom details name: as they are called now. */
  names: v.record(v.string(), v.string()),
});

export const auditQuerySchema = v.object({
  /** Older than this entry. */
  before: v.optional(v.pipe(v.string(), v.regex(/^\d{1,12}$/, 'a number'), v.transform(Number))),
  /** Done by this person. */
  who: v.optional(personIdSchema),
  /** Of this course, class or person. */
  about: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,40}$/, 'an id'))),
});

export type AuditAction = v.InferOutput<typeof auditActionSchema>;
export type AuditDetails = v.InferOutput<typeof auditDetailsSchema>;
export type AuditEntry = v.InferOutput<typeof auditEntrySchema>;
export type AuditPage = v.InferOutput<typeof auditPageSchema>;
export type AuditQuery = v.InferOutput<typeof auditQuerySchema>;
