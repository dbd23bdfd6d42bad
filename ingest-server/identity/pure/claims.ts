import { NAME_MAX, classIdSchema, personIdSchema, roleSchema } from '@rostrum/protocol/room';
import * as v from 'valibot';

/** When it began, and random bits. */
const sessionIdSchema = v.pipe(v.string(), v.regex(/^[a-z0-9]{1,12}-[A-Za-z0-9_-]{16}$/));

const name = v.pipe(v.string(), v.minLength(1), v.maxLength(NAME_MAX));

/** What a token says: this person, in this class, in this role, under this name, since one sign-in. */
export const claimsSchema = v.object({
  classId: classIdSchema,
  personId: personIdSchema,
  role: roleSchema,
  name,
  sessionId: sessionIdSchema,
});

/** What a resume token says: the same, and since when its tokens were made from one another. */
export const resumedSchema = v.object({ ...claimsSchema.entries, insideSince: v.number() });

/** Whom a session is for, and whether it is for one class only. Guests are known by their token alone. */
export const holderSchema = v.variant('is', [
  v.object({
    is: v.literal('known'),
    sessionId: sessionIdSchema,
    personId: personIdSchema,
    classId: v.optional(classIdSchema),
  }),
  v.object({
    is: v.literal('guest'),
    sessionId: sessionIdSchema,
    personId: personIdSchema,
    classId: classIdSchema,
    name,
  }),
]);

export type Claims = v.InferOutput<typeof claimsSchema>;
export type Resumed = v.InferOutput<typeof resumedSchema>;
export type Holder = v.InferOutput<typeof holderSchema>;
export type KnownHolder = Extract<Holder, { is: 'known' }>;
