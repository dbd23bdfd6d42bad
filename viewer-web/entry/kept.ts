import { type Session, sessionSchema } from '@rostrum/protocol/http';
import { forgetStored, readStored, writeStored } from '@rostrum/ui';
import * as v from 'valibot';

// The name outlives the tab; a token doesn't: on a shared computer the next person must not be you.
const NAME_KEY = 'rostrum.name';
const sessionKey = (code: string) => `rostrum.session.${code}`;

export function keptName(): string {
  return readStored('local', NAME_KEY) ?? '';
}

export function keepName(name: string): void {
  writeStored('local', NAME_KEY, name);
}

export function keptSession(code: string): Session | undefined {
  const stored = readStored('session', sessionKey(code));
  if (stored === undefined) return undefined;
  try {
    return v.parse(sessionSchema, JSON.parse(stored));
  } catch {
    // Written by another version of this page; joining anew makes a good one.
    forgetStored('session', sessionKey(code));
    return undefined;
  }
}

export function keepSession(code: string, session: Session): void {
  writeStored('session', sessionKey(code), JSON.stringify(session));
}

export function forgetSession(code: string): void {
  forgetStored('session', sessionKey(code));
}
