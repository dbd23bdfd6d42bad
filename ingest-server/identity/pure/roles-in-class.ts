import { type Role, isStaff, roleSchema } from '@rostrum/protocol/room';

/**
 * What somebody is in a class: what the class says of them goes before what the institution says, except that its
 * admins stay admins. Whom neither names as one of the class isn't in it.
 */
export function roleInClass(inInstitution: Role, inClass: Role | undefined): Role | undefined {
  if (inInstitution === 'admin') return 'admin';
  return inClass ?? (isStaff(inInstitution) ? inInstitution : undefined);
}

/** Whether one may act as the other: a link for somebody with more rights would hand those over. */
export function isAtLeast(role: Role, other: Role): boolean {
  return roleSchema.options.indexOf(role) <= roleSchema.options.indexOf(other);
}
