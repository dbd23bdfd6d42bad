import type { PersonId } from '@rostrum/protocol/room';
import type { Surroundings } from '../test-surroundings.ts';

export interface Answered {
  readonly status: number;
  readonly body: unknown;
}

/** What somebody asks of an institution's records over HTTP. */
export interface Office {
  ask(method: string, path: string, body?: unknown): Promise<Answered>;
  /** The bytes as they are. */
  send(method: string, path: string, type: string, bytes: string | Uint8Array): Promise<Answered>;
}

export function openOffice(its: Surroundings, token: string): Office {
  async function read(response: Response): Promise<Answered> {
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
  }
  const url = (path: string) => `${its.base}/api/administration${path}`;
  const authorization = `Bearer ${token}`;
  return {
    ask: async (method, path, body) =>
      read(
        await fetch(url(path), {
          method,
          headers: { authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        }),
      ),
    send: async (method, path, type, bytes) =>
      read(
        await fetch(url(path), {
          method,
          headers: { authorization, 'content-type': type },
          body: typeof bytes === 'string' ? bytes : Uint8Array.from(bytes),
        }),
      ),
  };
}

/** A PNG as far as anybody looks into it. */
export function pngOf(width: number, height: number): Buffer {
  const head = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
  const size = Buffer.alloc(8);
  size.writeUInt32BE(width, 0);
  size.writeUInt32BE(height, 4);
  return Buffer.concat([head, size, Buffer.from('0806000000', 'hex')]);
}

/** An institution beside the demonstration's, and a token of its admin. */
export async function openFarCollege(its: Surroundings): Promise<{ token: string; personId: PersonId }> {
  const { database } = its.records;
  const personId = 'far-admin' as PersonId;
  await database.insertInto('institutions').values({ id: 'far', name: 'Far College' }).execute();
  const course = { id: 'far-course', institution_id: 'far', title: 'Chemistry' };
  await database.insertInto('courses').values(course).execute();
  const row = { id: 'far-class', course_id: course.id, title: 'Salts', code: 'FARFAR' };
  await database.insertInto('classes').values(row).execute();
  const admin = { id: personId, institution_id: 'far', name: 'Far Admin', role: 'admin' };
  await database.insertInto('people').values(admin).execute();
  await its.identity.upkeep.readAgain({ institutionId: 'far' });
  const { key } = await its.identity.createLink({ personId, kind: 'one-time', lifetimeMs: 60_000 });
  const signedIn = await its.identity.signInWithLink(key, { address: 'there', refreshTokens: [] });
  if (!signedIn.ok) throw new Error(signedIn.refusal.text);
  return { token: signedIn.session.token, personId };
}
