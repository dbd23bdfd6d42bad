import { olderChatSchema } from '@rostrum/protocol/http';
import type { MessageId, PersonId } from '@rostrum/protocol/room';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Surroundings, expectRefusal, openSurroundings } from './test-surroundings.ts';

let its: Surroundings;
let student: { token: string; personId: PersonId };
beforeAll(async () => {
  its = await openSurroundings();
  student = await its.enter('student');
});
afterAll(() => its.close());

const ask = (before: string, token = student.token, classId: string = its.classId) =>
  fetch(`${its.base}/api/classes/${classId}/chat?before=${before}`, {
    headers: { authorization: `Bearer ${token}` },
  });

async function write(text: string): Promise<MessageId> {
  await its.staff({ type: 'chat.send', text });
  return its.room.state.chat.messages.at(-1)!.messageId;
}

it('tells whoever is in the class what was written before a message, packed, and nothing that was taken back', async () => {
  const [, regretted] = [await write('first'), await write('regretted')];
  const last = await write('last');
  const asked = async () => {
    const answer = await ask(last);
    expect([answer.status, answer.headers.get('content-encoding')]).toEqual([200, 'gzip']);
    return v.parse(olderChatSchema, await answer.json());
  };
  const before = await asked();
  expect([before.messages.map(({ text }) => text), before.isFirst]).toEqual([['first', 'regretted'], true]);
  await its.staff({ type: 'chat.delete', messageId: regretted });
  const { messages } = await asked();
  expect(messages.map(({ text, deleted }) => [text, deleted])).toEqual([
    ['first', undefined],
    ['', true],
  ]);
});

it('tells nothing to anybody else, and nothing of a message that is none', async () => {
  const last = await write('for us');
  await expectRefusal(await fetch(`${its.base}/api/classes/${its.classId}/chat`), 401, 'bad-token');
  await expectRefusal(await ask(last, student.token, 'other'), 403, 'not-allowed');
  await expectRefusal(await ask('never-written'), 404, 'not-found');
  await expectRefusal(await ask('no%20id'), 400, 'malformed');
  await its.room.join({ personId: student.personId, name: 'Ada', role: 'student' });
  await its.staff({ type: 'person.remove', personId: student.personId });
  await expectRefusal(await ask(last), 403, 'removed');
});
