import { SESSION_HEADER, sessionSchema, watchResponseSchema } from '@rostrum/protocol/http';
import * as v from 'valibot';

/** A guest of the demonstration class, without a page. */
interface Guest {
  /** Where the class is watched, as the student's page finds it: good for some minutes, then asked for anew. */
  address(): Promise<string>;
}

export async function joinAsGuest(origin: string): Promise<Guest> {
  const ask = async (path: string, body: object) => {
    const answered = await fetch(`${origin}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', [SESSION_HEADER]: 'body' },
      body: JSON.stringify(body),
    });
    return v.parse(sessionSchema, await answered.json());
  };
  let session = await ask('/api/join', { code: 'DEMO', name: 'Checker' });
  return {
    async address() {
      // A token is good for a quarter of an hour, a lecture for longer.
      const { refresh, personId, classId } = session;
      session = await ask('/api/session/refresh', { refresh, personId, classId });
      const told = await fetch(`${origin}/api/classes/${classId}/watch`, {
        headers: { authorization: `Bearer ${session.token}` },
      });
      return `${origin}${v.parse(watchResponseSchema, await told.json()).path}`;
    },
  };
}

export async function addressOfGuest(origin: string): Promise<string> {
  return (await joinAsGuest(origin)).address();
}
