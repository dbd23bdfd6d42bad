import { recordingFactsSchema, recordingsSchema } from '@rostrum/protocol/http';
import type { ClassId, StreamId } from '@rostrum/protocol/room';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Surroundings, expectRefusal, openSurroundings } from './test-surroundings.ts';

const info = { kind: 'audio', timescale: 48_000, codec: 'mp4a.40.2' } as const;
let its: Surroundings;
let classId: ClassId;
let student: string;
let assistant: string;
let instructor: string;
let admin: string;
beforeAll(async () => {
  its = await openSurroundings();
  ({ classId } = its);
  student = await its.tokenOf('student');
  assistant = await its.tokenOf('assistant');
  instructor = await its.tokenOf('instructor');
  admin = await its.tokenOf('admin');
});
afterAll(() => its.close());

async function record(id: string): Promise<StreamId> {
  const streamId = id as StreamId;
  const programme = await its.archive.open(classId, streamId);
  programme.addInit('a96', 0, info, Buffer.from('init'));
  const segment = { msn: 1, run: 0, wallMs: its.nowMs, durationMs: 2_000, is: 'complete', bytes: 4 } as const;
  programme.addSegment('a96', segment, [Buffer.from('body')]);
  await programme.finish();
  return streamId;
}

const send = (method: string, path: string, token: string, body?: object) =>
  fetch(`${its.base}/api${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
const pathOf = (streamId: string) => `/classes/${classId}/recordings/${streamId}`;
const list = async () =>
  v.parse(recordingsSchema, await (await send('GET', `/classes/${classId}/recordings`, student)).json());

it('lists the recordings of a class to whoever is in it, and to nobody else', async () => {
  const streamId = await record('monday');
  expect((await list()).recordings).toEqual([
    expect.objectContaining({ streamId, durationMs: 2_000, bytes: 4, gaps: 0 }),
  ]);
  await expectRefusal(await fetch(`${its.base}/api/classes/${classId}/recordings`), 401, 'bad-token');
  await expectRefusal(await send('GET', '/classes/other/recordings', student), 403, 'not-allowed');
  await expectRefusal(await fetch(`${its.base}/api${pathOf(streamId)}`), 401, 'bad-token');
  const facts = await (await send('GET', pathOf(streamId), student)).json();
  expect(v.parse(recordingFactsSchema, facts)).toMatchObject({ streamId, rungs: ['a96'], downloads: [] });
  await expectRefusal(await send('GET', pathOf('nothing'), student), 404, 'not-found');
});

it('hands out chapters, with the token in the address where a header can’t be set, and nothing that isn’t meant for it', async () => {
  const streamId = await record('tuesday');
  await its.archive.settled();
  const chapters = await fetch(`${its.base}/api${pathOf(streamId)}/chapters.vtt?t=${student}`);
  expect(chapters.headers.get('content-type')).toBe('text/vtt; charset=utf-8');
  expect(await chapters.text()).toBe('WEBVTT\n\n00:00:00.000 --> 00:00:02.000\nBeginning\n');
  for (const name of ['recording.json', 'a96/1.m4s', '..%2Ftuesday%2Fchapters.vtt', 'poster.jpg'])
    await expectRefusal(await send('GET', `${pathOf(streamId)}/${name}`, student), 404, 'not-found');
});

it('makes a file when it is asked for, and sends it in ranges', async () => {
  const streamId = await record('wednesday');
  await expectRefusal(
    await send('POST', `${pathOf(streamId)}/downloads`, student, { rung: 'v9' }),
    404,
    'not-found',
  );
  await expectRefusal(
    await send('POST', `${pathOf(streamId)}/downloads`, student, { rung: '../' }),
    400,
    'malformed',
  );
  const asked = await send('POST', `${pathOf(streamId)}/downloads`, student, { rung: 'a96' });
  expect([asked.status, await asked.json()]).toEqual([202, { is: 'waiting', rung: 'a96', progress: 0 }]);
  await its.archive.settled();
  await its.blobs.put(`media/${classId}/${streamId}/download/a96.mp4`, Buffer.from('0123456789'));
  await its.records.database
    .updateTable('stream_downloads')
    .set({ state: 'ready', bytes: 10, expires_at: its.nowMs + 1000 })
    .where('stream_id', '=', streamId)
    .execute();

  const fetchFile = (range?: string) =>
    fetch(`${its.base}/api${pathOf(streamId)}/downloads/a96.mp4?t=${student}`, {
      headers: range === undefined ? {} : { range },
    });
  const whole = await fetchFile();
  expect([whole.status, whole.headers.get('content-length'), await whole.text()]).toEqual([
    ...[200, '10', '0123456789'],
  ]);
  expect(whole.headers.get('content-disposition')).toMatch(/^attachment; .*\.mp4/);
  const part = await fetchFile('bytes=3-5');
  expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([
    ...[206, 'bytes 3-5/10', '345'],
  ]);
  const beyond = await fetchFile('bytes=10-');
  expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, 'bytes */10']);

  // What is only asked about is not read: it is answered also where the bytes are gone.
  await its.blobs.delete(`media/${classId}/${streamId}/download/a96.mp4`);
  const about = await send('HEAD', `${pathOf(streamId)}/downloads/a96.mp4`, student);
  expect([about.status, about.headers.get('content-length'), about.headers.get('accept-ranges')]).toEqual([
    ...[200, '10', 'bytes'],
  ]);
  expect(about.headers.get('content-disposition')).toMatch(/^attachment; .*\.mp4/);
  const chapters = await send('HEAD', `${pathOf(streamId)}/chapters.vtt`, student);
  expect([chapters.status, Number(chapters.headers.get('content-length')) > 0]).toEqual([200, true]);
  expect((await send('HEAD', `${pathOf(streamId)}/downloads/v9.mp4`, student)).status).toBe(404);
});

it('deletes for instructors and nobody below them, and not what is on air', async () => {
  const streamId = await record('thursday');
  for (const token of [student, assistant])
    await expectRefusal(await send('DELETE', pathOf(streamId), token), 403, 'not-allowed');
  expect((await send('DELETE', pathOf(streamId), instructor)).status).toBe(204);
  await expectRefusal(await send('DELETE', pathOf(streamId), instructor), 404, 'not-found');
  expect(await its.blobs.list(`media/${classId}/${streamId}/`)).toEqual([]);
  await its.archive.open(classId, 'now' as StreamId);
  await expectRefusal(await send('DELETE', pathOf('now'), instructor), 409, 'not-yet');
});

it('lets instructors say how long their class is kept, and admins how long all are', async () => {
  const told = async () => {
    const { keepDays, isOwnRule } = await list();
    return [keepDays, isOwnRule];
  };
  const put = (path: string, token: string, body: object) => send('PUT', path, token, body);
  const retention = `/classes/${classId}/retention`;
  expect(await told()).toEqual([undefined, false]);
  await expectRefusal(await put('/retention', instructor, { keepDays: 30 }), 403, 'not-allowed');
  expect((await put('/retention', admin, { keepDays: 30 })).status).toBe(204);
  expect(await told()).toEqual([30, false]);
  await expectRefusal(await put(retention, assistant, { keepDays: 7 }), 403, 'not-allowed');
  await expectRefusal(await put(retention, instructor, { keepDays: 0 }), 400, 'malformed');
  expect((await put(retention, instructor, { keepDays: 7 })).status).toBe(204);
  expect(await told()).toEqual([7, true]);
  await put(retention, instructor, { keepDays: null });
  expect(await told()).toEqual([undefined, true]);
  await put(retention, instructor, {});
  expect(await told()).toEqual([30, false]);
});
