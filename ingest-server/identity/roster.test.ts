import type { PersonId } from '@rostrum/protocol/room';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { describeOnEachDatabase } from '../test-support/index.ts';
import { DAY_MS, type Surroundings, entered, openSurroundings, visitor } from './test-surroundings.ts';

describeOnEachDatabase('importing a roster', (open) => {
  let its: Surroundings;
  beforeAll(async () => void (its = await openSurroundings(open)));
  afterAll(() => its.close());
  beforeEach(async () => {
    const { database } = its.records;
    for (const table of ['participants', 'links'] as const) await database.deleteFrom(table).execute();
    await database.deleteFrom('people').where('name', 'not like', 'Demo %').execute();
  });

  const who = { personId: 'prof' as PersonId, name: 'Prof' };
  const imported = (text: string) => its.identity.importRoster(its.classId, text, who);
  const preview = (text: string) => its.identity.previewRoster(its.classId, text);
  const people = async () => {
    const rows = await its.records.database
      .selectFrom('people')
      .leftJoin('participants', 'participants.person_id', 'people.id')
      .select(['people.name', 'people.role', 'email', 'external_id', 'participants.role as inClass'])
      .orderBy('people.name')
      .execute();
    return rows
      .filter(({ name }) => !name.startsWith('Demo '))
      .map(({ name, role, email, external_id, inClass }) =>
        [name, email, external_id, inClass, role].join(' '),
      );
  };

  it('puts everyone into the class as what they are in it, and makes nobody staff of the institution', async () => {
    const text = 'name,email,id,role\nAda,ada@x.org,1,\nBob,,2,assistant\nEve,eve@x.org,,instructor\n';
    expect(await imported(text)).toEqual({ ok: true, added: 3, updated: 0 });
    expect(await people()).toEqual([
      'Ada ada@x.org 1 student student',
      'Bob  2 assistant student',
      'Eve eve@x.org  instructor student',
    ]);
  });

  it('finds people again by their external id, else by their email, and keeps what it isn’t told', async () => {
    await imported('name,email,id,role\nAda,ada@x.org,1,assistant\nBob,bob@x.org,,\nEve,,3,');
    const again = 'name,email,id\nAda Lovelace,new@x.org,1\nRobert,BOB@x.org,2\nEve,,3\nNew,new2@x.org,4';
    expect(await imported(again)).toEqual({ ok: true, added: 1, updated: 3 });
    expect(await people()).toEqual([
      'Ada Lovelace new@x.org 1 assistant student',
      'Eve  3 student student',
      'New new2@x.org 4 student student',
      'Robert bob@x.org 2 student student',
    ]);
    expect(await imported('name,id,role\nAda Lovelace,1,student')).toEqual({
      ok: true,
      added: 0,
      updated: 1,
    });
    expect((await people())[0]).toBe('Ada Lovelace new@x.org 1 student student');
  });

  it('says beforehand what each line would do, and does nothing of it', async () => {
    await imported('name,id,role\nAda,1,assistant\nBob,2,');
    await its.records.database.deleteFrom('participants').execute();
    await imported('name,id,role\nAda,1,assistant');
    const staff = await its.addPerson({ name: 'Marie', role: 'instructor' });
    const { database } = its.records;
    await database.updateTable('people').set({ external_id: '9' }).where('id', '=', staff).execute();
    const before = await people();
    expect(await preview('name,id,role\nAda L.,1,\nBob,2,\nNew,3,instructor\nM,9,')).toEqual({
      lines: [
        { line: 2, name: 'Ada L.', is: 'stays', role: 'assistant' },
        { line: 3, name: 'Bob', is: 'joins', role: 'student' },
        { line: 4, name: 'New', is: 'new', role: 'instructor' },
        { line: 5, name: 'Marie', is: 'stays' },
      ],
      counts: { new: 1, joins: 1, stays: 2 },
      errors: [],
      errorCount: 0,
    });
    expect(await people()).toEqual(before);
  });

  it('says beforehand which lines are wrong, the first hundred of them', async () => {
    const report = await preview(`name,email\n${'x,y\n'.repeat(500)}`);
    expect(report).toMatchObject({ lines: [], counts: { new: 0, joins: 0, stays: 0 }, errorCount: 500 });
    expect(report.errors).toHaveLength(100);
    expect(report.errors[0]).toEqual({ line: 2, text: '"y" is not an email address.' });
  });

  it('tells of the first two hundred of thousands, and counts them all', async () => {
    const lines = Array.from({ length: 3000 }, (_, i) => `P${i},${i}`);
    const report = await preview(`name,id\n${lines.join('\n')}`);
    expect(report.lines).toHaveLength(200);
    expect(report.counts).toEqual({ new: 3000, joins: 0, stays: 0 });
  });

  it('takes nothing where one line is wrong', async () => {
    const text = 'name,email\nAda,ada@x.org\nBob,bob\n';
    expect(await imported(text)).toEqual({
      ok: false,
      errors: [{ line: 3, text: '"bob" is not an email address.' }],
    });
    expect(await people()).toEqual([]);
  });

  it('takes nothing where a line can’t be told whose it is', async () => {
    await imported('name,email,id\nAda,ada@x.org,1\nBob,bob@x.org,2\nTwin,twin@x.org,3\nOther,o@x.org,4');
    const { database } = its.records;
    await database.updateTable('people').set({ email: 'twin@x.org' }).where('name', '=', 'Other').execute();
    const before = await people();
    const text =
      'name,email,id\nAda,ada@x.org,9\nTwin,twin@x.org,\nBob,,2\nBobby,bob@x.org,\nNew,new@x.org,10';
    expect(await imported(text)).toEqual({
      ok: false,
      errors: [
        { line: 2, text: 'This email belongs to somebody with another external id.' },
        { line: 3, text: 'More than one person has this email: add the external id.' },
        { line: 5, text: 'It is the same person as in line 4.' },
      ],
    });
    expect(await people()).toEqual(before);
  });

  it('leaves the institution’s staff their names, and its admins their rights', async () => {
    const { database } = its.records;
    const staff = async (name: string, role: 'admin' | 'instructor', email: string) => {
      const personId = await its.addPerson({ name, role });
      await database.updateTable('people').set({ email }).where('id', '=', personId).execute();
    };
    await staff('Root', 'admin', 'root@x.org');
    await staff('Marie', 'instructor', 'marie@x.org');
    expect(await imported('name,email,role\nMallory,root@x.org,student')).toEqual({
      ok: false,
      errors: [{ line: 2, text: 'This is an admin of the institution, whose role a roster doesn’t change.' }],
    });
    expect(await imported('name,email\nMallory,root@x.org\nM,marie@x.org')).toMatchObject({
      ok: true,
      updated: 2,
    });
    expect(await people()).toEqual(['Marie marie@x.org   instructor', 'Root root@x.org   admin']);
  });

  it('knows nobody of another institution', async () => {
    const { database } = its.records;
    await database.insertInto('institutions').values({ id: 'far', name: 'Far' }).execute();
    const far = await its.addPerson({ name: 'Ada of Far', role: 'student', institutionId: 'far' });
    await database.updateTable('people').set({ email: 'ada@x.org' }).where('id', '=', far).execute();
    expect(await imported('name,email\nAda,ada@x.org')).toEqual({ ok: true, added: 1, updated: 0 });
    expect(await people()).toEqual(['Ada ada@x.org  student student', 'Ada of Far ada@x.org   student']);
  });

  it('twice at once doubles nobody', async () => {
    const text = `name,email\n${Array.from({ length: 50 }, (_, i) => `P${i},p${i}@x.org`).join('\n')}`;
    const outcomes = await Promise.all([imported(text), imported(text)]);
    expect(outcomes).toEqual(
      expect.arrayContaining([
        { ok: true, added: 50, updated: 0 },
        { ok: true, added: 0, updated: 50 },
      ]),
    );
    expect(await people()).toHaveLength(50);
  });

  it('takes five thousand people, whose personal links then work', async () => {
    const line = (i: number) => `Student ${i};s${i}@x.org;${i}`;
    const text = `name;email;id\n${Array.from({ length: 5000 }, (_, i) => line(i)).join('\n')}`;
    expect(await imported(text)).toEqual({ ok: true, added: 5000, updated: 0 });
    expect(await imported(text)).toEqual({ ok: true, added: 0, updated: 5000 });
    const { id } = await its.records.database
      .selectFrom('people')
      .select('id')
      .where('external_id', '=', '4999')
      .executeTakeFirstOrThrow();
    const personId = id as PersonId;
    const { key } = await its.identity.createLink({ personId, kind: 'personal', lifetimeMs: DAY_MS });
    const { session } = entered(await its.identity.signInWithLink(key, visitor()));
    expect(session).toMatchObject({ name: 'Student 4999', role: 'student' });
  });

  describe('with text that means something to SQL', () => {
    it('keeps it as text', async () => {
      const name = `Robert'); drop table people; -- $1 \\`;
      expect(await imported(`name,id\n"${name}",1`)).toMatchObject({ ok: true });
      expect(await people()).toEqual([`${name}  1 student student`]);
    });
  });
});
