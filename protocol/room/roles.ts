import * as v from 'valibot';
import type { Command } from './command.ts';

export const roleSchema = v.picklist(['admin', 'instructor', 'assistant', 'student', 'guest']);
export type Role = v.InferOutput<typeof roleSchema>;

/** What somebody may do beyond a command: things that go over the media or HTTP way. */
export type Right = Command['type'] | 'stream.publish' | 'operations.watch';

// One table, so that "who may do what" is read in one place and never guessed from code.
export const permissions: Readonly<Record<Right, readonly Role[]>> = {
  'chat.send': ['admin', 'instructor', 'assistant', 'student', 'guest'],
  'stream.publish': ['admin', 'instructor', 'assistant'],
  'operations.watch': ['admin'],
};

export function may(role: Role, right: Right): boolean {
  return permissions[right].includes(role);
}
