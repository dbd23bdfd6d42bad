import {
  type AuditAction,
  type AuditEntry,
  auditPageSchema,
  keptLinkListSchema,
} from '@rostrum/protocol/administration';
import fastify from 'fastify';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addAdministrationRoutes } from './administration-routes.ts';
import { type Answered, type Office, openFarCollege, openOffice, pngOf } from './test-support/office.ts';
import { type Surroundings, openSurroundings } from './test-surroundings.ts';

let its: Surroundings;
let office: Office;
let adminId: string;
beforeAll(async () => {
  its = await openSurroundings();
  const { token, personId } = await its.enter('admin');
  office = openOffice(its, token);
  adminId = personId;
});
afterAll(() => its.close());

const PASSWORD = 'correct horse battery';

async function audit(query = ''): Promise<AuditEntry[]> {
  const { body } = await office.ask('GET', `/audit${query}`);
  return v.parse(auditPageSchema, body).entries;
}

/** As the server knows them, under the address of the API. */
async function routes(): Promise<string[]> {
  const found: string[] = [];
  const server = fastify();
  server.addHook('onRoute', ({ method, url }) => {
    for (const each of [method].flat()) if (each !== 'HEAD') found.push(`${each} ${url}`);
  });
  await addAdministrationRoutes(server, its.options());
  await server.close();
  return found;
}

/** What was made by the cases before, by its name in the addresses. */
const made: Record<string, string> = {};

function keep(name: string, field: string) {
  return ({ body }: Answered) => {
    made[name] = String((body as Record<string, unknown>)[field]);
  };
}

async function keepLink(list: string): Promise<void> {
  const { body } = await office.ask('GET', filled(list));
  made['linkId'] = v.parse(keptLinkListSchema, body).links[0]?.linkId ?? '';
}

const filled = (path: string) => path.replace(/:(\w+)/g, (_, name: string) => made[name] ?? 'nothing');

interface Case {
  readonly route: string;
  readonly action: AuditAction;
  readonly body?: () => unknown;
  readonly bytes?: readonly [type: string, bytes: string | Uint8Array];
  readonly then?: (answered: Answered) => Promise<void> | void;
}

// One after the other: each stands on what those before it have made.
const cases: readonly Case[] = [
  { route: 'PATCH /institution', action: 'institution.changed', body: () => ({ name: 'New University' }) },
  {
    route: 'PUT /institution/logo',
    action: 'institution.logo-set',
    bytes: ['image/png', pngOf(64, 64)],
  },
  { route: 'DELETE /institution/logo', action: 'institution.logo-removed' },
  {
    route: 'POST /courses',
    action: 'course.made',
    body: () => ({ courseTitle: 'Optics' }),
    then: keep('courseId', 'courseId'),
  },
  { route: 'PATCH /courses/:courseId', action: 'course.changed', body: () => ({ courseTitle: 'Optics II' }) },
  {
    route: 'POST /classes',
    action: 'class.made',
    body: () => ({ classTitle: 'Lenses', courseId: made['courseId'] }),
    then: keep('classId', 'classId'),
  },
  {
    route: 'PATCH /classes/:classId',
    action: 'class.changed',
    body: () => ({ startsAt: 5, isPublic: true }),
  },
  { route: 'POST /classes/:classId/code', action: 'class.code-renewed' },
  {
    route: 'POST /people',
    action: 'person.made',
    body: () => ({ name: 'Ada', role: 'student' }),
    then: keep('personId', 'personId'),
  },
  { route: 'PATCH /people/:personId', action: 'person.changed', body: () => ({ email: 'ada@x.org' }) },
  {
    route: 'PUT /people/:personId/password',
    action: 'person.password-set',
    body: () => ({ login: 'ada', password: PASSWORD }),
  },
  { route: 'DELETE /people/:personId/password', action: 'person.password-removed' },
  {
    route: 'PUT /classes/:classId/participants/:personId',
    action: 'participant.set',
    body: () => ({ role: 'assistant' }),
  },
  {
    route: 'POST /classes/:classId/roster',
    action: 'roster.imported',
    bytes: ['text/csv', 'name,id\nBob,1\nEve,2'],
  },
  {
    route: 'POST /classes/:classId/links',
    action: 'link.made',
    body: () => ({ personId: made['personId'], kind: 'personal' }),
    then: async (answered) => {
      keep('key', 'key')(answered);
      await keepLink('/classes/:classId/links');
    },
  },
  { route: 'DELETE /classes/:classId/links/:linkId', action: 'link.revoked' },
  {
    route: 'POST /people/:personId/links',
    action: 'link.made',
    body: () => ({ kind: 'one-time' }),
    then: async (answered) => {
      keep('otherKey', 'key')(answered);
      await keepLink('/people/:personId/links');
    },
  },
  { route: 'DELETE /people/:personId/links/:linkId', action: 'link.revoked' },
  { route: 'POST /people/:personId/sign-out', action: 'person.signed-out' },
  { route: 'DELETE /classes/:classId/participants/:personId', action: 'participant.removed' },
  { route: 'DELETE /people/:personId', action: 'person.removed' },
  { route: 'DELETE /classes/:classId', action: 'class.deleted' },
  { route: 'DELETE /courses/:courseId', action: 'course.removed' },
];

/** It looks, and changes nothing. */
const looks = ['POST /classes/:classId/roster/preview'];

describe('every change of the records', () => {
  it('has a case here', async () => {
    const changing = (await routes())
      .filter((route) => !route.startsWith('GET '))
      .map((route) => route.replace(' /administration', ' '));
    expect([...cases.map(({ route }) => route), ...looks].sort()).toEqual(changing.sort());
  });

  it.each(cases)('$route is an entry in the audit', async ({ route, action, body, bytes, then }) => {
    const before = await audit();
    const [method = '', path = ''] = route.split(' ');
    const answered = bytes
      ? await office.send(method, filled(path), ...bytes)
      : await office.ask(method, filled(path), body?.());
    expect(answered).toMatchObject({ status: 200 });
    await then?.(answered);
    const [newest, ...older] = await audit();
    expect(newest).toMatchObject({ action, who: { personId: adminId, name: 'The admin' } });
    expect(newest?.at).toBe(its.nowMs);
    expect(older.map(({ entryId }) => entryId)).toEqual(before.map(({ entryId }) => entryId).slice(0, 49));
  });

  it('is told without secrets, and of a removed person without who they were', async () => {
    const rows = await its.records.database.selectFrom('audit_entries').selectAll().execute();
    const text = JSON.stringify(rows);
    expect(made['key']).toMatch(/^[\w-]{43}$/);
    for (const secret of [PASSWORD, made['key'] ?? '', made['otherKey'] ?? '', 'ada@x.org', '"Ada"'])
      expect(text).not.toContain(secret);
  });

  it('can be found by who did it and by what it is about, page by page', async () => {
    const about = await audit(`?about=${made['courseId'] ?? ''}`);
    expect(about.map(({ action }) => action)).toEqual(['course.removed', 'course.changed', 'course.made']);
    expect(about[1]?.details).toEqual({ title: { before: 'Optics', after: 'Optics II' } });
    expect(await audit('?who=nobody')).toEqual([]);
    expect(await audit(`?who=${adminId}`)).toHaveLength(cases.length);
    for (let i = 0; i < 60; i += 1) await office.ask('PATCH', '/institution', { name: `University ${i}` });
    const first = v.parse(auditPageSchema, (await office.ask('GET', '/audit')).body);
    expect(first.entries).toHaveLength(50);
    expect(first.more).toBe(true);
    const older = await audit(`?before=${first.entries.at(-1)?.entryId ?? 0}`);
    expect(older).toHaveLength(10 + cases.length);
    expect(older[0]!.entryId).toBeLessThan(first.entries.at(-1)!.entryId);
  });

  it('that changes nothing is none', async () => {
    const before = await audit();
    await office.ask('PATCH', '/institution', { name: 'University 59' });
    await office.ask('PATCH', `/classes/${its.classId}`, { guestsAllowed: true });
    await office.send('POST', `/classes/${its.classId}/roster/preview`, 'text/csv', 'name,id\nNew,77');
    expect(await audit()).toEqual(before);
  });

  it('names people of whom its details tell', async () => {
    const { personId } = await its.enter('student');
    await office.ask('PUT', `/classes/${its.classId}/participants/${personId}`, { role: 'assistant' });
    const page = v.parse(auditPageSchema, (await office.ask('GET', `/audit?about=${its.classId}`)).body);
    expect(page.entries[0]?.details).toEqual({
      personId,
      role: { before: 'student', after: 'assistant' },
    });
    expect(page.names).toEqual({ [personId]: 'The student' });
  });
});

describe('whoever asks', () => {
  const refusedWith = (answered: Answered) => {
    expect(answered.body).toMatchObject({ refusal: { text: expect.stringMatching(/\.$/) } });
    return answered.status;
  };

  it('and is no admin gets at nothing of the institution', async () => {
    made['classId'] = its.classId;
    for (const role of ['student', 'assistant', 'instructor'] as const) {
      const theirs = openOffice(its, await its.tokenOf(role));
      const forAll = cases.filter(({ route }) => !route.includes('/classes/:classId'));
      for (const { route, body, bytes } of forAll) {
        const [method = '', path = ''] = route.split(' ');
        const answered = bytes
          ? await theirs.send(method, filled(path), ...bytes)
          : await theirs.ask(method, filled(path), body?.());
        expect([role, route, refusedWith(answered)]).toEqual([role, route, 403]);
      }
      for (const path of ['/institution', '/courses', '/classes', '/people', '/audit'])
        expect(refusedWith(await theirs.ask('GET', path))).toBe(403);
    }
  });

  it('and has no token, or a forged one, is told to sign in', async () => {
    const response = await fetch(`${its.base}/api/administration/people`);
    expect(response.status).toBe(401);
    expect(refusedWith(await openOffice(its, 'a.b.c').ask('GET', '/people'))).toBe(401);
  });

  it('and is an instructor keeps their own class, and no other', async () => {
    const theirs = openOffice(its, await its.tokenOf('instructor'));
    const path = `/classes/${its.classId}`;
    expect(await theirs.ask('PATCH', path, { classTitle: 'Waves', startsAt: 9 })).toMatchObject({
      status: 200,
      body: { classTitle: 'Waves', startsAt: 9 },
    });
    const student = await its.addPerson('student');
    const participant = `${path}/participants/${student}`;
    expect(await theirs.ask('PUT', participant, { role: 'instructor' })).toMatchObject({ status: 200 });
    expect(await theirs.ask('GET', `${path}/links`)).toMatchObject({ status: 200, body: { links: [] } });
    for (const change of [{ isPublic: true }, { archived: true }, { courseId: 'x' }])
      expect(refusedWith(await theirs.ask('PATCH', path, change))).toBe(403);
    expect(refusedWith(await theirs.ask('DELETE', path))).toBe(403);

    const { body } = await office.ask('GET', '/courses');
    const courseId = (body as { courses: { courseId: string }[] }).courses[0]?.courseId;
    const other = await office.ask('POST', '/classes', { classTitle: 'Another', courseId });
    const otherId = String((other.body as { classId: unknown }).classId);
    expect(refusedWith(await theirs.ask('PATCH', `/classes/${otherId}`, { classTitle: 'Mine' }))).toBe(403);
    for (const role of ['assistant', 'student'] as const) {
      const no = openOffice(its, await its.tokenOf(role));
      expect(refusedWith(await no.ask('PATCH', path, { classTitle: 'Mine' }))).toBe(403);
    }
  });

  it('and is of another institution finds theirs alone', async () => {
    const far = openOffice(its, (await openFarCollege(its)).token);
    const student = await its.addPerson('student');
    expect((await far.ask('GET', '/classes')).body).toMatchObject({
      total: 1,
      classes: [{ code: 'FARFAR' }],
    });
    expect((await far.ask('GET', '/people')).body).toMatchObject({ total: 1 });
    expect((await far.ask('GET', '/courses')).body).toMatchObject({ total: 1 });
    expect((await far.ask('GET', '/institution')).body).toMatchObject({ name: 'Far College' });
    expect((await far.ask('GET', '/audit')).body).toMatchObject({ entries: [] });
    expect((await far.ask('GET', `/people/${student}/links`)).body).toEqual({ links: [] });
    const theirs = [
      ['PATCH', `/classes/${its.classId}`, { classTitle: 'Ours' }],
      ['DELETE', `/classes/${its.classId}`, undefined],
      ['GET', `/classes/${its.classId}/participants`, undefined],
      ['PATCH', `/people/${student}`, { name: 'Ours' }],
      ['DELETE', `/people/${student}`, undefined],
      ['PUT', `/people/${student}/password`, { login: 'x1', password: PASSWORD }],
      ['POST', `/people/${student}/links`, { kind: 'personal' }],
      ['PUT', `/classes/far-class/participants/${student}`, { role: 'student' }],
      ['POST', '/classes/far-class/links', { personId: student, kind: 'personal' }],
    ] as const;
    for (const [method, path, body] of theirs)
      expect([method, path, refusedWith(await far.ask(method, path, body))]).toEqual([method, path, 404]);
  });

  it('for what there is not is told so', async () => {
    for (const [method, path] of [
      ['GET', '/classes/nothing'],
      ['GET', '/people/nobody'],
      ['DELETE', '/courses/nothing'],
      ['DELETE', `/classes/${its.classId}/links/nothing`],
      ['DELETE', `/classes/${its.classId}/participants/nobody`],
      ['GET', '/classes/..%2f..'],
    ] as const)
      expect([path, refusedWith(await office.ask(method, path))]).toEqual([path, 404]);
    expect(refusedWith(await office.ask('POST', '/people', { name: 'X', role: 'guest' }))).toBe(400);
    expect(refusedWith(await office.ask('PATCH', '/institution', { name: ' ' }))).toBe(400);
    expect(refusedWith(await office.ask('GET', '/people?page=-1'))).toBe(400);
  });
});
