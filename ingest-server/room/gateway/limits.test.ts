import type { ClassId, PersonId } from '@rostrum/protocol/room';
import { WIRE_VERSION } from '@rostrum/protocol/wire';
import type { IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Records, openRecordsInMemory } from '../../records/index.ts';
import type { Gateway } from './gateway.ts';
import { type Over, RawClient, say, startGateway, tokenFor } from './test-surroundings.ts';

let records: Records;
beforeAll(async () => void (records = await openRecordsInMemory()));
afterAll(() => records.close());

let made = 0;
const newClass = () => `limit-${++made}` as ClassId;

async function withGateway(
  over: Over,
  run: (its: Awaited<ReturnType<typeof startGateway>>) => Promise<void>,
) {
  const its = await startGateway(records, over);
  try {
    await run(its);
  } finally {
    await its.close();
  }
}

/** What the server answers to an upgrade that it doesn't make. */
function turnedAway(
  url: string,
  headers: Record<string, string> = {},
): Promise<{ status: number | undefined; retryAfter: string | undefined }> {
  const { socket } = new RawClient(url, headers);
  return new Promise((resolve, reject) => {
    socket.once('unexpected-response', (_request, { statusCode, headers }) =>
      resolve({ status: statusCode, retryAfter: headers['retry-after'] }),
    );
    socket.once('open', () => reject(new Error('it was let in')));
  });
}

/** What a page from here is told where it asks over HTTP. */
function askedFor(gateway: Gateway) {
  return gateway.refusalOf({ socket: { remoteAddress: '127.0.0.1' }, headers: {} } as IncomingMessage);
}

describe('a server that is full', () => {
  it.each([
    ['in all', { inAll: 2 }],
    ['from one address', { perAddress: 2 }],
  ])('%s turns people away with a time to come back, until somebody goes', async (_how, limits) => {
    await withGateway({ limits }, async ({ url, gateway }) => {
      const [one, two] = [await RawClient.open(url), await RawClient.open(url)];
      const { status, retryAfter } = await turnedAway(url);
      expect(status).toBe(503);
      expect(Number(retryAfter)).toBeGreaterThanOrEqual(2);
      expect(askedFor(gateway)).toMatchObject({ code: 'full' });
      expect(askedFor(gateway)?.retryAfterMs).toBeGreaterThanOrEqual(2000);
      one.socket.terminate();
      await expect.poll(() => gateway.facts().sockets).toBe(1);
      expect(askedFor(gateway)).toBeUndefined();
      const three = await RawClient.open(url);
      for (const client of [two, three]) client.socket.terminate();
    });
  });

  it('of one address looks through a proxy on this machine, and believes no word from before it', async () => {
    await withGateway({ limits: { perAddress: 1 } }, async ({ url }) => {
      const from = (hops: string) => ({ 'x-forwarded-for': hops });
      const one = await RawClient.open(url, from('198.51.100.1'));
      const other = await RawClient.open(url, from('198.51.100.2'));
      expect(await turnedAway(url, from('6.6.6.6, 198.51.100.1'))).toMatchObject({ status: 503 });
      for (const client of [one, other]) client.socket.terminate();
    });
  });
});

describe('somebody in haste', () => {
  it('is refused with the time to wait, on all their pages together, and others are not', async () => {
    const limits = { commands: { capacity: 2, refillMs: 2000 } };
    await withGateway({ limits }, async ({ url }) => {
      const classId = newClass();
      const [one, two] = [
        await RawClient.enter(url, tokenFor(classId, 'ada')),
        await RawClient.enter(url, tokenFor(classId, 'ada')),
      ];
      const other = await RawClient.enter(url, tokenFor(classId, 'bob'));
      one.say(say('key-0001', 'one'));
      await one.next('done');
      two.say(say('key-0002', 'two'));
      await two.next('done');
      one.say(say('key-0003', 'three'));
      const { refusal } = await one.next('refused');
      expect(refusal).toMatchObject({ code: 'too-fast' });
      expect(refusal.retryAfterMs).toBeGreaterThan(1000);
      other.say(say('key-0004', 'mine'));
      await other.next('done');
      for (const client of [one, two, other]) client.socket.terminate();
    });
  });

  it('is told again what is logged, however soon they ask, since the answer may have been lost', async () => {
    const limits = { commands: { capacity: 1, refillMs: 1e9 } };
    await withGateway({ limits }, async ({ url, log }) => {
      const classId = newClass();
      const ada = await RawClient.enter(url, tokenFor(classId, 'ada'));
      ada.say(say('key-0001', 'once'));
      ada.say(say('key-0001', 'once'));
      const first = await ada.next('done');
      expect(await ada.next('done')).toEqual(first);
      ada.socket.terminate();
      const back = await RawClient.enter(url, tokenFor(classId, 'ada'));
      back.say(say('key-0001', 'once'));
      expect(await back.next('done')).toEqual(first);
      back.say(say('key-0002', 'more'));
      expect(await back.next('refused')).toMatchObject({ refusal: { code: 'too-fast' } });
      const sent = (await log.read(classId, 0)).filter(({ event }) => event.type === 'chat.sent');
      expect(sent).toHaveLength(1);
      back.socket.terminate();
    });
  });

  it('who sends a hundred messages in a second gets the first ones through, and the rest refused', async () => {
    await withGateway({}, async ({ url, log }) => {
      const classId = newClass();
      const ada = await RawClient.enter(url, tokenFor(classId, 'ada'));
      for (let i = 0; i < 90; i++) ada.say(say(`key-haste-${i}`, `message ${i}`));
      await expect.poll(() => ada.heard.filter(({ t }) => t === 'done' || t === 'refused').length).toBe(90);
      const sent = (await log.read(classId, 0)).filter(({ event }) => event.type === 'chat.sent');
      expect(sent.length).toBe(ada.heard.filter(({ t }) => t === 'done').length);
      expect(sent.length).toBeGreaterThanOrEqual(20);
      expect(sent.length).toBeLessThan(40);
      ada.socket.terminate();
    });
  });

  it('who floods the socket is sent away for some seconds', async () => {
    await withGateway({}, async ({ url }) => {
      const ada = await RawClient.enter(url, tokenFor(newClass(), 'ada'));
      for (let i = 0; i < 200; i++) ada.say(say(`key-flood-${i}`, 'x'));
      expect(await ada.end()).toMatchObject({
        refusal: { code: 'too-fast', retryAfterMs: 5000 },
        again: true,
      });
    });
  });
});

describe('people who were sent away', () => {
  it('by staff are told so, are gone for all, and stay out', async () => {
    await withGateway({}, async ({ url }) => {
      const classId = newClass();
      const prof = await RawClient.enter(url, tokenFor(classId, 'prof', 'instructor'));
      const ada = await RawClient.enter(url, tokenFor(classId, 'ada'));
      const command = { type: 'person.remove', personId: 'ada', reason: 'Third warning.' };
      prof.say({ t: 'command', key: 'key-0001', command });
      await prof.next('done');
      const text = 'Staff have removed you from this class. The reason they gave: Third warning.';
      expect(await ada.end()).toMatchObject({ refusal: { code: 'removed', text }, again: false });
      const back = await RawClient.open(url);
      back.say({ t: 'hello', v: WIRE_VERSION, token: tokenFor(classId, 'ada') });
      expect(await back.end()).toMatchObject({ refusal: { code: 'removed' }, again: false });
      prof.socket.terminate();
    });
  });

  it('in the moment of coming in get no seat', async () => {
    await withGateway({}, async ({ url, rooms, gateway }) => {
      const classId = newClass();
      const prof = { personId: 'prof' as PersonId, name: 'Prof', role: 'instructor' } as const;
      const room = (await rooms.open(classId))!;
      const join = room.join.bind(room);
      // Said in the same turn, they are written together, before anybody sits down.
      room.join = (member) => {
        const joined = join(member);
        void room.command(prof, 'key-0001', { type: 'person.remove', personId: member.personId });
        return joined;
      };
      const ada = await RawClient.open(url);
      ada.say({ t: 'hello', v: WIRE_VERSION, token: tokenFor(classId, 'ada') });
      expect(await ada.end()).toMatchObject({ refusal: { code: 'removed' }, again: false });
      expect(ada.heard.map(({ t }) => t)).toEqual(['bye']);
      expect(room.state.people['ada']).toMatchObject({ here: false, removed: true });
      expect(gateway.facts().sockets).toBe(0);
    });
  });

  it('while they were let in get no seat either, when their way in was withdrawn meanwhile', async () => {
    await withGateway({ isRevoked: ({ personId }) => personId === 'ada' }, async ({ url, rooms }) => {
      const classId = newClass();
      const ada = await RawClient.open(url);
      ada.say({ t: 'hello', v: WIRE_VERSION, token: tokenFor(classId, 'ada') });
      expect(await ada.end()).toMatchObject({ refusal: { code: 'revoked' }, again: false });
      const bob = await RawClient.enter(url, tokenFor(classId, 'bob'));
      expect(rooms.get(classId)!.state.people['ada']).toMatchObject({ here: false });
      bob.socket.terminate();
    });
  });

  it('because their way in was withdrawn are cut off at once, on that sign-in alone or on all', async () => {
    await withGateway({}, async ({ url, gateway }) => {
      const classId = newClass();
      const ada = await RawClient.enter(url, tokenFor(classId, 'ada'));
      const bob = await RawClient.enter(url, tokenFor(classId, 'bob'));
      gateway.revoke({ sessionId: 'session of ada' });
      expect(await ada.end()).toMatchObject({ refusal: { code: 'revoked' }, again: false });
      expect(bob.socket.readyState).toBe(bob.socket.OPEN);
      gateway.revoke({ personId: 'bob' as PersonId, exceptSessionId: 'session of bob' });
      expect(bob.socket.readyState).toBe(bob.socket.OPEN);
      gateway.revoke({ personId: 'bob' as PersonId });
      expect(await bob.end()).toMatchObject({ refusal: { code: 'revoked' }, again: false });
    });
  });
});
