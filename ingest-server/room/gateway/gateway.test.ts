import type { ClassId } from '@rostrum/protocol/room';
import { CLIENT_FRAME_MAX, WIRE_VERSION } from '@rostrum/protocol/wire';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Records, openRecordsInMemory } from '../../records/index.ts';
import { RawClient, say, startGateway, tokenFor } from './test-surroundings.ts';

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

let made = 0;
const newClass = () => `hall-${++made}` as ClassId;
const hello = (token: string, over: object = {}) => ({ t: 'hello', v: WIRE_VERSION, token, ...over });

/** Resolves when the room's log has an event of this type about this person. */
async function logged(classId: ClassId, type: string, personId: string) {
  const room = (await shared.rooms.open(classId))!;
  const isIt = (events: readonly { event: object }[]) =>
    events.find(
      ({ event }) =>
        'personId' in event && event.personId === personId && 'type' in event && event.type === type,
    );
  const found = isIt(await shared.log.read(classId, 0));
  if (found) return found.event;
  return new Promise<object>((resolve) => {
    const unfollow = room.follow((events) => {
      const later = isIt(events);
      if (!later) return;
      unfollow();
      resolve(later.event);
    });
  });
}

describe('coming in', () => {
  it('welcomes with who you are, the server’s time, and the room with you in it', async () => {
    const classId = newClass();
    const client = await RawClient.open(shared.url);
    const before = Date.now();
    client.say(hello(tokenFor(classId, 'ada')));
    const welcome = await client.next('welcome');
    expect(welcome.you).toEqual({
      personId: 'ada',
      name: 'ada’s name',
      role: 'student',
      classId,
      classTitle: `The class ${classId}`,
    });
    expect(welcome.at).toBeGreaterThanOrEqual(before);
    expect(welcome).toMatchObject({
      through: 1,
      state: { seq: 1, people: {} },
      mine: { person: { here: true } },
    });
    expect(welcome.resume).not.toBe('');
    expect(welcome.events).toBeUndefined();
    client.socket.terminate();
  });

  it('WIRE-2: gives one who was there before only what they missed', async () => {
    const classId = newClass();
    const ada = await RawClient.enter(shared.url, tokenFor(classId, 'ada'));
    ada.say(say('key-0001', 'one'));
    ada.say(say('key-0002', 'two'));
    await ada.next('done');
    await ada.next('done');
    const back = await RawClient.open(shared.url);
    back.say(hello(tokenFor(classId, 'bob'), { since: 2 }));
    const welcome = await back.next('welcome');
    expect(welcome.state).toBeUndefined();
    expect(welcome.through).toBe(4);
    expect(welcome.events?.map(({ seq, event }) => `${seq} ${event.type}`)).toEqual(['3 chat.sent']);
    ada.socket.terminate();
    back.socket.terminate();
  });

  it('WIRE-2: is up to date with the welcome itself, though the snapshot that others were given is older', async () => {
    const classId = newClass();
    const ada = await RawClient.enter(shared.url, tokenFor(classId, 'ada'));
    ada.say(say('key-0001', 'one'));
    await ada.next('done');
    const late = await RawClient.open(shared.url);
    late.say(hello(tokenFor(classId, 'bob')));
    const { state, events, through } = await late.next('welcome');
    expect([state?.seq, ...(events ?? []).map(({ seq }) => seq), through]).toEqual([1, 2, 3]);
    ada.socket.terminate();
    late.socket.terminate();
  });

  it('gives the state to one who claims more than the log has', async () => {
    const client = await RawClient.open(shared.url);
    client.say(hello(tokenFor(newClass(), 'ada'), { since: 1000 }));
    expect((await client.next('welcome')).state?.seq).toBe(1);
    client.socket.terminate();
  });

  it.each([
    ['a token that is none', hello('nonsense'), { code: 'bad-token' }],
    ['a class that is gone', hello(tokenFor('no-class', 'ada')), { code: 'unknown-class' }],
    ['another version', hello('x', { v: 999 }), { code: 'malformed' }],
    [
      'a way in to another class than the page shows',
      hello(tokenFor('physics', 'ada'), { classId: 'maths' }),
      { code: 'bad-token' },
    ],
    ['a command before hello', say('key-0001', 'hi'), { code: 'malformed' }],
    [
      'a question before hello',
      { t: 'ask', id: 1, question: { type: 'media.capabilities' } },
      { code: 'malformed' },
    ],
    ['no JSON', '{"t":', { code: 'malformed' }],
    ['an unknown frame', { t: 'dance' }, { code: 'malformed' }],
    ['no object', '[]', { code: 'malformed' }],
  ])('ends with a reason for %s', async (_what, frame, refusal) => {
    const client = await RawClient.open(shared.url);
    client.say(frame);
    expect(await client.end()).toMatchObject({ refusal, again: false, code: 1008 });
  });

  it('WIRE-1: ends a second hello, also one that comes while the first is looked at', async () => {
    const client = await RawClient.open(shared.url);
    const token = tokenFor(newClass(), 'ada');
    client.say(hello(token));
    client.say(hello(token));
    expect(await client.end()).toMatchObject({ refusal: { code: 'malformed' }, again: false });
  });

  it('WIRE-7: ends a frame that isn’t text', async () => {
    const client = await RawClient.open(shared.url);
    client.socket.send(Buffer.from(JSON.stringify(hello('x'))), { binary: true });
    expect(await client.end()).toMatchObject({ refusal: { code: 'malformed' }, again: false });
  });

  it('does not read a megabyte', async () => {
    const client = await RawClient.enter(shared.url, tokenFor(newClass(), 'ada'));
    client.say('x'.repeat(1024 * 1024));
    expect(await client.closed).toBe(1009);
    const just = await RawClient.enter(shared.url, tokenFor(newClass(), 'ada'));
    just.say('x'.repeat(CLIENT_FRAME_MAX));
    expect((await just.end()).refusal.code).toBe('malformed');
  });

  it('waits for a hello, but not for ever', async () => {
    const { url, gateway, close } = await startGateway(records, { helloWithinMs: 50 });
    const client = await RawClient.open(url);
    expect(await client.end()).toMatchObject({ refusal: { code: 'malformed' }, again: true });
    expect(gateway.facts()).toEqual({ sockets: 0, hastyReports: 0 });
    await close();
  });

  it('turns pages from elsewhere away, and lets those from here in', async () => {
    const status = (origin: string) =>
      new Promise((resolve) => {
        const { socket } = new RawClient(shared.url, { origin });
        socket.once('unexpected-response', (_request, response) => resolve(response.statusCode));
        socket.once('open', () => resolve('open'));
      });
    expect(await status('https://evil.example')).toBe(403);
    expect(await status('http://localhost:4410')).toBe('open');
    expect(await status('app://rostrum')).toBe('open');
    expect(await status(shared.url.replace('ws:', 'http:').replace('/socket', ''))).toBe('open');
  });
});

describe('being inside', () => {
  it('ROOM-2: tells everyone what happens, before the one who did it hears that it is done', async () => {
    const classId = newClass();
    const ada = await RawClient.enter(shared.url, tokenFor(classId, 'ada'));
    const bob = await RawClient.enter(shared.url, tokenFor(classId, 'bob'));
    const elsewhere = await RawClient.enter(shared.url, tokenFor(newClass(), 'eve'));
    bob.say(say('key-0001', 'hello'));
    expect(await bob.next('done')).toEqual({ t: 'done', key: 'key-0001', seq: 3 });
    const [bobHeard] = bob.heard.slice(-2);
    expect(bobHeard).toMatchObject({ t: 'events', events: [{ seq: 3, event: { text: 'hello' } }] });
    expect(await ada.next('events')).toEqual(bobHeard);
    expect(elsewhere.heard.map(({ t }) => t)).toEqual(['welcome']);
    for (const client of [ada, bob, elsewhere]) client.socket.terminate();
  });

  it('refuses a command in words, and goes on', async () => {
    const client = await RawClient.enter(shared.url, tokenFor(newClass(), 'ada'));
    client.say(say('key-0001', '   '));
    expect(await client.next('refused')).toMatchObject({ key: 'key-0001', refusal: { code: 'empty' } });
    client.say(say('key-0002', 'x'.repeat(3000)));
    expect(await client.next('refused')).toMatchObject({ key: 'key-0002', refusal: { code: 'too-long' } });
    client.say({ t: 'command', key: 'key-0003', command: { type: 'class.delete' } });
    expect(await client.next('refused')).toMatchObject({ key: 'key-0003', refusal: { code: 'malformed' } });
    client.say(say('key-0004', 'fine'));
    expect(await client.next('done')).toMatchObject({ key: 'key-0004' });
    client.socket.terminate();
  });

  it('counts a command once, from whichever socket it comes again', async () => {
    const classId = newClass();
    const one = await RawClient.enter(shared.url, tokenFor(classId, 'ada'));
    one.say(say('key-0001', 'once'));
    one.say(say('key-0001', 'once'));
    one.socket.terminate();
    await one.closed;
    const two = await RawClient.enter(shared.url, tokenFor(classId, 'ada'));
    two.say(say('key-0001', 'once'));
    const { seq } = await two.next('done');
    const events = await shared.log.read(classId, 0);
    expect(events.filter(({ key }) => key?.endsWith(' key-0001')).map((event) => event.seq)).toEqual([seq]);
    two.socket.terminate();
  });

  it('has one presence for several sockets of a person', async () => {
    const classId = newClass();
    const one = await RawClient.enter(shared.url, tokenFor(classId, 'ada'));
    const two = await RawClient.enter(shared.url, tokenFor(classId, 'ada'));
    one.say({ t: 'bye' });
    expect(await one.closed).toBe(1000);
    two.say(say('key-0001', 'still here'));
    await two.next('done');
    two.say({ t: 'bye' });
    await two.closed;
    expect(await logged(classId, 'person.left', 'ada')).toMatchObject({ reason: 'left' });
    expect((await shared.log.read(classId, 0)).map(({ event }) => event.type)).toEqual([
      'person.joined',
      'chat.sent',
      'person.left',
    ]);
  });

  it.each([
    ['lost', 'a connection that goes without a word', (client: RawClient) => client.socket.terminate()],
    ['lost', 'a page that is closed or loaded anew', (client: RawClient) => client.socket.close(1001)],
    ['left', 'a goodbye', (client: RawClient) => client.say({ t: 'bye' })],
  ])('calls it %s for %s', async (reason, _what, go) => {
    const classId = newClass();
    const client = await RawClient.enter(shared.url, tokenFor(classId, 'ada'));
    go(client);
    expect(await logged(classId, 'person.left', 'ada')).toMatchObject({ reason });
  });

  it('forgets one who goes while being let in', async () => {
    const classId = newClass();
    const client = await RawClient.open(shared.url);
    client.say(hello(tokenFor(classId, 'ada')));
    client.say({ t: 'bye' });
    await client.closed;
    expect(await logged(classId, 'person.left', 'ada')).toBeDefined();
  });
});
