import { personIdSchema } from '@rostrum/protocol/room';
import {
  forgetStored,
  readStored,
  refreshSession,
  signInByLink,
  takeLinkKey,
  writeStored,
} from '@rostrum/ui';
import * as v from 'valibot';
import { Access } from './access.ts';

/** Who of this browser's people the dashboard is for; for this tab only. */
const KEY = 'rostrum.dashboard-person';

/** Undefined where neither the address nor this tab knows an admin. */
export function openAccess(): Access | undefined {
  const key = takeLinkKey();
  if (key !== undefined) forgetStored('session', KEY);
  else if (knownPerson() === undefined) return undefined;
  return new Access({
    open: key === undefined ? undefined : () => signInByLink(key),
    refresh: () => refreshSession({ personId: knownPerson() }),
    onSession: ({ personId }) => writeStored('session', KEY, personId),
  });
}

function knownPerson() {
  const kept = v.safeParse(personIdSchema, readStored('session', KEY));
  return kept.success ? kept.output : undefined;
}
