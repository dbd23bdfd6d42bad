import { captionerLinkSchema } from '@rostrum/protocol/http';
import type { BridgeAnswer } from '../preload/contract.ts';
import { askServer, strangeAnswer } from './ask-server.ts';
import type { SessionStore } from './session-store.ts';
import type { SignIn } from './sign-in.ts';

export interface ClassCaptionerOptions {
  readonly sessions: SessionStore;
  readonly signIn: SignIn;
  readonly report: (text: string, cause: unknown) => void;
}

type Made = BridgeAnswer<'captioner.makeLink'>;

/** A captioner's link for the class that is open: it is handed to the page once, and kept nowhere here. */
export function captionerHandlers({ sessions, signIn, report }: ClassCaptionerOptions): {
  'captioner.makeLink': () => Promise<{ ok: true; answer: Made }>;
} {
  async function make(): Promise<Made> {
    const signed = await signIn.token();
    if (signed.is !== 'token') return signed;
    // Signing in has told which class it is.
    const { server, classId } = (await sessions.load()) ?? {};
    if (server === undefined || classId === undefined) return { is: 'away' };
    const path = `/api/classes/${classId}/captioner`;
    const question = { server, method: 'POST', path, bearer: signed.token } as const;
    const asked = await askServer(captionerLinkSchema, question, report);
    if (asked.is === 'strange') return { is: 'refused', refusal: strangeAnswer };
    if (asked.is !== 'value') return asked;
    return { is: 'made', link: new URL(asked.value.path, server).href, until: asked.value.expiresAt };
  }

  return { 'captioner.makeLink': async () => ({ ok: true, answer: await make() }) };
}
