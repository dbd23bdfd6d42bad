import { captionDeskSchema, captionLinesTakenSchema, captionerLinkSchema } from '@rostrum/protocol/http';
import type { StreamId } from '@rostrum/protocol/room';
import * as v from 'valibot';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Surroundings, expectRefusal, openSurroundings } from './test-surroundings.ts';

let its: Surroundings;
let url: string;
/** What was said before a test. */
let before = 0;
beforeAll(async () => {
  its = await openSurroundings();
  url = `${its.base}/api/classes/${its.classId}/captions`;
});
beforeEach(async () => {
  // Nobody is too fast for what the test before did.
  its.nowMs += 60_000;
  before = 0;
  before = (await said()).length;
});
afterAll(() => its.close());

function ask(method: string, address: string, token: string, body?: unknown): Promise<Response> {
  const headers = {
    authorization: `Bearer ${token}`,
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  };
  return fetch(address, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
}

async function makeLink(token: string): Promise<v.InferOutput<typeof captionerLinkSchema>> {
  const answer = await ask('POST', `${its.base}/api/classes/${its.classId}/captioner`, token);
  return v.parse(captionerLinkSchema, await answer.json());
}

async function said(): Promise<object[]> {
  const events = await its.records.database.selectFrom('events').select('event').orderBy('seq').execute();
  return events
    .map(({ event }) => event as { type: string })
    .filter(({ type }) => type.startsWith('captions.') && type !== 'captions.chosen')
    .slice(before);
}

// These go through one class, in order: at first it has no captions, and then it is on air.
it('captions are refused in words where the class has none, or is not on air', async () => {
  const token = await its.tokenOf('instructor');
  const write = () => ask('POST', url, token, { lines: [{ text: 'Hello.' }] });
  expect(await expectRefusal(await write(), 409, 'closed')).toContain('no captions');
  await its.staff({ type: 'captions.choose', language: 'en' });
  expect(await expectRefusal(await write(), 409, 'not-yet')).toContain('not on air');
  await expectRefusal(await ask('POST', url, await its.tokenOf('student'), {}), 403, 'not-allowed');
  await its.staff({ type: 'class.start' });
  await its.room.startStream('st1' as StreamId);
});

describe('a captioner’s link', () => {
  it('lets whoever has it write captions, and nothing else', async () => {
    const { key, path, expiresAt } = await makeLink(await its.tokenOf('assistant'));
    expect(path).toBe(`/c/DEMO/captions#key=${key}`);
    expect(expiresAt).toBeGreaterThan(its.nowMs);
    const desk = await (await ask('GET', `${its.base}/api/captioner`, key)).json();
    expect(v.parse(captionDeskSchema, desk)).toMatchObject({
      ...{ classId: its.classId, code: 'DEMO', language: 'en', live: true },
      watch: { path: `/live/${its.classId}/~signed/` },
    });
    expect((await ask('POST', url, key, { lines: [{ text: 'Hello.' }] })).status).toBe(201);
    expect((await ask('GET', `${its.base}/api/classes/${its.classId}/recordings`, key)).status).toBe(401);
  });

  it('is not for students to make, and ends when another takes its place', async () => {
    const make = `${its.base}/api/classes/${its.classId}/captioner`;
    await expectRefusal(await ask('POST', make, await its.tokenOf('student')), 403, 'not-allowed');
    const { token } = await its.enter('instructor');
    const { key } = await makeLink(token);
    await makeLink(token);
    await expectRefusal(await ask('GET', `${its.base}/api/captioner`, key), 401, 'revoked');
    await expectRefusal(await ask('GET', `${its.base}/api/captioner`, 'made-up'), 401, 'bad-token');
    await expectRefusal(await fetch(`${its.base}/api/captioner`), 401, 'bad-token');
  });
});

describe('captions', () => {
  it('are written into the class’s log by staff and their programs, once under a key', async () => {
    const { token, personId } = await its.enter('instructor');
    const body = {
      key: 'k1',
      lines: [{ lineId: 'l1', text: ' Good  morning. ' }, { text: 'Let us begin.' }],
    };
    const taken = await ask('POST', url, token, body);
    expect(taken.status).toBe(201);
    expect(v.parse(captionLinesTakenSchema, await taken.json()).lineIds).toHaveLength(2);
    expect((await ask('POST', url, token, body)).status).toBe(201);
    expect(await said()).toMatchObject([
      { type: 'captions.said', lineId: 'l1', text: 'Good morning.', language: 'en', personId },
      { type: 'captions.said', text: 'Let us begin.' },
    ]);
  });

  it('may be corrected', async () => {
    const token = await its.tokenOf('instructor');
    await ask('POST', url, token, { lines: [{ lineId: 'l7', text: 'Good mourning.' }] });
    expect((await ask('PATCH', `${url}/l7`, token, { text: 'Good morning.' })).status).toBe(200);
    expect((await said()).at(-1)).toMatchObject({
      type: 'captions.corrected',
      lineId: 'l7',
      text: 'Good morning.',
    });
    await expectRefusal(await ask('PATCH', `${url}/%00`, token, { text: '' }), 404, 'not-found');
  });

  it.each([
    ['no line', { lines: [] }],
    ['too many', { lines: Array.from({ length: 21 }, () => ({ text: 'x' })) }],
    ['a line that is too long', { lines: [{ text: 'x'.repeat(201) }] }],
    ['a time that is none', { lines: [{ text: 'x', atMs: 'now' }] }],
    ['something else', 'Hello'],
  ])('with %s are refused', async (_what, body) => {
    const answer = await ask('POST', url, await its.tokenOf('instructor'), body);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(await said()).toEqual([]);
  });

  it('that come faster than anybody speaks are told to wait', async () => {
    const token = await its.tokenOf('instructor');
    const twenty = { lines: Array.from({ length: 20 }, () => ({ text: 'x' })) };
    for (let i = 0; i < 3; i += 1) expect((await ask('POST', url, token, twenty)).status).toBe(201);
    const answer = await ask('POST', url, token, twenty);
    expect(answer.headers.get('retry-after')).not.toBeNull();
    await expectRefusal(answer, 429, 'too-fast');
  });
});
