import * as v from 'valibot';

export const roleSchema = v.picklist(['admin', 'instructor', 'assistant', 'student', 'guest']);
export type Role = v.InferOutput<typeof roleSchema>;

export function isStaff(role: Role): boolean {
  return role === 'admin' || role === 'instructor' || role === 'assistant';
}
