import type { JoinRequest } from '@rostrum/protocol/http';
import type { PersonId } from '@rostrum/protocol/room';
import type { Codes } from './codes.ts';
import { newId, newSessionId } from './new-id.ts';
import { cleanName } from './pure/clean-name.ts';
import { archived, nameNeeded, noGuests } from './pure/refusals.ts';
import type { Sessions, SignedIn } from './sessions.ts';
import type { Visitor } from './visitor.ts';

export interface JoinOptions {
  readonly codes: Codes;
  readonly sessions: Sessions;
  readonly now: () => number;
}

/** Whoever knows the code gets in under the name they give; who is in already stays who they are. */
export async function joinByCode(
  { code, name: typed }: JoinRequest,
  { address, refreshTokens }: Visitor,
  { codes, sessions, now }: JoinOptions,
): Promise<SignedIn> {
  const found = await codes.find(code, address);
  if (!found.ok) return found;
  const { record } = found;
  const name = cleanName(typed);
  if (name === '') return { ok: false, refusal: nameNeeded };
  const { classId } = record;
  const already = await sessions.findParticipant(refreshTokens, classId);
  if (already?.is === 'known') return sessions.open(already, classId);
  if (already) return sessions.open({ ...already, name }, classId);
  if (record.archivedAt !== undefined) return { ok: false, refusal: archived };
  if (!record.guestsAllowed) return { ok: false, refusal: noGuests };
  const guest = {
    is: 'guest',
    sessionId: newSessionId(now()),
    personId: newId() as PersonId,
    classId,
    name,
  } as const;
  return sessions.open(guest, classId);
}
