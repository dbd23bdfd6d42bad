import { joinRequestSchema } from '@rostrum/protocol/http';
import type { ClassId, PersonId, Role } from '@rostrum/protocol/room';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { expect } from 'vitest';
import type { Records } from '../records/index.ts';
import { type Identity, openIdentity } from './identity.ts';
import { newId } from './new-id.ts';
import type { SignedIn } from './sessions.ts';
import type { Visitor } from './visitor.ts';

export type In = Extract<SignedIn, { ok: true }>;

export const MINUTE_MS = 60_000;
export const DAY_MS = 24 * 60 * MINUTE_MS;

export interface Surroundings {
  readonly records: Records;
  readonly secretKeyPath: string;
  /** Of the class with the code DEMO. */
  readonly classId: ClassId;
  identity: Identity;
  nowMs: number;
  /** As after a restart of the server: what is only in memory is gone. */
  reopen(): Promise<Identity>;
  addPerson(person: { name: string; role: Role; inClass?: Role; institutionId?: string }): Promise<PersonId>;
  close(): Promise<void>;
}

/** The demonstration's people and classes in this database, and a clock that the test moves. */
export async function openSurroundings(open: () => Promise<Records>): Promise<Surroundings> {
  const folder = await mkdtemp(join(tmpdir(), 'rostrum-identity-'));
  const secretKeyPath = join(folder, 'secret.key');
  const records = await open();
  const { database } = records;
  const reopen = () => openIdentity({ database, secretKeyPath, now: () => its.nowMs });
  const its: Surroundings = {
    records,
    secretKeyPath,
    classId: '' as ClassId,
    identity: undefined as unknown as Identity,
    nowMs: Date.UTC(2026, 0, 1),
    reopen,
    async addPerson({ name, role, inClass, institutionId }) {
      const [demo] = its.identity.classes();
      const id = newId() as PersonId;
      const institution_id = institutionId ?? demo!.institutionId;
      await database.insertInto('people').values({ id, institution_id, name, role }).execute();
      if (inClass)
        await database
          .insertInto('participants')
          .values({ class_id: its.classId, person_id: id, role: inClass })
          .execute();
      return id;
    },
    async close() {
      await records.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  its.identity = await reopen();
  return Object.assign(its, { classId: its.identity.findClassByCode('DEMO')!.classId });
}

export const visitor = (...refreshTokens: string[]): Visitor => ({ address: '192.0.2.1', refreshTokens });

export function entered(outcome: SignedIn): In {
  if (!outcome.ok) throw new Error(`${outcome.refusal.code}: ${outcome.refusal.text}`);
  return outcome;
}

export const refused = (code: string) => ({ ok: false, refusal: expect.objectContaining({ code }) });

export async function joinDemo(identity: Identity, name = 'Ada', ...refreshTokens: string[]): Promise<In> {
  const request = v.parse(joinRequestSchema, { code: 'demo', name });
  return entered(await identity.join(request, visitor(...refreshTokens)));
}
