import { joinRequestSchema, joinResponseSchema } from '@rostrum/protocol/http';
import type { ClassId } from '@rostrum/protocol/room';
import { SignJWT, base64url, decodeJwt } from 'jose';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Records, openRecordsInMemory } from '../records/index.ts';
import { type Identity, openIdentity } from './identity.ts';

const HOUR_MS = 3_600_000;

let folder: string;
let secretKeyPath: string;
let records: Records;
let identity: Identity;
let nowMs = Date.UTC(2026, 0, 1);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rostrum-identity-'));
  secretKeyPath = join(folder, 'secret.key');
  records = await openRecordsInMemory();
  identity = await open();
});
afterAll(async () => {
  await records.close();
  await rm(folder, { recursive: true, force: true });
});

const open = () => openIdentity({ database: records.database, secretKeyPath, now: () => nowMs });
const joinDemo = async (name = 'Ada') => {
  const outcome = await identity.join(v.parse(joinRequestSchema, { code: 'demo', name }));
  if (!outcome.ok) throw new Error(outcome.refusal.text);
  return outcome.joined;
};

describe('the demonstration on first run', () => {
  it('has one class, with its course and institution, under the code DEMO', () => {
    expect(identity.classes()).toEqual([
      expect.objectContaining({
        code: 'DEMO',
        classTitle: 'Waves and light',
        courseTitle: 'Physics 101',
        institutionName: 'Demo University',
      }),
    ]);
  });

  it('is the same one on the second run', async () => {
    expect((await open()).classes()).toEqual(identity.classes());
  });

  it('has an instructor and an admin who stay the same people', async () => {
    const first = await identity.staffLinks();
    const second = await (await open()).staffLinks();
    for (const [role, one, two] of [
      ['instructor', first?.instructorToken, second?.instructorToken],
      ['admin', first?.adminToken, second?.adminToken],
    ] as const) {
      const verified = await identity.verify(one!);
      expect(verified).toMatchObject({ ok: true, claims: { role, classId: identity.classes()[0]!.classId } });
      expect(await identity.verify(two!)).toEqual(verified);
    }
  });
});

describe('joining by code', () => {
  it('lets anyone in as a guest under their cleaned name, each as a person of their own', async () => {
    const joined = await joinDemo('  A\u202eda \n Lovelace ');
    expect(v.is(joinResponseSchema, joined)).toBe(true);
    expect(joined.classTitle).toBe('Waves and light');
    const { classId, personId } = joined;
    expect(await identity.verify(joined.token)).toEqual({
      ok: true,
      claims: { classId, personId, role: 'guest', name: 'Ada Lovelace' },
    });
    expect((await joinDemo()).personId).not.toBe(personId);
  });

  it('refuses a code that no class has', async () => {
    expect(await identity.join({ code: 'NOPE', name: 'Ada' })).toEqual({
      ok: false,
      refusal: { code: 'unknown-code', text: 'No class has the code NOPE. Check it and try again.' },
    });
  });

  it('refuses a name of which nothing can be seen', async () => {
    const outcome = await identity.join({ code: 'DEMO', name: '\u200b\u202e\u3164' });
    expect(outcome).toMatchObject({ ok: false, refusal: { code: 'empty' } });
  });
});

describe('tokens', () => {
  it('expire', async () => {
    const { token } = await joinDemo();
    nowMs += 11 * HOUR_MS;
    expect(await identity.verify(token)).toMatchObject({ ok: true });
    nowMs += 2 * HOUR_MS;
    expect(await identity.verify(token)).toMatchObject({ ok: false, refusal: { code: 'expired-token' } });
  });

  it('of staff last 30 days', async () => {
    const { instructorToken } = (await identity.staffLinks())!;
    const { iat, exp } = decodeJwt(instructorToken);
    expect(exp! - iat!).toBe(30 * 24 * 3600);
  });

  it('keep their meaning only as they were signed', async () => {
    const { token } = await joinDemo();
    const [header, payload, signature] = token.split('.') as [string, string, string];
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
    const encode = (value: object) => base64url.encode(JSON.stringify(value));
    const key = base64url.decode((await readFile(secretKeyPath, 'utf8')).trim());
    const sign = (body: Record<string, unknown>, audience = 'rostrum:class', secret = key) =>
      new SignJWT(body).setProtectedHeader({ alg: 'HS256' }).setAudience(audience).sign(secret);

    const { exp: _exp, ...lasting } = claims;
    const forged = {
      'another role': `${header}.${encode({ ...claims, role: 'admin' })}.${signature}`,
      'no signature': `${encode({ alg: 'none' })}.${payload}.`,
      'another key': await sign(claims, undefined, new Uint8Array(32)),
      'another audience': await sign(claims, 'rostrum:elsewhere'),
      'no end': await sign(lasting),
      'an unknown role': await sign({ ...claims, role: 'emperor' }),
      'a class id that is a path': await sign({ ...claims, cls: '../../etc' }),
      'no token at all': 'hello',
      nothing: '',
    };
    for (const [how, bad] of Object.entries(forged)) {
      expect(await identity.verify(bad), how).toMatchObject({ ok: false, refusal: { code: 'bad-token' } });
    }
    expect(await identity.verify(await sign(claims))).toMatchObject({ ok: true });
  });
});

describe('the signing key', () => {
  it('is for its owner only, also after a copy had it open for all', async () => {
    expect((await stat(secretKeyPath)).mode & 0o777).toBe(0o600);
    await chmod(secretKeyPath, 0o644);
    await open();
    expect((await stat(secretKeyPath)).mode & 0o777).toBe(0o600);
  });

  it('outlives a restart: old tokens still count', async () => {
    const { token } = await joinDemo();
    expect(await (await open()).verify(token)).toMatchObject({ ok: true });
  });

  it('is never replaced when it is damaged, since that would void every link', async () => {
    const damaged = join(folder, 'damaged.key');
    await writeFile(damaged, 'short');
    const opening = openIdentity({ database: records.database, secretKeyPath: damaged, now: () => nowMs });
    await expect(opening).rejects.toThrow(`The signing key ${damaged} is damaged: restore it, or delete it`);
    expect(await readFile(damaged, 'utf8')).toBe('short');
  });
});

it('finds a class by its id and code, and nothing by others', () => {
  const [demo] = identity.classes();
  expect(identity.findClass(demo!.classId)).toBe(demo);
  expect(identity.findClassByCode('DEMO')).toBe(demo);
  expect(identity.findClass('other' as ClassId)).toBeUndefined();
  expect(identity.findClassByCode('demo')).toBeUndefined();
});
