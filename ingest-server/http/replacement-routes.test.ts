import { elsewhereSchema, replacementSchema } from '@rostrum/protocol/http';
import type { ClassId, StreamId } from '@rostrum/protocol/room';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as v from 'valibot';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { findFfmpeg } from '../broadcast/index.ts';
import { type Surroundings, expectRefusal, openSurroundings } from './test-surroundings.ts';

const ffmpeg = await findFfmpeg(process.env['FFMPEG_PATH']);
const MEGABYTE = 1024 * 1024;
let its: Surroundings;
let classId: ClassId;
let student: string;
let assistant: string;
let instructor: string;
beforeAll(async () => {
  its = await openSurroundings();
  ({ classId } = its);
  student = await its.tokenOf('student');
  assistant = await its.tokenOf('assistant');
  instructor = await its.tokenOf('instructor');
});
beforeEach((context) => context.skip(ffmpeg.is === 'missing', 'needs ffmpeg'));
afterAll(() => its.close());

async function record(id: string): Promise<StreamId> {
  const streamId = id as StreamId;
  const programme = await its.archive.open(classId, streamId);
  const info = { kind: 'audio', timescale: 48_000, codec: 'mp4a.40.2' } as const;
  programme.addInit('a96', 0, info, Buffer.from('init'));
  const segment = { msn: 1, run: 0, wallMs: its.nowMs, durationMs: 2_000, is: 'complete', bytes: 4 } as const;
  programme.addSegment('a96', segment, [Buffer.from('body')]);
  await programme.finish();
  return streamId;
}

const urlOf = (streamId: string, more = '') =>
  `${its.base}/api/classes/${classId}/recordings/${streamId}/replacement${more}`;
const send = (method: string, url: string, token = instructor, body?: object) =>
  fetch(url, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
const put = (url: string, bytes: Buffer<ArrayBuffer>, token = instructor) =>
  fetch(url, {
    method: 'PUT',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
    body: bytes,
  });
const formOf = (bytes: Buffer) => ({
  bytes: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
  startedAt: its.nowMs,
});
const read = async (response: Response) => v.parse(replacementSchema, await response.json());

async function begin(streamId: string, bytes: Buffer): Promise<string> {
  const begun = await read(await send('POST', urlOf(streamId), instructor, formOf(bytes)));
  if (begun.is !== 'sending') throw new Error(begun.is);
  return begun.uploadId;
}

it('takes a file piece by piece, tells where the next one begins, and puts it in the recording’s place', async () => {
  const streamId = await record('monday');
  const path = join(its.folder, 'sent.mp4');
  await promisify(execFile)(ffmpeg.is === 'found' ? ffmpeg.binary.path : '', [
    ...['-v', 'error', '-f', 'lavfi', '-i', 'testsrc2=s=160x90:r=15', '-f', 'lavfi', '-i', 'sine'],
    ...['-t', '4', '-c:v', 'libx264', '-g', '30', '-pix_fmt', 'yuv420p', '-c:a', 'aac', path],
  ]);
  const bytes = await readFile(path);
  expect(await read(await send('GET', urlOf(streamId)))).toEqual({ is: 'none' });
  const uploadId = await begin(streamId, bytes);
  const half = bytes.length >> 1;
  const pieceUrl = (from: number) => urlOf(streamId, `/${uploadId}?from=${from}`);
  expect(await (await put(pieceUrl(0), bytes.subarray(0, half))).json()).toEqual({ from: half });

  const again = await put(pieceUrl(0), bytes.subarray(0, half));
  expect(again.status).toBe(409);
  expect(v.parse(elsewhereSchema, await again.json())).toEqual({ from: half });
  const early = await send('POST', urlOf(streamId, `/${uploadId}/finish`));
  await expectRefusal(early, 409, 'not-yet');
  expect(await read(await send('GET', urlOf(streamId)))).toMatchObject({ is: 'sending', from: half });

  await put(pieceUrl(half), bytes.subarray(half));
  const finished = await send('POST', urlOf(streamId, `/${uploadId}/finish`));
  expect([finished.status, (await read(finished)).is]).toEqual([202, 'waiting']);
  await its.archive.settled();
  expect(await read(await send('GET', urlOf(streamId)))).toEqual({ is: 'placed', uploadId });
  // Asked once more because the answer was lost.
  expect(await read(await send('POST', urlOf(streamId, `/${uploadId}/finish`)))).toMatchObject({
    is: 'placed',
  });
  expect((await its.archive.facts(classId, streamId))?.rungs[0]).toBe('v90');
  await expectRefusal(await send('DELETE', urlOf(streamId, `/${uploadId}`)), 409, 'closed');
});

it('is for those whom the recording belongs to, in their own class', async () => {
  const streamId = await record('tuesday');
  const bytes = Buffer.from('a file');
  for (const token of [student, assistant]) {
    await expectRefusal(await send('POST', urlOf(streamId), token, formOf(bytes)), 403, 'not-allowed');
    await expectRefusal(await send('GET', urlOf(streamId), token), 403, 'not-allowed');
  }
  const elsewhere = `${its.base}/api/classes/other/recordings/${streamId}/replacement`;
  await expectRefusal(await send('POST', elsewhere, instructor, formOf(bytes)), 403, 'not-allowed');
  await expectRefusal(await fetch(urlOf(streamId)), 401, 'bad-token');
  const uploadId = await begin(streamId, bytes);
  await expectRefusal(
    await put(urlOf(streamId, `/${uploadId}?from=0`), bytes, assistant),
    403,
    'not-allowed',
  );
  await expectRefusal(await send('DELETE', urlOf(streamId, `/${uploadId}`), assistant), 403, 'not-allowed');
});

it('refuses in words what can’t be', async () => {
  const streamId = await record('wednesday');
  const bytes = Buffer.from('a file');
  await its.archive.open(classId, 'now' as StreamId);
  await expectRefusal(await send('POST', urlOf('now'), instructor, formOf(bytes)), 409, 'not-yet');
  await expectRefusal(await send('GET', urlOf('now')), 409, 'not-yet');
  await expectRefusal(await send('POST', urlOf('never'), instructor, formOf(bytes)), 404, 'not-found');
  await expectRefusal(
    await send('POST', urlOf(streamId), instructor, { bytes: 1, sha256: 'x' }),
    400,
    'malformed',
  );
  const post = (over: object) => send('POST', urlOf(streamId), instructor, { ...formOf(bytes), ...over });
  await expectRefusal(await post({ bytes: 10 ** 12 }), 413, 'too-long');
  await expectRefusal(await post({ startedAt: its.nowMs + 10_000 }), 400, 'malformed');
  const uploadId = await begin(streamId, bytes);
  await expectRefusal(await post({ sha256: '0'.repeat(64) }), 409, 'taken');
  await expectRefusal(await put(urlOf(streamId, `/${uploadId}`), bytes), 400, 'malformed');
  await expectRefusal(await put(urlOf(streamId, `/${uploadId}?from=-1`), bytes), 400, 'malformed');
  await expectRefusal(await put(urlOf(streamId, '/other?from=0'), bytes), 404, 'not-found');
  const more = await put(urlOf(streamId, `/${uploadId}?from=0`), Buffer.alloc(20));
  await expectRefusal(more, 413, 'too-long');
  await expectRefusal(await send('POST', urlOf(streamId, '/other/finish')), 404, 'not-found');
  await expectRefusal(await send('DELETE', urlOf(streamId, '/other')), 409, 'closed');
  expect((await send('DELETE', urlOf(streamId, `/${uploadId}`))).status).toBe(204);
  expect(await read(await send('GET', urlOf(streamId)))).toEqual({ is: 'none' });
});

it('takes no piece beyond eight megabytes, and keeps what came of one that broke off', async () => {
  const streamId = await record('thursday');
  const bytes = Buffer.alloc(9 * MEGABYTE, 7);
  const uploadId = await begin(streamId, bytes);
  await expectRefusal(await put(urlOf(streamId, `/${uploadId}?from=0`), bytes), 413, 'too-long');
  const sentUpTo = async () => {
    const told = await read(await send('GET', urlOf(streamId)));
    return told.is === 'sending' ? told.from : -1;
  };
  const from = await sentUpTo();
  expect(from).toBeLessThanOrEqual(8 * MEGABYTE);

  const url = new URL(urlOf(streamId, `/${uploadId}?from=${from}`));
  const headers = { authorization: `Bearer ${instructor}`, 'content-length': bytes.length - from };
  const cut = request(url, { method: 'PUT', headers });
  cut.on('error', () => undefined);
  cut.write(bytes.subarray(0, 65_536));
  await expect.poll(sentUpTo).toBe(from + 65_536);
  cut.destroy();
  const rest = bytes.subarray(from + 65_536);
  const last = await put(
    urlOf(streamId, `/${uploadId}?from=${from + 65_536}`),
    rest.subarray(0, 8 * MEGABYTE),
  );
  expect(v.parse(elsewhereSchema, await last.json()).from).toBeGreaterThan(from + 65_536);
});
