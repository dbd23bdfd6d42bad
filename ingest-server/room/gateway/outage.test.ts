import type { ClassId } from '@rostrum/protocol/room';
import { WIRE_VERSION } from '@rostrum/protocol/wire';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SqlEventLog } from '../../log/index.ts';
import { type Records, openRecordsInMemory } from '../../records/index.ts';
import { faulty } from '../test-log.ts';
import { RawClient, say, startGateway, tokenFor } from './test-surroundings.ts';

let records: Records;
beforeAll(async () => void (records = await openRecordsInMemory()));
afterAll(() => records.close());

let made = 0;
const newClass = () => `outage-${++made}` as ClassId;

async function enter(url: string, token: string, past: { since?: number; logId?: string | undefined } = {}) {
  const client = await RawClient.open(url);
  client.say({ t: 'hello', v: WIRE_VERSION, token, ...past });
  return { client, welcome: await client.next('welcome') };
}

const said = (events: readonly { event: { type: string; text?: string } }[] | undefined) =>
  events?.flatMap(({ event }) => (event.type === 'chat.sent' ? event.text : []));

describe('a command of which nobody knows whether it is saved', () => {
  it('ends the connection with a word to come back, and its key then tells that it was done once', async () => {
    let isAway = false;
    let monotonicMs = 0;
    const { database } = records;
    const faults = { append: () => (isAway ? ('after' as const) : undefined), read: () => isAway };
    const log = faulty(new SqlEventLog({ database }), faults, new SqlEventLog({ database }));
    const pause = (ms: number) => {
      monotonicMs += ms;
      return Promise.resolve();
    };
    const { url, close } = await startGateway(records, {}, { log, pause, monotonicNow: () => monotonicMs });
    const token = tokenFor(newClass(), 'ada');
    const { client } = await enter(url, token);
    isAway = true;
    client.say(say('key-0001', 'hello'));
    expect(await client.end()).toMatchObject({ again: true, refusal: { code: 'server-error' }, code: 1013 });
    expect(client.heard.filter(({ t }) => t === 'refused')).toEqual([]);
    isAway = false;
    const { client: back } = await enter(url, token);
    back.say(say('key-0001', 'hello'));
    expect(await back.next('done')).toMatchObject({ key: 'key-0001', seq: 2 });
    back.socket.terminate();
    await close();
    expect(said(await log.read(token.split('/')[0] as ClassId, 0))).toEqual(['hello']);
  });
});

describe('a bug that ends a room', () => {
  it('says goodbye to those who sit in it, asks them back, and touches no other room', async () => {
    const { url, rooms, close } = await startGateway(records);
    const [classId, elsewhere] = [newClass(), newClass()];
    const { client: ada } = await enter(url, tokenFor(classId, 'ada'));
    const { client: bob } = await enter(url, tokenFor(elsewhere, 'bob'));
    rooms.get(classId)!.follow(() => {
      throw new Error('a bug');
    });
    ada.say(say('key-0001', 'hello'));
    expect(await ada.end()).toMatchObject({ again: true, refusal: { code: 'server-error' } });
    const { client: back } = await enter(url, tokenFor(classId, 'ada'));
    back.say(say('key-0001', 'hello'));
    expect(await back.next('done')).toMatchObject({ key: 'key-0001' });
    bob.say(say('key-0001', 'goes on'));
    expect(await bob.next('done')).toMatchObject({ key: 'key-0001' });
    for (const { socket } of [back, bob]) socket.terminate();
    await close();
  });
});

describe('a log that was brought back from a backup', () => {
  it('is told as a state to whoever had heard what is lost, and as events to whoever had not', async () => {
    const { database } = records;
    const classId = newClass();
    const token = tokenFor(classId, 'ada');
    const first = await startGateway(records);
    const { client, welcome } = await enter(first.url, token);
    const { logId } = welcome;
    for (const n of [1, 2, 3, 4]) {
      client.say(say(`key-000${n}`, `before ${n}`));
      await client.next('done');
    }
    await first.close();
    // The backup is older: it ends behind the second message, which is the third event.
    await database.deleteFrom('events').where('class_id', '=', classId).where('seq', '>', 3).execute();
    await database.deleteFrom('snapshots').where('class_id', '=', classId).execute();

    const second = await startGateway(records);
    const { client: bob } = await enter(second.url, tokenFor(classId, 'bob'));
    for (const n of [1, 2, 3, 4]) {
      bob.say(say(`key-100${n}`, `after ${n}`));
      await bob.next('done');
    }
    const { welcome: strayed } = await enter(second.url, token, { since: 5, logId });
    expect(strayed.logId).not.toBe(logId);
    const told = strayed.state?.chat.messages.map(({ text }) => text) ?? [];
    expect([...told, ...(said(strayed.events) ?? [])]).toEqual([
      'before 1',
      'before 2',
      'after 1',
      'after 2',
      'after 3',
      'after 4',
    ]);
    const { welcome: goesOn } = await enter(second.url, token, { since: 3, logId });
    expect(goesOn.state).toBeUndefined();
    expect(said(goesOn.events)).toEqual(['after 1', 'after 2', 'after 3', 'after 4']);
    const { welcome: resumes } = await enter(second.url, token, { since: 8, logId: strayed.logId });
    expect(resumes.state).toBeUndefined();
    await second.close();
  });
});
