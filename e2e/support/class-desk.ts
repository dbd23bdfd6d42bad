import { SESSION_HEADER, type Session, linkResponseSchema, sessionSchema } from '@rostrum/protocol/http';
import * as v from 'valibot';
import type { ServerAlone } from './house.ts';

const madeSchema = v.object({ code: v.string(), classTitle: v.string() });

/** What an instructor of the demonstration class does over HTTP, in the place of their studio. */
export interface ClassDesk {
  /** When the demonstration class begins. */
  beginAt(startsAt: number | null): Promise<void>;
  /** Another class; resolves with its code. */
  makeClass(classTitle: string, over?: { guestsAllowed: boolean }): Promise<string>;
  /** The key of a link that is good for the demonstration class alone. */
  linkKey(): Promise<string>;
  givePassword(login: string, password: string): Promise<void>;
}

export async function openClassDesk({ origin, links }: ServerAlone): Promise<ClassDesk> {
  async function ask(method: string, path: string, body: object, token?: string): Promise<unknown> {
    const answer = await fetch(`${origin}/api${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        [SESSION_HEADER]: 'body',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} was refused: ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }
  const key = new URL(links.studio).searchParams.get('key');
  const { classId, personId, token, refresh }: Session = v.parse(
    sessionSchema,
    await ask('POST', '/session/link', { key }),
  );
  return {
    async beginAt(startsAt) {
      await ask('PATCH', `/classes/${classId}`, { startsAt }, token);
    },
    async makeClass(classTitle, over) {
      const course = { is: 'new', courseTitle: 'Optics' };
      const made = await ask('POST', '/classes', { classTitle, course, ...over }, refresh);
      return v.parse(madeSchema, made).code;
    },
    async linkKey() {
      const link = await ask('POST', `/classes/${classId}/links`, { personId, kind: 'personal' }, token);
      return v.parse(linkResponseSchema, link).key;
    },
    async givePassword(login, password) {
      await ask('PUT', '/session/password', { login, password, refresh });
    },
  };
}
