import type { JoinRequest, JoinResponse } from '@rostrum/protocol/http';
import { type PersonId, type Refusal, refuse } from '@rostrum/protocol/room';
import type { ClassRecord } from './directory.ts';
import { newId } from './new-id.ts';
import { cleanName } from './pure/clean-name.ts';
import type { Tokens } from './tokens.ts';

/** A guest's way in lasts a long day of lectures. */
const GUEST_LIFETIME_MS = 12 * 60 * 60 * 1000;

export type JoinOutcome = { ok: true; joined: JoinResponse } | { ok: false; refusal: Refusal };

/** Whoever knows the code gets in as a guest under the name they give. */
export async function joinAsGuest(
  request: JoinRequest,
  findClass: (code: string) => ClassRecord | undefined,
  tokens: Tokens,
): Promise<JoinOutcome> {
  const found = findClass(request.code);
  if (!found) {
    return {
      ok: false,
      refusal: refuse('unknown-code', `No class has the code ${request.code}. Check it and try again.`),
    };
  }
  const name = cleanName(request.name);
  if (name === '') {
    return { ok: false, refusal: refuse('empty', 'A name is needed, so that others know who is writing.') };
  }
  const { classId, classTitle } = found;
  const personId = newId() as PersonId;
  const token = await tokens.sign({ classId, personId, role: 'guest', name }, GUEST_LIFETIME_MS);
  return { ok: true, joined: { token, classId, classTitle, personId } };
}
