import { type Session, sessionSchema } from '@rostrum/protocol/http';
import { forgetStored, readStored, writeStored } from '@rostrum/ui/stored';
import * as v from 'valibot';

// The name outlives the tab; a token doesn't: on a shared computer the next person must not be you.
const NAME_KEY = 'rostrum.name';
const sessionKey = (code: string) => `rostrum.session.${code}`;

// Where the browser keeps nothing: nobody is asked twice on one visit.
let nameHere = '';
const sessionsHere = new Map<string, Session>();

export function keptName(): string {
  return readStored('local', NAME_KEY) ?? nameHere;
}

export function keepName(name: string): void {
  nameHere = name;
  writeStored('local', NAME_KEY, name);
}

export function keptSession(code: string): Session | undefined {
  const stored = readStored('session', sessionKey(code));
  if (stored === undefined) return sessionsHere.get(code);
  try {
    return v.parse(sessionSchema, JSON.parse(stored));
  } catch {
    // Written by another version of this page; joining anew makes a good one.
    forgetStored('session', sessionKey(code));
    return undefined;
  }
}

export function keepSession(code: string, { watch: _ofNow, ...session }: Session): void {
  sessionsHere.set(code, session);
  writeStored('session', sessionKey(code), JSON.stringify(session));
}

export function forgetSession(code: string): void {
  sessionsHere.delete(code);
  forgetStored('session', sessionKey(code));
}
