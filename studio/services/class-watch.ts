import { errorResponseSchema, watchResponseSchema } from '@rostrum/protocol/http';
import { refuse } from '@rostrum/protocol/room';
import * as v from 'valibot';
import type { BridgeAnswer } from '../preload/contract.ts';
import type { SessionStore } from './session-store.ts';
import type { SignIn } from './sign-in.ts';

const GIVE_UP_AFTER_MS = 10_000;

/** Where the students of this class get their picture, as the server tells whoever is in it. */
export async function askWhereWatched(
  sessions: SessionStore,
  signIn: SignIn,
): Promise<BridgeAnswer<'class.watch'>> {
  const signed = await signIn.token();
  if (signed.is !== 'token') return signed;
  // Signing in has told which class it is.
  const { server, classId } = (await sessions.load()) ?? {};
  if (server === undefined || classId === undefined) return { is: 'away' };
  let body: unknown;
  try {
    const response = await fetch(new URL(`/api/classes/${classId}/watch`, server), {
      headers: { authorization: `Bearer ${signed.token}` },
      signal: AbortSignal.timeout(GIVE_UP_AFTER_MS),
    });
    body = await response.json();
  } catch {
    // The page shows that the server is away by its own connection.
    return { is: 'away' };
  }
  const found = v.safeParse(watchResponseSchema, body);
  if (found.success) return { is: 'address', ...found.output };
  const refused = v.safeParse(errorResponseSchema, body);
  if (refused.success) return { is: 'refused', refusal: refused.output.refusal };
  return {
    is: 'refused',
    refusal: refuse('server-error', 'The server gave an answer that this studio doesn’t understand.'),
  };
}
