import { classIdSchema, personIdSchema, roleSchema } from '@rostrum/protocol/room';
import * as v from 'valibot';

/** What a token says: this person, in this class, in this role, under this name. */
export const claimsSchema = v.object({
  classId: classIdSchema,
  personId: personIdSchema,
  role: roleSchema,
  name: v.pipe(v.string(), v.minLength(1)),
});

export type Claims = v.InferOutput<typeof claimsSchema>;
