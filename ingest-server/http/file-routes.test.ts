import { fileResponseSchema } from '@rostrum/protocol/http';
import { FILE_MAX_BYTES, type PersonId, type SharedId } from '@rostrum/protocol/room';
import { once } from 'node:events';
import { connect } from 'node:net';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Surroundings, expectRefusal, openSurroundings } from './test-surroundings.ts';

let its: Surroundings;
let base: string;
let teacher: string;
let student: string;
beforeAll(async () => {
  its = await openSurroundings();
  ({ base } = its);
  teacher = await its.tokenOf('assistant');
  student = await its.tokenOf('student');
});
afterAll(() => its.close());

const pdf = Buffer.from('%PDF-1.7\nthe rest of it');
const page = Buffer.from('<!doctype html><script>alert(1)</script>');

interface Upload {
  readonly type?: string;
  readonly title?: string | undefined;
  readonly token?: string;
  readonly id?: string;
}

function upload(body: Uint8Array | ReadableStream, over: Upload = {}) {
  const title = 'title' in over ? over.title : 'Slides';
  return fetch(`${base}/api/classes/${over.id ?? its.classId}/files`, {
    method: 'POST',
    headers: {
      'content-type': over.type ?? 'application/pdf',
      authorization: `Bearer ${over.token ?? teacher}`,
      ...(title === undefined ? {} : { 'x-title': encodeURIComponent(title) }),
    },
    body: body instanceof ReadableStream ? body : Uint8Array.from(body),
    duplex: 'half',
  });
}

const download = (fileId: string, token = student, id: string = its.classId) =>
  fetch(`${base}/api/classes/${id}/files/${fileId}`, { headers: { authorization: `Bearer ${token}` } });

/** Uploads it, and shares it with the class. */
async function bring(body: Uint8Array | ReadableStream, over: Upload = {}) {
  const file = v.parse(fileResponseSchema, await (await upload(body, over)).json());
  const { fileId, mediaType, bytes } = file;
  await its.staff({ type: 'share.add', item: { kind: 'file', fileId, title: 'Slides', mediaType, bytes } });
  return file;
}

const takeBack = (fileId: SharedId) => {
  const shared = its.room.state.shared.find(({ item }) => item.kind === 'file' && item.fileId === fileId);
  return its.staff({ type: 'share.remove', sharedId: shared!.sharedId });
};

const kept = async () => (await its.blobs.list('files/')).length;

/** This many bytes in pieces, beginning as a PDF does. */
function stream(bytes: number): ReadableStream {
  const piece = new Uint8Array(1024 * 1024);
  let left = bytes;
  return new ReadableStream({
    start: (controller) => {
      controller.enqueue(Uint8Array.from(pdf));
      left -= pdf.length;
    },
    pull: (controller) => {
      controller.enqueue(piece.subarray(0, Math.min(left, piece.length)));
      left -= Math.min(left, piece.length);
      if (left === 0) controller.close();
    },
  });
}

describe('a file', () => {
  it('that staff bring is a download for everyone in the class, and runs nothing', async () => {
    const file = await bring(pdf, { title: 'Wellen & “Licht”/2.pdf' });
    expect(file).toMatchObject({ mediaType: 'application/pdf', bytes: pdf.length });
    const got = await download(file.fileId);
    expect(Buffer.from(await got.arrayBuffer())).toEqual(pdf);
    expect(Object.fromEntries(got.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(pdf.length),
      'content-disposition': `attachment; filename="Wellen & _Licht__2.pdf"; filename*=UTF-8''Wellen%20%26%20%E2%80%9CLicht%E2%80%9D%2F2.pdf`,
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
    });
    const byAddress = await fetch(`${base}/api/classes/${its.classId}/files/${file.fileId}?t=${student}`);
    expect(byAddress.status).toBe(200);
  });

  it('as large as allowed goes through in pieces', async () => {
    const file = await bring(stream(FILE_MAX_BYTES));
    expect(file.bytes).toBe(FILE_MAX_BYTES);
    expect((await (await download(file.fileId)).arrayBuffer()).byteLength).toBe(FILE_MAX_BYTES);
  });

  it('over the limit is refused, whether it says so before or not, and nothing of it is kept', async () => {
    const before = await kept();
    await expectRefusal(await upload(stream(FILE_MAX_BYTES + 1)), 413, 'too-long');
    await expectRefusal(await upload(Buffer.alloc(FILE_MAX_BYTES + 1)), 413, 'too-long');
    expect(await kept()).toBe(before);
  });

  it.each<[string, Uint8Array, Upload, number, string]>([
    ['a page under another name', page, {}, 415, 'malformed'],
    ['a page as itself', page, { type: 'text/html' }, 415, 'malformed'],
    ['a drawing that can hold scripts', page, { type: 'image/svg+xml' }, 415, 'malformed'],
    ['a picture that is none', pdf, { type: 'image/png' }, 415, 'malformed'],
    ['bytes as text', Buffer.from([0x4d, 0x5a, 0, 0]), { type: 'text/plain' }, 415, 'malformed'],
    ['nothing', Buffer.alloc(0), {}, 400, 'empty'],
    ['no title', pdf, { title: undefined }, 400, 'malformed'],
    ['an empty title', pdf, { title: ' \n' }, 400, 'malformed'],
    ['an endless title', pdf, { title: 'x'.repeat(201) }, 400, 'malformed'],
    ['another class', pdf, { id: 'other' }, 403, 'not-allowed'],
    ['a class that is a path', pdf, { id: '..%2f..%2fetc' }, 404, 'not-found'],
    ['a forged token', pdf, { token: 'forged' }, 401, 'bad-token'],
  ])('refuses %s in words, and keeps nothing', async (_what, body, over, status, code) => {
    const before = await kept();
    await expectRefusal(await upload(body, over), status, code);
    expect(await kept()).toBe(before);
  });

  it('is not for students to bring', async () => {
    await expectRefusal(await upload(pdf, { token: student }), 403, 'not-allowed');
  });

  it.each([
    ['text/plain', 'notes'],
    ['text/csv; charset=utf-8', 'a,b'],
    ['application/zip', 'PK\u0003\u0004x'],
    ['application/vnd.openxmlformats-officedocument.presentationml.presentation', 'PK\u0003\u0004x'],
  ])('of the type %s is taken for what it is', async (type, text) => {
    expect((await upload(Buffer.from(text), { type })).status).toBe(201);
  });

  it('that broke off on its way leaves nothing behind', async () => {
    const before = await kept();
    const socket = connect(Number(new URL(base).port), '127.0.0.1');
    socket.write(
      [
        `POST /api/classes/${its.classId}/files HTTP/1.1`,
        'Host: x',
        'Content-Type: application/pdf',
        'Content-Length: 100000',
        'X-Title: x',
        `Authorization: Bearer ${teacher}`,
        '\r\n',
      ].join('\r\n'),
    );
    socket.write(pdf);
    socket.end();
    socket.resume();
    await once(socket, 'close');
    expect(await kept()).toBe(before);
    expect((await upload(pdf)).status).toBe(201);
  });
});

describe('a download', () => {
  it('is refused without a token of the class, and for what isn’t there', async () => {
    const { fileId } = await bring(pdf);
    await expectRefusal(await download(fileId, ''), 401, 'bad-token');
    await expectRefusal(await download(fileId, `${student}x`), 401, 'bad-token');
    await expectRefusal(await download(fileId, student, 'other'), 403, 'not-allowed');
    await expectRefusal(await download('nothing'), 404, 'not-found');
    for (const path of ['..%2f..%2f..%2fsecret.key', '%2e%2e', `${fileId}.json`, 'a%00b'])
      await expectRefusal(await download(path), 404, 'not-found');
  });
});

describe('what somebody is in the class', () => {
  const enter = async (role: 'assistant' | 'student') => {
    const entered = await its.enter(role);
    await its.room.join({ personId: entered.personId, name: 'Somebody', role });
    return entered;
  };
  const setRole = (personId: PersonId, role: 'instructor' | 'student') =>
    its.staff({ type: 'person.set-role', personId, role });

  it('goes before their token: who was made one of the staff there brings files, and who was made less does not', async () => {
    const made = await enter('student');
    await setRole(made.personId, 'instructor');
    expect((await upload(pdf, { token: made.token })).status).toBe(201);
    const demoted = await enter('assistant');
    await setRole(demoted.personId, 'student');
    await expectRefusal(await upload(pdf, { token: demoted.token }), 403, 'not-allowed');
  });

  it('is nothing any more for whom staff removed: they get no file', async () => {
    const { fileId } = await bring(pdf);
    const mallory = await enter('student');
    expect((await download(fileId, mallory.token)).status).toBe(200);
    await its.staff({ type: 'person.remove', personId: mallory.personId });
    await expectRefusal(await download(fileId, mallory.token), 403, 'removed');
  });

  it('says who sees a file that is not shared: staff do', async () => {
    const { fileId } = v.parse(fileResponseSchema, await (await upload(pdf)).json());
    await expectRefusal(await download(fileId), 404, 'not-found');
    expect((await download(fileId, teacher)).status).toBe(200);
  });

  it('is asked with access tokens alone: what brings somebody back to the class opens no file', async () => {
    const { fileId } = await bring(pdf);
    const admitted = await its.identity.admit(student);
    if (!admitted.ok) throw new Error(admitted.refusal.text);
    await expectRefusal(await download(fileId, admitted.resume), 401, 'bad-token');
  });
});

describe('a file that is taken back', () => {
  it('is deleted', async () => {
    const before = await kept();
    const { fileId } = await bring(pdf);
    await takeBack(fileId);
    await expect.poll(kept).toBe(before);
    await expectRefusal(await download(fileId, teacher), 404, 'not-found');
  });
});
