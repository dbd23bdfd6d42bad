import type { ClassId } from '@rostrum/protocol/room';
import type { KyselyPlugin } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Records, openRecordsInMemory } from '../records/index.ts';
import { ClassBook } from './class-book.ts';
import { type WhichClasses, addDemoContent } from './directory.ts';

let records: Records;
let book: ClassBook;
let nowMs = 0;
let asked = 0;
/** How many questions the database has at once. */
let underWay = 0;
let mostUnderWay = 0;

const countQuestions: KyselyPlugin = {
  transformQuery({ node }) {
    asked += 1;
    underWay += 1;
    mostUnderWay = Math.max(mostUnderWay, underWay);
    return node;
  },
  async transformResult({ result }) {
    underWay -= 1;
    return result;
  },
};

beforeAll(async () => {
  records = await openRecordsInMemory();
  await addDemoContent(records.database);
});
afterAll(() => records.close());
beforeEach(async () => {
  nowMs += 60_000;
  book = await ClassBook.open(records.database.withPlugin(countQuestions), () => nowMs);
  asked = 0;
  mostUnderWay = 0;
});

/** As another server on the same database makes it. */
async function makeElsewhere(code: string): Promise<ClassId> {
  const { id: course_id } = await records.database
    .selectFrom('courses')
    .select('id')
    .executeTakeFirstOrThrow();
  const row = { id: `id-${code}`, course_id, title: `Class ${code}`, code };
  await records.database.insertInto('classes').values(row).execute();
  return row.id as ClassId;
}

describe('a class that another server made', () => {
  it('is found by its id and by its code, and is among all from then on', async () => {
    const one = await makeElsewhere('ONE1');
    await makeElsewhere('TWO2');
    expect(book.byId(one)).toBeUndefined();
    expect(await book.find(one)).toMatchObject({ code: 'ONE1', classTitle: 'Class ONE1' });
    expect(await book.findByCode('TWO2')).toMatchObject({ classTitle: 'Class TWO2' });
    expect(book.byCode('ONE1')).toBe(book.byId(one));
    expect(book.all.map(({ code }) => code)).toEqual(['ONE1', 'TWO2', 'DEMO']);
    expect(asked).toBe(2);
  });

  it('is asked for once by a hall full of people', async () => {
    await makeElsewhere('HALL');
    const found = await Promise.all(Array.from({ length: 500 }, () => book.findByCode('HALL')));
    expect(new Set(found.map((record) => record?.code))).toEqual(new Set(['HALL']));
    expect(asked).toBe(1);
  });
});

describe('what no server has', () => {
  it('is looked for once in two seconds', async () => {
    for (let i = 0; i < 20; i++) expect(await book.findByCode('NOPE')).toBeUndefined();
    expect(asked).toBe(1);
    nowMs += 2_000;
    await makeElsewhere('NOPE');
    expect(await book.findByCode('NOPE')).toMatchObject({ code: 'NOPE' });
  });

  it('never wears out the database, however many are made up', async () => {
    await Promise.all(Array.from({ length: 3_000 }, (_, i) => book.findByCode(`X${i}`)));
    expect(asked).toBe(50);
    nowMs += 1_000;
    await Promise.all(Array.from({ length: 3_000 }, (_, i) => book.find(`y${i}` as ClassId)));
    expect(asked).toBe(100);
  });
});

it('looks again for an institution’s classes once in two seconds, however many want them', async () => {
  const { institutionId } = book.all[0]!;
  await makeElsewhere('MORE');
  await Promise.all(Array.from({ length: 20 }, () => book.lookAgain(institutionId)));
  expect(book.byCode('MORE')).toBeDefined();
  await book.lookAgain(institutionId);
  expect(asked).toBe(1);
  nowMs += 2_000;
  await book.lookAgain(institutionId);
  expect(asked).toBe(2);
});

it('asks one thing after the other, so that no older answer comes later', async () => {
  const { classId } = book.all[0]!;
  await Promise.all([book.readAgain(), book.readAgain({ classId }), book.readAgain()]);
  expect(asked).toBe(3);
  expect(mostUnderWay).toBe(1);
});

it('keeps a record that has not changed, and takes one that has', async () => {
  const [first] = book.all;
  await book.readAgain();
  expect(book.all[0]).toBe(first);
  const { classId } = first!;
  await records.database
    .updateTable('classes')
    .set({ title: 'A new title' })
    .where('id', '=', classId)
    .execute();
  await book.readAgain({ classId });
  expect(book.byCode(first!.code)).toEqual({ ...first, classTitle: 'A new title' });
});

describe('a class that is changed elsewhere', () => {
  it('is found by its new code and not by the old one, though another class has that by now', async () => {
    const first = await makeElsewhere('SWAP1');
    await book.readAgain();
    const { database } = records;
    await database.updateTable('classes').set({ code: 'SWAP2' }).where('id', '=', first).execute();
    await book.readAgain({ classId: first });
    expect(book.byCode('SWAP1')).toBeUndefined();
    expect(book.byCode('SWAP2')).toMatchObject({ classId: first });
    await database.updateTable('classes').set({ code: 'SWAP3' }).where('id', '=', first).execute();
    const second = await makeElsewhere('SWAP2');
    await book.readAgain();
    expect(book.byCode('SWAP2')).toMatchObject({ classId: second });
    expect(book.byCode('SWAP3')).toMatchObject({ classId: first });
  });

  it.each<[string, (classId: ClassId, institutionId: string) => WhichClasses | undefined]>([
    ['all are read', () => undefined],
    ['it is asked for', (classId) => ({ classId })],
    ['its institution is', (_classId, institutionId) => ({ institutionId })],
  ])('and deleted is no longer known when %s', async (what, which) => {
    const classId = await makeElsewhere(`GONE${what.length}`);
    await book.readAgain();
    const { institutionId, code } = book.byId(classId)!;
    expect(book.isGone(classId)).toBe(false);
    await records.database.deleteFrom('classes').where('id', '=', classId).execute();
    await book.readAgain(which(classId, institutionId));
    expect(book.byId(classId)).toBeUndefined();
    expect(book.byCode(code)).toBeUndefined();
    expect(book.all.some((record) => record.classId === classId)).toBe(false);
    expect(book.isGone(classId)).toBe(true);
  });
});
