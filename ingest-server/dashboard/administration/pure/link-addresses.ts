import type { MadeLink } from '@rostrum/protocol/administration';
import { isStaff } from '@rostrum/protocol/room';

export type Face = 'viewer' | 'studio' | 'dashboard';

export interface LinkAddress {
  readonly face: Face;
  readonly address: string;
}

/** Where a link leads whoever has it; staff may be sent to their studio, admins to the dashboard. */
export function linkAddresses({ key, role, code, isForClass }: MadeLink, origin: string): LinkAddress[] {
  const viewer = code === undefined ? `${origin}/#key=${key}` : `${origin}/c/${code}#key=${key}`;
  const addresses: LinkAddress[] = [];
  if (role === 'admin' && !isForClass)
    addresses.push({ face: 'dashboard', address: `${origin}/dashboard/#key=${key}` });
  if (isStaff(role))
    addresses.push({
      face: 'studio',
      address: `rostrum://studio?server=${encodeURIComponent(origin)}&key=${key}`,
    });
  if (!isStaff(role) || isForClass) addresses.push({ face: 'viewer', address: viewer });
  return addresses;
}
