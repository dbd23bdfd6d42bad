import { encoderKeySchema, encoderSetupSchema } from '@rostrum/protocol/http';
import type { Refusal } from '@rostrum/protocol/room';
import * as v from 'valibot';
import type { BridgeAnswer } from '../preload/contract.ts';
import type { encoderContract } from '../preload/encoder-contract.ts';
import { askServer, strangeAnswer } from './ask-server.ts';
import type { SessionStore } from './session-store.ts';
import type { SignIn } from './sign-in.ts';

type Name = keyof typeof encoderContract;
type Handlers = { [N in Name]: () => Promise<{ ok: true; answer: BridgeAnswer<N> }> };

type Asked<T> =
  { is: 'value'; value: T; server: string } | { is: 'refused'; refusal: Refusal } | { is: 'away' };

export interface ClassEncoderOptions {
  readonly sessions: SessionStore;
  readonly signIn: SignIn;
  readonly report: (text: string, cause: unknown) => void;
}

/** One's own key for an encoder in the class that is open: it is handed to the page once, and kept nowhere here. */
export function encoderHandlers({ sessions, signIn, report }: ClassEncoderOptions): Handlers {
  async function ask<S extends v.GenericSchema>(
    method: 'GET' | 'POST' | 'DELETE',
    schema: S,
  ): Promise<Asked<v.InferOutput<S>>> {
    const signed = await signIn.token();
    if (signed.is !== 'token') return signed;
    // Signing in has told which class it is.
    const { server, classId } = (await sessions.load()) ?? {};
    if (server === undefined || classId === undefined) return { is: 'away' };
    const question = { server, method, path: `/api/classes/${classId}/whip`, bearer: signed.token };
    const asked = await askServer(schema, question, report);
    if (asked.is === 'strange') return { is: 'refused', refusal: strangeAnswer };
    return asked.is === 'value' ? { ...asked, server } : asked;
  }

  return {
    'encoder.look': async () => {
      const asked = await ask('GET', encoderSetupSchema);
      if (asked.is !== 'value') return answer(asked);
      const { path, expiresAt } = asked.value;
      const address = new URL(path, asked.server).href;
      return answer({ is: 'setup', address, ...(expiresAt === undefined ? {} : { keyUntil: expiresAt }) });
    },
    'encoder.makeKey': async () => {
      const asked = await ask('POST', encoderKeySchema);
      if (asked.is !== 'value') return answer(asked);
      const { path, token, expiresAt } = asked.value;
      const address = new URL(path, asked.server).href;
      return answer({ is: 'made', address, key: token, keyUntil: expiresAt });
    },
    'encoder.takeKeyBack': async () => {
      const asked = await ask('DELETE', v.object({}));
      return answer(asked.is === 'value' ? { is: 'done' } : asked);
    },
  };
}

function answer<T>(value: T): { ok: true; answer: T } {
  return { ok: true, answer: value };
}
