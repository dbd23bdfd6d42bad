import {
  type KeptPerson,
  keptLinkListSchema,
  keptPersonListSchema,
  keptPersonSchema,
  madeLinkSchema,
  personPageSchema,
} from '@rostrum/protocol/administration';
import type { PersonId } from '@rostrum/protocol/room';
import * as v from 'valibot';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Office, openOffice } from './test-support/office.ts';
import { type Surroundings, openBrowser, openSurroundings, readSession } from './test-surroundings.ts';

let its: Surroundings;
let office: Office;
let adminId: PersonId;
let made = 0;
beforeAll(async () => {
  its = await openSurroundings();
  const { token, personId } = await its.enter('admin');
  office = openOffice(its, token);
  adminId = personId;
  // The demonstration's own admin would be another one.
  await its.records.database.deleteFrom('people').where('name', '=', 'Demo Admin').execute();
});
beforeEach(() => {
  // What was ended in this very moment ends what begins in it.
  its.nowMs += 1;
});
afterAll(() => its.close());

const PASSWORD = 'correct horse battery';

async function make(over: object = {}): Promise<KeptPerson> {
  const { body } = await office.ask('POST', '/people', {
    name: `Person ${(made += 1)}`,
    role: 'student',
    ...over,
  });
  return v.parse(keptPersonSchema, body);
}
const signIn = (body: object) => openBrowser(its.base).send('POST', '/api/session/password', body);
const byLink = (key: string) => openBrowser(its.base).send('POST', '/api/session/link', { key });
const inDemo = (personId: string, role = 'student') =>
  office.ask('PUT', `/classes/${its.classId}/participants/${personId}`, { role });

describe('people', () => {
  it('are found by each word of their names, logins, emails and ids, and by their role, page by page', async () => {
    for (let i = 0; i < 55; i += 1) await make({ name: `Zoë Page ${i}`, email: `zoe${i}@x.org` });
    await make({ name: '100% Sure', role: 'instructor', externalId: 'A_1' });
    const list = async (query: string) =>
      v.parse(keptPersonListSchema, (await office.ask('GET', `/people?${query}`)).body);
    expect(await list('find=zo%C3%AB+page')).toMatchObject({ total: 55 });
    expect((await list('find=zoe')).people).toHaveLength(50);
    expect((await list('find=zoe&page=1')).people).toHaveLength(5);
    expect((await list('find=100%25')).people.map(({ name }) => name)).toEqual(['100% Sure']);
    expect((await list('find=a_1')).people).toHaveLength(1);
    expect((await list('find=a%25')).total).toBe(0);
    expect((await list('role=instructor&find=sure')).total).toBe(1);
    expect((await list('role=student&find=sure')).total).toBe(0);
  });

  it('have logins and ids of their own', async () => {
    await make({ login: 'Marie', externalId: '77' });
    const taken = (body: object) => office.ask('POST', '/people', { name: 'X', role: 'student', ...body });
    expect(await taken({ login: 'marie ' })).toMatchObject({
      status: 409,
      body: { refusal: { code: 'taken' } },
    });
    expect(await taken({ externalId: '77' })).toMatchObject({ status: 409 });
    const other = await make();
    const change = (body: object) => office.ask('PATCH', `/people/${other.personId}`, body);
    expect(await change({ login: 'marie' })).toMatchObject({ status: 409 });
    expect(await change({ login: 'pierre', email: 'P@X.org', name: ' Pierre\u202e ' })).toMatchObject({
      body: { login: 'pierre', email: 'p@x.org', name: 'Pierre' },
    });
    expect(await change({ login: 'pierre', email: null })).toMatchObject({ status: 200 });
    expect(await change({ name: '\u200b' })).toMatchObject({
      status: 400,
      body: { refusal: { code: 'empty' } },
    });
  });

  it('come in by the login and password that an admin gave them, students too', async () => {
    const { personId } = await make();
    await inDemo(personId);
    const path = `/people/${personId}/password`;
    expect(await office.ask('PUT', path, { password: PASSWORD })).toMatchObject({
      status: 400,
      body: { refusal: { code: 'empty' } },
    });
    const login = `login${made}`;
    expect(await office.ask('PUT', path, { password: 'short', login })).toMatchObject({ status: 400 });
    expect((await office.ask('PUT', path, { password: PASSWORD, login })).body).toMatchObject({
      ...{ login, hasPassword: true },
    });
    its.nowMs += 1;
    const session = await readSession(await signIn({ login, password: PASSWORD }));
    expect(session).toMatchObject({ personId, role: 'student', classId: its.classId });
    await office.ask('PUT', path, { password: `${PASSWORD}!` });
    its.nowMs += 1;
    expect(await its.identity.verify(session.token)).toMatchObject({ refusal: { code: 'revoked' } });
    expect((await signIn({ login, password: PASSWORD })).status).toBe(403);
    expect((await signIn({ login, password: `${PASSWORD}!` })).status).toBe(200);
    expect((await office.ask('DELETE', path)).body).toMatchObject({ hasPassword: false });
    expect((await signIn({ login, password: `${PASSWORD}!` })).status).toBe(403);
    await office.ask('PUT', path, { password: PASSWORD });
    expect((await office.ask('PATCH', `/people/${personId}`, { login: null })).body).toMatchObject({
      hasPassword: false,
    });
  });

  it('stay signed in when they give themselves a password, but elsewhere', async () => {
    const path = `/people/${adminId}/password`;
    expect((await office.ask('PUT', path, { login: 'root', password: PASSWORD })).status).toBe(200);
    expect((await office.ask('GET', '/institution')).status).toBe(200);
  });

  it('are let in by a link once, or as often as they come', async () => {
    const { personId } = await make({ role: 'instructor' });
    const link = v.parse(
      madeLinkSchema,
      (await office.ask('POST', `/people/${personId}/links`, { kind: 'one-time' })).body,
    );
    expect(link).toMatchObject({ role: 'instructor', isForClass: false });
    expect((await byLink(link.key)).status).toBe(200);
    expect((await byLink(link.key)).status).toBe(401);
    await inDemo(personId, 'instructor');
    const own = await office.ask('POST', `/classes/${its.classId}/links`, { personId, kind: 'personal' });
    expect(own.body).toMatchObject({ code: 'DEMO', role: 'instructor', isForClass: false });
    const kept = async () =>
      v.parse(keptLinkListSchema, (await office.ask('GET', `/people/${personId}/links`)).body).links;
    const [theirs] = await kept();
    expect(theirs).toMatchObject({ kind: 'personal', personId });
    expect(JSON.stringify(await kept())).not.toContain(v.parse(madeLinkSchema, own.body).key);
    await office.ask('DELETE', `/people/${personId}/links/${theirs?.linkId ?? ''}`);
    expect(await kept()).toEqual([]);
    expect((await byLink(v.parse(madeLinkSchema, own.body).key)).status).toBe(401);
  });

  it('are signed out wherever they are, and by nothing they have come in again', async () => {
    const { personId } = await make();
    await inDemo(personId);
    const { body } = await office.ask('POST', `/classes/${its.classId}/links`, {
      personId,
      kind: 'personal',
    });
    const { key } = v.parse(madeLinkSchema, body);
    const session = await readSession(await byLink(key));
    const heard: unknown[] = [];
    const stop = its.identity.onRevoked((revoked) => heard.push(revoked));
    its.nowMs += 1;
    expect((await office.ask('POST', `/people/${personId}/sign-out`)).status).toBe(200);
    stop();
    expect(heard).toEqual([expect.objectContaining({ personId })]);
    expect(await its.identity.verify(session.token)).toMatchObject({ refusal: { code: 'revoked' } });
    expect((await byLink(key)).status).toBe(401);
  });

  it('who lose rights lose them at once', async () => {
    const { personId } = await make({ role: 'admin' });
    const { body } = await office.ask('POST', `/people/${personId}/links`, { kind: 'personal' });
    const { key } = v.parse(madeLinkSchema, body);
    const session = await readSession(await byLink(key));
    const theirs = openOffice(its, session.token);
    expect((await theirs.ask('GET', '/people')).status).toBe(200);
    await office.ask('PATCH', `/people/${personId}`, { role: 'instructor' });
    its.nowMs += 1;
    expect((await theirs.ask('GET', '/people')).status).toBe(401);
    const again = await readSession(await byLink(key));
    expect(again.role).toBe('instructor');
    expect((await openOffice(its, again.token).ask('GET', '/people')).status).toBe(403);
  });
});

describe('the only admin', () => {
  it('can neither be removed nor made less, and nobody removes themselves', async () => {
    const refused = { status: 403, body: { refusal: { code: 'not-allowed' } } };
    expect(await office.ask('PATCH', `/people/${adminId}`, { role: 'instructor' })).toMatchObject(refused);
    expect(await office.ask('DELETE', `/people/${adminId}`)).toMatchObject(refused);
    const { personId } = await make({ role: 'admin' });
    expect(await office.ask('DELETE', `/people/${adminId}`)).toMatchObject(refused);
    expect((await office.ask('DELETE', `/people/${personId}`)).status).toBe(200);
  });
});

describe('somebody who is removed', () => {
  it('is nobody any more: nothing says who they were, and nothing lets them in', async () => {
    const login = `gone${(made += 1)}`;
    const person = await make({ name: 'Rosalind Franklin', login, email: 'rf@x.org', externalId: '51' });
    const { personId } = person;
    await inDemo(personId, 'assistant');
    await office.ask('PUT', `/people/${personId}/password`, { password: PASSWORD });
    its.nowMs += 1;
    const { body } = await office.ask('POST', `/people/${personId}/links`, { kind: 'personal' });
    const { key } = v.parse(madeLinkSchema, body);
    const session = await readSession(await byLink(key));
    const page = v.parse(personPageSchema, (await office.ask('GET', `/people/${personId}`)).body);
    expect(page.classes).toEqual([
      { classId: its.classId, classTitle: 'Waves and light', role: 'assistant' },
    ]);
    its.nowMs += 1;
    expect((await office.ask('DELETE', `/people/${personId}`)).status).toBe(200);

    expect((await office.ask('GET', `/people/${personId}`)).status).toBe(404);
    expect((await office.ask('GET', '/people?find=Rosalind')).body).toMatchObject({ total: 0 });
    expect(await its.identity.verify(session.token)).toMatchObject({ refusal: { code: 'revoked' } });
    expect((await byLink(key)).status).toBe(401);
    expect((await signIn({ login, password: PASSWORD })).status).toBe(403);
    const { database } = its.records;
    const rows = await Promise.all([
      database.selectFrom('people').selectAll().where('id', '=', personId).execute(),
      database.selectFrom('participants').selectAll().where('person_id', '=', personId).execute(),
      database.selectFrom('audit_entries').selectAll().execute(),
    ]);
    expect(rows[0]).toMatchObject([{ name: 'Removed person', login: null, email: null, external_id: null }]);
    expect(rows[1]).toEqual([]);
    for (const trace of ['Rosalind', 'rf@x.org', login]) expect(JSON.stringify(rows)).not.toContain(trace);
    // The register may bring somebody of this number again: they are somebody new.
    const roster = await office.send(
      'POST',
      `/classes/${its.classId}/roster`,
      'text/csv',
      'name,id\nRosa,51',
    );
    expect(roster.body).toEqual({ added: 1, updated: 0 });
  });
});

describe('participants', () => {
  it('are found, change what they are, and go', async () => {
    const { personId, name } = await make({ email: 'part@x.org' });
    await inDemo(personId);
    const path = `/classes/${its.classId}/participants`;
    const find = async (text: string) => (await office.ask('GET', `${path}?find=${text}`)).body;
    expect(await find('part@x')).toEqual({
      participants: [{ personId, name, role: 'student', email: 'part@x.org' }],
      total: 1,
    });
    expect((await inDemo(personId, 'admin')).status).toBe(400);
    await inDemo(personId, 'assistant');
    expect(await find('part@x')).toMatchObject({ participants: [{ role: 'assistant' }] });
    expect((await office.ask('DELETE', `${path}/${personId}`)).status).toBe(200);
    expect(await find('part@x')).toEqual({ participants: [], total: 0 });
    expect((await office.ask('DELETE', `${path}/${personId}`)).status).toBe(404);
  });

  it('who are taken out of a class are out of it at once', async () => {
    const { personId } = await make();
    await inDemo(personId);
    const { body } = await office.ask('POST', `/classes/${its.classId}/links`, {
      personId,
      kind: 'personal',
    });
    const { key } = v.parse(madeLinkSchema, body);
    const session = await readSession(await byLink(key));
    its.nowMs += 1;
    await office.ask('DELETE', `/classes/${its.classId}/participants/${personId}`);
    expect(await its.identity.verify(session.token)).toMatchObject({ refusal: { code: 'revoked' } });
    expect((await byLink(key)).status).toBe(404);
  });
});
