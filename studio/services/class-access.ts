import type { BridgeAnswer } from '../preload/contract.ts';
import type { ClassAccess } from './recordings/index.ts';
import { type KeptSession, type SessionStore, isSignedIn } from './session-store.ts';

/** Who signs in here; of it only what speaking for them takes. */
interface SignedIn {
  token(): Promise<BridgeAnswer<'session.token'>>;
}

/** The class that is open in this studio, for those who ask its server on their own. */
export function createClassAccess(sessions: SessionStore, signIn: SignedIn): ClassAccess {
  return {
    async current() {
      const before = openIn(await sessions.load());
      if (!before) return undefined;
      // A link tells which class it is as soon as it has signed in.
      if (before.classId === undefined && (await signIn.token()).is !== 'token') return undefined;
      const { server, classId } = openIn(await sessions.load()) ?? {};
      return server === undefined || classId === undefined ? undefined : { server, classId };
    },
    token: () => signIn.token(),
  };
}

function openIn(kept: KeptSession | undefined): KeptSession | undefined {
  return kept && isSignedIn(kept) && !kept.isChoosing ? kept : undefined;
}
