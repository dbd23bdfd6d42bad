import { type KeptClass, keptClassSchema } from '@rostrum/protocol/administration';
import { classInfoSchema } from '@rostrum/protocol/http';
import type { ClassId, StreamId } from '@rostrum/protocol/room';
import { sql } from 'kysely';
import * as v from 'valibot';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Office, openOffice, pngOf } from './test-support/office.ts';
import { type Surroundings, expectRefusal, openBrowser, openSurroundings } from './test-surroundings.ts';

let its: Surroundings;
let office: Office;
let courseId: string;
let lecture: KeptClass;
let made = 0;
beforeAll(async () => {
  its = await openSurroundings();
  office = openOffice(its, await its.tokenOf('admin'));
  const { body } = await office.ask('GET', '/courses');
  courseId = (body as { courses: { courseId: string }[] }).courses[0]?.courseId ?? '';
});
beforeEach(async () => {
  lecture = v.parse(keptClassSchema, (await office.ask('POST', '/classes', newClass())).body);
});
afterAll(() => its.close());

const newClass = () => ({ classTitle: `Lecture ${(made += 1)}`, courseId });
const change = (body: unknown) => office.ask('PATCH', `/classes/${lecture.classId}`, body);
const joinAs = (code: string, name = 'Guest') =>
  openBrowser(its.base).send('POST', '/api/join', { code, name });
const infoOf = async (code: string) =>
  v.parse(classInfoSchema, await (await fetch(`${its.base}/api/classes/${code}`)).json());

describe('a class', () => {
  it('is there at once, and changes at once for whoever asks', async () => {
    expect(lecture).toMatchObject({
      ...{ guestsAllowed: true, isPublic: false, live: false, participants: 0 },
      ...{ captions: { is: 'server' }, keep: { is: 'inherited' } },
    });
    const startsAt = its.nowMs + 60_000;
    const changed = await change({
      ...{ classTitle: ' Mirrors ', startsAt, guestsAllowed: false, isPublic: true },
      ...{ captions: { is: 'language', language: 'de' }, keep: { is: 'days', days: 30 } },
    });
    expect(changed.body).toMatchObject({
      ...{ classTitle: 'Mirrors', startsAt, guestsAllowed: false, isPublic: true },
      ...{ captions: { is: 'language', language: 'de' }, keep: { is: 'days', days: 30 } },
    });
    expect(its.identity.findClass(lecture.classId)).toMatchObject({ isPublic: true, captions: 'de' });
    expect(await its.archive.keepDays(lecture.classId)).toEqual({ days: 30, isOwn: true });
    await expectRefusal(await joinAs(lecture.code), 403, 'not-allowed');
    await change({ keep: { is: 'forever' }, startsAt: null, captions: { is: 'off' } });
    expect(await its.archive.keepDays(lecture.classId)).toEqual({ days: undefined, isOwn: true });
    const again = await office.ask('GET', `/classes/${lecture.classId}`);
    expect(again.body).toMatchObject({ captions: { is: 'off' }, keep: { is: 'forever' } });
    expect(again.body).not.toHaveProperty('startsAt');
  });

  it('moves to another course, and not to one of somebody else', async () => {
    const { body } = await office.ask('POST', '/courses', { courseTitle: `Course ${made}` });
    const other = (body as { courseId: string }).courseId;
    expect((await change({ courseId: other })).body).toMatchObject({ courseTitle: `Course ${made}` });
    expect((await change({ courseId: 'nowhere' })).status).toBe(404);
    expect((await office.ask('DELETE', `/courses/${other}`)).status).toBe(409);
    await change({ courseId });
    expect((await office.ask('DELETE', `/courses/${other}`)).status).toBe(200);
  });

  it('gets a new code, by which alone it is found from then on', async () => {
    const { body } = await office.ask('POST', `/classes/${lecture.classId}/code`);
    const { code } = v.parse(keptClassSchema, body);
    expect(code).not.toBe(lecture.code);
    await expectRefusal(await joinAs(lecture.code), 404, 'unknown-code');
    expect((await joinAs(code)).status).toBe(200);
  });

  it('that is archived takes nobody new in, and is brought back', async () => {
    const guest = openBrowser(its.base);
    await guest.send('POST', '/api/join', { code: lecture.code, name: 'Early' });
    expect((await change({ archived: true })).body).toMatchObject({ archivedAt: its.nowMs });
    await expectRefusal(await joinAs(lecture.code), 409, 'closed');
    await expectRefusal(await guest.send('POST', '/api/session/refresh', {}), 409, 'closed');
    const list = async (archived: string) =>
      (await office.ask('GET', `/classes?find=${lecture.code}&archived=${archived}`)).body;
    expect(await list('no')).toMatchObject({ total: 0 });
    expect(await list('yes')).toMatchObject({ total: 1 });
    expect((await change({ archived: false })).body).not.toHaveProperty('archivedAt');
    expect((await joinAs(lecture.code)).status).toBe(200);
  });

  it('is found by words in its title, its course and its code, page by page', async () => {
    for (let i = 0; i < 51; i += 1) await office.ask('POST', '/classes', newClass());
    const list = async (query: string) =>
      (await office.ask('GET', `/classes?${query}`)).body as { classes: KeptClass[]; total: number };
    const { total } = await list('');
    expect((await list('')).classes).toHaveLength(50);
    expect((await list('page=1')).classes).toHaveLength(total - 50);
    expect(await list(`find=${lecture.classTitle.toUpperCase().replace(' ', '+')}`)).toMatchObject({
      classes: expect.arrayContaining([expect.objectContaining({ classId: lecture.classId })]) as unknown,
    });
    expect(await list('find=nothing-of-this')).toEqual({ classes: [], total: 0 });
  });
});

describe('a class that is deleted', () => {
  async function record(classId: ClassId): Promise<StreamId> {
    const streamId = `monday-${made}` as StreamId;
    const programme = await its.archive.open(classId, streamId);
    const info = { kind: 'audio', timescale: 48_000, codec: 'mp4a.40.2' } as const;
    programme.addInit('a96', 0, info, Buffer.from('init'));
    const segment = { msn: 1, run: 0, wallMs: its.nowMs, durationMs: 2_000, bytes: 4 } as const;
    programme.addSegment('a96', { ...segment, is: 'complete' }, [Buffer.from('body')]);
    await programme.finish();
    return streamId;
  }

  async function isLeft(classId: ClassId): Promise<Record<string, number>> {
    const left: Record<string, number> = {};
    for (const table of ['events', 'snapshots', 'histories', 'streams', 'participants', 'class_removals']) {
      const found = sql`select class_id from ${sql.table(table)} where class_id = ${classId}`;
      left[table] = (await found.execute(its.records.database)).rows.length;
    }
    const keys = await its.blobs.list('');
    return { ...left, blobs: keys.filter((key) => key.includes(classId)).length };
  }

  const none = {
    ...{ events: 0, snapshots: 0, histories: 0, streams: 0 },
    ...{ participants: 0, class_removals: 0, blobs: 0 },
  };

  it('is gone with its recordings, its files and all that was said in it', async () => {
    const { classId, code } = lecture;
    const joined = await joinAs(code, 'Ada');
    const { token } = (await joined.json()) as { token: string };
    const streamId = await record(classId);
    const student = await its.addPerson('student');
    await office.ask('PUT', `/classes/${classId}/participants/${student}`, { role: 'student' });
    await its.blobs.put(`files/${classId}/sheet`, Buffer.from('text'));
    const before = await isLeft(classId);
    expect(before).toMatchObject({ streams: 1, participants: 1, class_removals: 0 });
    expect(before['blobs']).toBeGreaterThan(2);
    expect(before['histories']).toBeGreaterThan(0);

    expect(await office.ask('DELETE', `/classes/${classId}`)).toEqual({
      status: 200,
      body: { isGone: true },
    });
    expect(await isLeft(classId)).toEqual(none);
    await expectRefusal(await joinAs(code), 404, 'unknown-code');
    const headers = { authorization: `Bearer ${token}` };
    const path = `${its.base}/api/classes/${classId}/recordings/${streamId}`;
    await expectRefusal(await fetch(path, { headers }), 401, 'bad-token');
    expect((await office.ask('GET', `/classes/${classId}`)).status).toBe(404);
  });

  it('waits until it is off air', async () => {
    const { classId } = lecture;
    const row = { class_id: classId, stream_id: 'now', state: 'live', started_at: its.nowMs };
    await its.records.database.insertInto('streams').values(row).execute();
    const refused = { status: 409, body: { refusal: { code: 'not-yet' } } };
    expect(await office.ask('DELETE', `/classes/${classId}`)).toMatchObject(refused);
    expect(await change({ archived: true })).toMatchObject(refused);
    await its.records.database.deleteFrom('streams').where('class_id', '=', classId).execute();
    expect((await office.ask('DELETE', `/classes/${classId}`)).status).toBe(200);
  });

  it('goes on being deleted where that could not be done at once', async () => {
    const { classId } = lecture;
    await record(classId);
    const { database } = its.records;
    // As after a kill in the middle: the class is gone, and nothing else.
    await database.insertInto('class_removals').values({ class_id: classId, asked_at: its.nowMs }).execute();
    await database.deleteFrom('classes').where('id', '=', classId).execute();
    await its.identity.upkeep.readAgain({ classId });
    its.administration.start();
    await its.administration.close();
    expect(await isLeft(classId)).toEqual(none);
  });
});

describe('how an institution shows itself', () => {
  const logo = pngOf(120, 40);
  const accent = { light: '#7A1F3D', dark: '#ffb3c7' };

  it('is told at the door of each class', async () => {
    expect(await infoOf('DEMO')).not.toHaveProperty('branding');
    expect((await office.ask('PATCH', '/institution', { name: 'Old University', accent })).status).toBe(200);
    const { body } = await office.send('PUT', '/institution/logo', 'image/png', logo);
    const { institutionName, branding } = await infoOf('DEMO');
    expect(institutionName).toBe('Old University');
    expect(branding).toEqual({
      accent: { light: '#7a1f3d', dark: '#ffb3c7' },
      logo: expect.stringMatching(/^\/api\/branding\/[\w-]+\/[\w-]{22}$/),
    });
    expect(body).toMatchObject({ name: 'Old University', branding });
    const picture = await fetch(`${its.base}${branding?.logo ?? ''}`);
    expect(Buffer.from(await picture.arrayBuffer())).toEqual(logo);
    expect(Object.fromEntries(picture.headers)).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'public, max-age=31536000, immutable',
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
    });
    await office.ask('DELETE', '/institution/logo');
    await office.ask('PATCH', '/institution', { accent: null });
    expect(await infoOf('DEMO')).not.toHaveProperty('branding');
    expect((await fetch(`${its.base}${branding?.logo ?? ''}`)).status).toBe(404);
  });

  it.each([
    ['a drawing that may hold a program', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 400],
    ['a page under another name', Buffer.from('<!doctype html><script>alert(1)</script>'), 400],
    ['a picture that fills the screen of nobody', pngOf(30_000, 30_000), 400],
    ['one that nobody can see', pngOf(1, 1), 400],
    ['more than 200 kB', Buffer.concat([logo, Buffer.alloc(200 * 1024)]), 413],
  ])('is not %s', async (_what, bytes, status) => {
    const answered = await office.send('PUT', '/institution/logo', 'image/png', bytes);
    expect(answered).toMatchObject({ status, body: { refusal: { text: expect.stringMatching(/\.$/) } } });
  });

  it('is no colour in which nobody can read', async () => {
    const unread = await office.ask('PATCH', '/institution', {
      accent: { light: '#ffd400', dark: '#ffd400' },
    });
    expect(unread).toMatchObject({
      status: 400,
      body: { refusal: { text: expect.stringContaining('on light paper') } },
    });
    const odd = await office.ask('PATCH', '/institution', { accent: { light: 'red', dark: '#ffffff' } });
    expect(odd.status).toBe(400);
  });

  it('keeps recordings as long as it says', async () => {
    await office.ask('PATCH', '/institution', { keep: { is: 'days', days: 365 } });
    expect((await office.ask('GET', '/institution')).body).toMatchObject({ keep: { is: 'days', days: 365 } });
    const rules = await its.records.database
      .selectFrom('retention_rules')
      .selectAll()
      .where('scope', '=', 'institution')
      .execute();
    expect(rules).toMatchObject([{ keep_days: 365 }]);
    await office.ask('PATCH', '/institution', { keep: { is: 'inherited' } });
  });
});

it('the template of a roster is one that is taken', async () => {
  const response = await fetch(`${its.base}/api/administration/roster-template`);
  expect(response.headers.get('content-disposition')).toContain('Roster.csv');
  const preview = await office.send(
    'POST',
    `/classes/${lecture.classId}/roster/preview`,
    'text/csv',
    await response.text(),
  );
  expect(preview).toMatchObject({ status: 200, body: { counts: { new: 2 }, errors: [] } });
});
