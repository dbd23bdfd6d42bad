import { recordedBoardSchema, recordedLogSchema } from '@rostrum/protocol/http';
import type { ClassId, PersonId, StreamId } from '@rostrum/protocol/room';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Surroundings, expectRefusal, openSurroundings } from './test-surroundings.ts';

const info = { kind: 'audio', timescale: 48_000, codec: 'mp4a.40.2' } as const;
let its: Surroundings;
let classId: ClassId;
let student: { token: string; personId: PersonId };
let assistant: string;
beforeAll(async () => {
  its = await openSurroundings();
  ({ classId } = its);
  student = await its.enter('student');
  assistant = await its.tokenOf('assistant');
});
afterAll(() => its.close());

async function record(id: string, endsLaterMs = 0): Promise<StreamId> {
  const streamId = id as StreamId;
  const programme = await its.archive.open(classId, streamId);
  programme.addInit('a96', 0, info, Buffer.from('init'));
  const segment = { msn: 1, run: 0, wallMs: its.nowMs, durationMs: 2_000, is: 'complete', bytes: 4 } as const;
  programme.addSegment('a96', segment, [Buffer.from('body')]);
  its.nowMs += endsLaterMs;
  await programme.finish();
  return streamId;
}

const ask = (streamId: string, token: string, query = '', headers: Record<string, string> = {}) =>
  fetch(`${its.base}/api/classes/${classId}/recordings/${streamId}/log${query}`, {
    headers: { authorization: `Bearer ${token}`, ...headers },
  });
const textsIn = async (response: Response) =>
  v
    .parse(recordedLogSchema, await response.json())
    .events.flatMap(({ event }) => (event.type === 'chat.sent' ? event.text : []));

it('has the captions that were typed while it was live, as they were corrected, for a search and as a file', async () => {
  const writer = await its.tokenOf('instructor');
  const write = (method: string, path: string, body: object) =>
    fetch(`${its.base}/api/classes/${classId}/captions${path}`, {
      method,
      headers: { authorization: `Bearer ${writer}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  await its.staff({ type: 'captions.choose', language: 'en' });
  await its.staff({ type: 'class.start' });
  await its.room.startStream('sunday' as StreamId);
  const lines = [{ lineId: 'l1', text: 'Light is a wafe.' }, { text: 'It bends.' }];
  expect((await write('POST', '', { lines })).status).toBe(201);
  expect((await write('PATCH', '/l1', { text: 'Light is a wave.' })).status).toBe(200);
  const streamId = await record('sunday');
  await its.archive.settled();

  const { captions } = v.parse(recordedLogSchema, await (await ask(streamId, student.token)).json());
  expect(captions.map(({ text }) => text)).toEqual(['Light is a wave.', 'It bends.']);
  const facts = await its.archive.facts(classId, streamId);
  expect(facts?.extras).toMatchObject({ captions: 'en' });
  const file = await fetch(`${its.base}/api/classes/${classId}/recordings/${streamId}/captions-en.vtt`, {
    headers: { authorization: `Bearer ${student.token}` },
  });
  const text = await file.text();
  expect([text.includes('Light is a wave.'), text.includes('It bends.'), text.includes('wafe')]).toEqual([
    ...[true, true, false],
  ]);
});

it('tells what was said while its last pictures were still on their way', async () => {
  const saidAt = its.nowMs + 4_000;
  const streamId = await record('wednesday', 5_000);
  its.nowMs = saidAt;
  await its.staff({ type: 'chat.send', text: 'Thank you' });
  its.nowMs = saidAt + 60_000;
  await its.staff({ type: 'chat.send', text: 'Until tomorrow' });
  expect((await textsIn(await ask(streamId, student.token))).at(-1)).toBe('Thank you');
});

it('tells who is in the class what happened in it up to the recording’s end, packed', async () => {
  await its.staff({ type: 'chat.send', text: 'Good morning' });
  await its.staff({ type: 'note.write', text: 'for us alone' });
  const streamId = await record('monday');
  its.nowMs += 3_600_000;
  await its.staff({ type: 'chat.send', text: 'A late word' });
  its.nowMs -= 3_600_000;

  const answer = await ask(streamId, student.token);
  expect([answer.status, answer.headers.get('content-encoding')]).toEqual([200, 'gzip']);
  expect((await textsIn(answer)).at(-1)).toBe('Good morning');
  const plain = await ask(streamId, student.token, '', { 'accept-encoding': 'identity' });
  expect([plain.headers.get('content-encoding'), (await plain.text()).includes('for us alone')]).toEqual([
    null,
    false,
  ]);
  expect(await (await ask(streamId, assistant)).text()).toContain('for us alone');
  expect(await textsIn(await ask(streamId, student.token, '?after=99999'))).toEqual([]);
  const board = await fetch(`${its.base}/api/classes/${classId}/recordings/${streamId}/board`, {
    headers: { authorization: `Bearer ${student.token}` },
  });
  expect(v.parse(recordedBoardSchema, await board.json())).toEqual({ drawn: [] });
});

it('tells nothing to anybody else, and nothing of what is not recorded', async () => {
  const streamId = await record('tuesday');
  await expectRefusal(await ask('nothing', student.token), 404, 'not-found');
  await expectRefusal(await ask(streamId, student.token, '?after=x'), 400, 'malformed');
  const path = `${its.base}/api/classes/${classId}/recordings/${streamId}/log`;
  await expectRefusal(await fetch(path), 401, 'bad-token');
  const elsewhere = await its.tokenOf('student');
  await expectRefusal(
    await fetch(`${its.base}/api/classes/other/recordings/${streamId}/log`, {
      headers: { authorization: `Bearer ${elsewhere}` },
    }),
    403,
    'not-allowed',
  );
  await its.room.join({ personId: student.personId, name: 'Ada', role: 'student' });
  await its.staff({ type: 'person.remove', personId: student.personId });
  await expectRefusal(await ask(streamId, student.token), 403, 'removed');
});
