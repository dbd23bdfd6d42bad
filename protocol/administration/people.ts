import * as v from 'valibot';
import { loginSchema, newPasswordSchema } from '../http/index.ts';
import { NAME_MAX, classIdSchema, personIdSchema, roleSchema } from '../room/index.ts';
import { listQuery } from './institution.ts';

/** What somebody is in the whole institution. */
export const institutionRoles = ['admin', 'instructor', 'assistant', 'student'] as const;
const institutionRoleSchema = v.picklist(institutionRoles);

/** What somebody is in one class; there are no admins of one. */
export const classRoles = ['instructor', 'assistant', 'student'] as const;
export const classRoleSchema = v.picklist(classRoles);

const nameSchema = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1, 'a name is needed'),
  v.maxLength(NAME_MAX, `at most ${NAME_MAX} characters`),
);

const emailSchema = v.pipe(
  v.string(),
  v.trim(),
  v.toLowerCase(),
  v.maxLength(254, 'at most 254 characters'),
  v.regex(/^[^\s@\p{C}]+@[^\s@\p{C}]+\.[^\s@\p{C}]+$/u, 'an email address'),
);

const externalIdSchema = v.pipe(v.string(), v.trim(), v.regex(/^[^\p{C}]{1,60}$/u, '1 to 60 characters'));

export const keptPersonSchema = v.object({
  personId: personIdSchema,
  name: v.string(),
  role: institutionRoleSchema,
  login: v.optional(v.string()),
  email: v.optional(v.string()),
  externalId: v.optional(v.string()),
  hasPassword: v.boolean(),
});

export const keptPersonListSchema = v.object({ people: v.array(keptPersonSchema), total: v.number() });

/** One of them, with the classes that name them. */
export const personPageSchema = v.object({
  person: keptPersonSchema,
  classes: v.array(v.object({ classId: classIdSchema, classTitle: v.string(), role: roleSchema })),
});

export const personListQuerySchema = v.object({
  ...listQuery,
  role: v.optional(institutionRoleSchema),
});

export const personMakingSchema = v.object({
  name: nameSchema,
  role: institutionRoleSchema,
  login: v.optional(loginSchema),
  email: v.optional(emailSchema),
  externalId: v.optional(externalIdSchema),
});

/** What is left out stays as it is; null takes it away. Without a login there is no password either. */
export const personChangeSchema = v.object({
  name: v.optional(nameSchema),
  role: v.optional(institutionRoleSchema),
  login: v.optional(v.nullable(loginSchema)),
  email: v.optional(v.nullable(emailSchema)),
  externalId: v.optional(v.nullable(externalIdSchema)),
});

/** With a login where they have none yet. */
export const passwordSettingSchema = v.object({
  password: newPasswordSchema,
  login: v.optional(loginSchema),
});

export const participantSchema = v.object({
  personId: personIdSchema,
  name: v.string(),
  /** In this class. */
  role: roleSchema,
  email: v.optional(v.string()),
  externalId: v.optional(v.string()),
});

export const participantListSchema = v.object({
  participants: v.array(participantSchema),
  total: v.number(),
});

export const participantSettingSchema = v.object({ role: classRoleSchema });

export type InstitutionRole = v.InferOutput<typeof institutionRoleSchema>;
export type ClassRole = v.InferOutput<typeof classRoleSchema>;
export type KeptPerson = v.InferOutput<typeof keptPersonSchema>;
export type KeptPersonList = v.InferOutput<typeof keptPersonListSchema>;
export type PersonPage = v.InferOutput<typeof personPageSchema>;
export type PersonListQuery = v.InferOutput<typeof personListQuerySchema>;
export type PersonMaking = v.InferOutput<typeof personMakingSchema>;
export type PersonChange = v.InferOutput<typeof personChangeSchema>;
export type PasswordSetting = v.InferOutput<typeof passwordSettingSchema>;
export type Participant = v.InferOutput<typeof participantSchema>;
export type ParticipantList = v.InferOutput<typeof participantListSchema>;
