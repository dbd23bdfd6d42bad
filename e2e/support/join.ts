import { sessionSchema, watchResponseSchema } from '@rostrum/protocol/http';
import * as v from 'valibot';

/** A guest of the demonstration class, without a page. */
interface Guest {
  /** Where the class is watched, as the student's page finds it: good for some minutes, then asked for anew. */
  address(): Promise<string>;
}

export async function joinAsGuest(origin: string): Promise<Guest> {
  const joined = await fetch(`${origin}/api/join`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code: 'DEMO', name: 'Checker' }),
  });
  const { token, classId } = v.parse(sessionSchema, await joined.json());
  const headers = { authorization: `Bearer ${token}` };
  return {
    async address() {
      const told = await fetch(`${origin}/api/classes/${classId}/watch`, { headers });
      return `${origin}${v.parse(watchResponseSchema, await told.json()).path}`;
    },
  };
}

export async function addressOfGuest(origin: string): Promise<string> {
  return (await joinAsGuest(origin)).address();
}
