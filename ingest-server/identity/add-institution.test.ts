import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEachDatabase } from '../test-support/index.ts';
import { addInstitution } from './add-institution.ts';
import { type Surroundings, entered, openSurroundings, visitor } from './test-surroundings.ts';

describeOnEachDatabase('another institution', (open) => {
  let its: Surroundings;
  beforeAll(async () => void (its = await openSurroundings(open)));
  afterAll(() => its.close());

  const wanted = {
    institutionName: 'Far College',
    adminName: 'Grace Hopper',
    courseTitle: 'First course',
    classTitle: 'First class',
  };

  it('has an admin, whose link leads to its class alone, and once', async () => {
    const added = await addInstitution(its.records.database, wanted, () => its.nowMs);
    if (!added.ok) throw new Error(added.refusal.text);
    // As a running server does by and by, or at its next start.
    const identity = await its.reopen();
    const { session } = entered(await identity.signInWithLink(added.adminKey, visitor()));
    expect(session).toMatchObject({ name: 'Grace Hopper', role: 'admin', code: added.code });
    expect(session.classes?.map(({ classTitle }) => classTitle)).toEqual(['First class']);
    expect(await identity.signInWithLink(added.adminKey, visitor())).toMatchObject({ ok: false });
    expect(identity.findClass(its.classId)).toMatchObject({ institutionName: 'Demo University' });
  });

  it.each([
    ['of the same name', { institutionName: 'demo university' }, 'taken'],
    ['without a name', { institutionName: ' \u200b' }, 'empty'],
    ['without an admin', { adminName: '' }, 'empty'],
  ])('%s is refused', async (_what, over, code) => {
    const outcome = await addInstitution(its.records.database, { ...wanted, ...over }, () => its.nowMs);
    expect(outcome).toMatchObject({ ok: false, refusal: { code } });
  });
});
