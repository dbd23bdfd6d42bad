import type { PersonId } from '@rostrum/protocol/room';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEachDatabase } from '../test-support/index.ts';
import type { KeyHolder } from './encoder-keys.ts';
import {
  DAY_MS,
  type Surroundings,
  joinDemo,
  openSurroundings,
  refused,
  visitor,
} from './test-surroundings.ts';

describeOnEachDatabase('an encoder’s key', (open) => {
  let its: Surroundings;
  let holder: KeyHolder;
  beforeAll(async () => {
    its = await openSurroundings(open);
    const personId = await its.addPerson({ name: 'Grace Hopper', role: 'instructor' });
    holder = { personId, classId: its.classId };
  });
  afterAll(() => its.close());

  async function make(whose = holder): Promise<{ key: string; expiresAt: number }> {
    const made = await its.identity.createEncoderKey(whose);
    if (!made.ok) throw new Error(made.refusal.text);
    return made;
  }

  it('says whose it is, in which class, and as what they are there now, for a term', async () => {
    const { key, expiresAt } = await make();
    expect(expiresAt).toBe(its.nowMs + 180 * DAY_MS);
    expect(await its.identity.encoderKeyUntil(holder)).toBe(expiresAt);
    expect(await its.identity.findEncoder(key)).toEqual({
      ok: true,
      encoder: { ...holder, name: 'Grace Hopper', role: 'instructor', keyId: expect.any(String) as string },
    });
    const { database } = its.records;
    const asStudent = { class_id: its.classId, person_id: holder.personId, role: 'student' };
    await database.insertInto('participants').values(asStudent).execute();
    expect(await its.identity.findEncoder(key)).toMatchObject({ encoder: { role: 'student' } });
    await database.deleteFrom('participants').where('person_id', '=', holder.personId).execute();
  });

  it('is not in the database, and is never the same twice', async () => {
    const { key } = await make();
    const rows = await its.records.database.selectFrom('links').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(key);
    expect((await make()).key).not.toBe(key);
  });

  it('takes the place of the one before, of the same person in the same class alone', async () => {
    const colleague = await its.addPerson({ name: 'Barbara Liskov', role: 'instructor' });
    const others = await make({ ...holder, personId: colleague });
    const [before, after] = [await make(), await make()];
    expect(await its.identity.findEncoder(before.key)).toEqual(refused('revoked'));
    for (const { key } of [after, others])
      expect(await its.identity.findEncoder(key)).toMatchObject({ ok: true });
  });

  it('ends when it is taken back, and with all that is taken from its person', async () => {
    const { key } = await make();
    await its.identity.revokeEncoderKey(holder);
    expect(await its.identity.findEncoder(key)).toEqual(refused('revoked'));
    expect(await its.identity.encoderKeyUntil(holder)).toBeUndefined();
    const again = await make();
    const found: unknown[] = [];
    const stop = its.identity.onRevoked(() => found.push(its.identity.findEncoder(again.key)));
    await its.identity.revoke({ personId: holder.personId });
    stop();
    expect(await Promise.all(found)).toEqual([refused('revoked')]);
    expect(await its.identity.findEncoder(again.key)).toEqual(refused('revoked'));
  });

  it('ends with its time, also over a restart', async () => {
    const { key } = await make();
    await its.reopen();
    its.nowMs += 180 * DAY_MS;
    expect(await its.identity.findEncoder(key)).toEqual(refused('expired-token'));
  });

  it('lets nobody in, and no link is one', async () => {
    const { key } = await make();
    expect(await its.identity.signInWithLink(key, visitor())).toEqual(refused('bad-token'));
    const { personId } = holder;
    const link = await its.identity.createLink({ personId, kind: 'personal', lifetimeMs: DAY_MS });
    expect(await its.identity.findEncoder(link.key)).toEqual(refused('bad-token'));
  });

  it.each(['', 'x', '../..', 'null', `${'a'.repeat(10_000)}`, '\u0000', "' or 1=1 --"])(
    'is not %j',
    async (key) => {
      expect(await its.identity.findEncoder(key)).toEqual(refused('bad-token'));
    },
  );

  it('is not for guests, nor of any use to somebody of another institution', async () => {
    const { session } = await joinDemo(its.identity);
    expect(await its.identity.createEncoderKey({ ...holder, personId: session.personId })).toEqual(
      refused('not-allowed'),
    );
    await its.records.database.insertInto('institutions').values({ id: 'other', name: 'Other' }).execute();
    const stranger: PersonId = await its.addPerson({
      ...{ name: 'Stranger', role: 'instructor', institutionId: 'other' },
    });
    const { key } = await make({ ...holder, personId: stranger });
    expect(await its.identity.findEncoder(key)).toEqual(refused('not-allowed'));
  });

  it('is no captioner’s, and a captioner’s is none: each is good for its own thing alone', async () => {
    const { key } = await make();
    const made = await its.identity.createCaptionerKey(holder);
    if (!made.ok) throw new Error(made.refusal.text);
    expect(await its.identity.findCaptioner(made.key)).toMatchObject({ encoder: holder });
    expect(await its.identity.findCaptioner(key)).toEqual(refused('bad-token'));
    expect(await its.identity.findEncoder(made.key)).toEqual(refused('bad-token'));
    expect(await its.identity.signInWithLink(made.key, visitor())).toEqual(refused('bad-token'));
    // Another captioner's ends the one before, and leaves the encoder's alone.
    await its.identity.createCaptionerKey(holder);
    expect(await its.identity.findCaptioner(made.key)).toEqual(refused('revoked'));
    expect(await its.identity.findEncoder(key)).toMatchObject({ ok: true });
    await its.identity.revoke({ personId: holder.personId });
    expect(await its.identity.findEncoder(key)).toEqual(refused('revoked'));
  });
});
