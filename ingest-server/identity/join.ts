import type { JoinRequest } from '@rostrum/protocol/http';
import type { PersonId } from '@rostrum/protocol/room';
import { newId, newSessionId } from './new-id.ts';
import { cleanName } from './pure/clean-name.ts';
import { nameNeeded, noGuests, unknownCode } from './pure/refusals.ts';
import type { ClassBook, Sessions, SignedIn } from './sessions.ts';

export interface JoinOptions {
  readonly classes: ClassBook;
  readonly sessions: Sessions;
  readonly now: () => number;
}

/** Whoever knows the code gets in under the name they give; who is in already stays who they are. */
export async function joinByCode(
  { code, name: typed }: JoinRequest,
  refreshTokens: readonly string[],
  { classes, sessions, now }: JoinOptions,
): Promise<SignedIn> {
  const record = classes.byCode(code);
  if (!record) return { ok: false, refusal: unknownCode(code) };
  const name = cleanName(typed);
  if (name === '') return { ok: false, refusal: nameNeeded };
  const { classId } = record;
  const already = await sessions.findParticipant(refreshTokens, classId);
  if (already?.is === 'known') return sessions.open(already, classId);
  if (already) return sessions.open({ ...already, name }, classId);
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
