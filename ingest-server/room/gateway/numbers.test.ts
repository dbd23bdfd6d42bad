import type { ClassId, Command } from '@rostrum/protocol/room';
import { WIRE_VERSION } from '@rostrum/protocol/wire';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Records, openRecordsInMemory } from '../../records/index.ts';
import { RawClient, startGateway, tokenFor } from './test-surroundings.ts';

let records: Records;
let shared: Awaited<ReturnType<typeof startGateway>>;
beforeAll(async () => {
  records = await openRecordsInMemory();
  shared = await startGateway(records);
});
afterAll(async () => {
  await shared.close();
  await records.close();
});

const classId = 'numbers-1' as ClassId;
let keys = 0;

async function command(client: RawClient, what: Command): Promise<void> {
  client.say({ t: 'command', key: `key-numbers-${++keys}`, command: what });
  await client.next('done');
}

const eventsOf = (client: RawClient) =>
  client.heard.flatMap((frame) => (frame.t === 'events' ? frame.events.map(({ event }) => event) : []));
const lastCounts = (client: RawClient) =>
  client.heard.flatMap((frame) => (frame.t === 'counts' ? frame.counts : [])).at(-1);

it('WIRE-9: votes and reactions come to students as numbers, whole at first and then what has changed', async () => {
  const ada = await RawClient.enter(shared.url, tokenFor(classId, 'ada'));
  const bob = await RawClient.enter(shared.url, tokenFor(classId, 'bob'));
  const prof = await RawClient.enter(shared.url, tokenFor(classId, 'prof', 'instructor'));
  await command(ada, { type: 'chat.send', text: 'Hello' });
  await command(ada, { type: 'question.ask', text: 'Why?', anonymous: false });
  const { chat, questions } = (await shared.rooms.open(classId))!.state;
  const { messageId } = chat.messages[0]!;
  const { questionId } = Object.values(questions)[0]!;

  await command(ada, { type: 'question.vote', questionId, on: true });
  await command(ada, { type: 'chat.react', messageId, reaction: '👍', on: true });
  await expect.poll(() => lastCounts(bob)?.reactions).toEqual({ [messageId]: { '👍': 1 } });
  expect(eventsOf(ada).map(({ type }) => type)).toEqual(
    expect.arrayContaining(['question.voted', 'chat.reacted']),
  );
  expect(eventsOf(prof).map(({ type }) => type)).toEqual(
    expect.arrayContaining(['question.voted', 'chat.reacted']),
  );
  expect(eventsOf(bob).map(({ type }) => type)).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/voted|reacted/)]),
  );

  const eve = await RawClient.open(shared.url);
  eve.say({ t: 'hello', v: WIRE_VERSION, token: tokenFor(classId, 'eve') });
  const { counts } = await eve.next('welcome');
  expect(counts).toMatchObject({ votes: { [questionId]: 1 }, reactions: { [messageId]: { '👍': 1 } } });
  await command(bob, { type: 'question.vote', questionId, on: true });
  const changed = () => [lastCounts(eve)?.votes, lastCounts(eve)?.reactions];
  await expect.poll(changed).toEqual([{ [questionId]: 2 }, {}]);
  for (const { socket } of [ada, bob, prof, eve]) socket.terminate();
});
