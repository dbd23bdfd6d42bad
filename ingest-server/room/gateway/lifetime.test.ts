import type { ClassId, PersonId } from '@rostrum/protocol/room';
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Records, openRecordsInMemory } from '../../records/index.ts';
import type { MediaDesk, MediaSession } from '../media-desk.ts';
import { type Over, RawClient, say, startGateway, tokenFor } from './test-surroundings.ts';

let records: Records;
beforeAll(async () => void (records = await openRecordsInMemory()));
afterAll(() => records.close());

let made = 0;
const newClass = () => `life-${++made}` as ClassId;

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

describe('staying alive', () => {
  it('beats, with the server’s time', async () => {
    await withGateway({ beatEveryMs: 20 }, async ({ url }) => {
      const client = await RawClient.enter(url, tokenFor(newClass(), 'ada'));
      const { at } = await client.next('beat');
      expect(Math.abs(at - Date.now())).toBeLessThan(5000);
      client.socket.terminate();
    });
  });

  it('finds a peer that is gone without a word', async () => {
    await withGateway({ beatEveryMs: 20 }, async ({ url, gateway }) => {
      const client = await RawClient.enter(url, tokenFor(newClass(), 'ada'));
      // From here on nothing is read, so no ping is answered: as a phone that lost its network.
      client.socket.pause();
      await expect.poll(() => gateway.facts().sockets).toBe(0);
      client.socket.terminate();
    });
  });

  it('WIRE-6: cuts a slow reader off, who then resumes, and spares the others', async () => {
    const many = { capacity: 1e9, refillMs: 1 };
    const limits = { commands: many, frames: many };
    await withGateway({ backlogMax: 64 * 1024, limits }, async ({ url, gateway }) => {
      const classId = newClass();
      const slow = await RawClient.enter(url, tokenFor(classId, 'slow'));
      const quick = await RawClient.enter(url, tokenFor(classId, 'quick'));
      slow.socket.pause();
      const text = 'x'.repeat(2000);
      for (let round = 0; gateway.facts().sockets === 2; round++) {
        const keys = Array.from({ length: 50 }, (_, i) => `key-${round}-${i}-x`);
        for (const key of keys) quick.say(say(key, text));
        for (const _ of keys) await quick.next('done');
      }
      slow.socket.resume();
      expect(await slow.end()).toMatchObject({ again: true, refusal: { retryAfterMs: 1000 } });
      const seen = slow.heard.findLast((frame) => frame.t === 'events');
      const back = await RawClient.enter(url, tokenFor(classId, 'slow'), seen?.events.at(-1)?.seq);
      expect(quick.socket.readyState).toBe(quick.socket.OPEN);
      back.socket.terminate();
      quick.socket.terminate();
    });
  });

  it('says goodbye to all when the server goes, and asks them back', async () => {
    const { url, close, log } = await startGateway(records);
    const classId = newClass();
    const people = ['ada', 'bob', 'cyd'];
    const inside = await Promise.all(people.map((person) => RawClient.enter(url, tokenFor(classId, person))));
    const outside = await RawClient.open(url);
    await close();
    for (const client of [...inside, outside]) {
      expect(await client.end()).toMatchObject({ again: true, refusal: { code: 'server-error' } });
    }
    const left = (await log.read(classId, 3)).map(({ event }) => event);
    expect(left).toEqual([{ type: 'person.all-left', reason: 'restarted' }]);
  });

  it('does not wait for those who never close', async () => {
    const { url, close } = await startGateway(records);
    const stuck = connect(Number(new URL(url).port), '127.0.0.1');
    stuck.write(
      'GET /socket HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n',
    );
    await once(stuck, 'data');
    const startedAt = performance.now();
    await close();
    expect(performance.now() - startedAt).toBeLessThan(1900);
    stuck.destroy();
  });
});

describe('questions of media', () => {
  const question = { type: 'media.capabilities' };

  it('are refused in words where no media part runs', async () => {
    await withGateway({}, async ({ url }) => {
      const client = await RawClient.enter(url, tokenFor(newClass(), 'ada', 'instructor'));
      client.say({ t: 'ask', id: 1, question });
      expect(await client.next('unanswered')).toMatchObject({ id: 1, refusal: { code: 'no-media' } });
      client.say({ t: 'ask', id: 2, question: { type: 'media.levitate' } });
      expect(await client.next('unanswered')).toMatchObject({ id: 2, refusal: { code: 'malformed' } });
      client.socket.terminate();
    });
  });

  it('go to the desk with who asks, which hears when they are gone', async () => {
    const classId = newClass();
    const closed: MediaSession[] = [];
    let hearClosed: () => void = () => undefined;
    const heardClosed = new Promise<void>((resolve) => (hearClosed = resolve));
    const asked: MediaSession[] = [];
    const desk: MediaDesk = {
      async ask(session, asks) {
        asked.push(session);
        if (asks.type === 'media.capabilities')
          return { ok: true, answer: { rtpCapabilities: { codecs: [] } } };
        if (asks.type === 'media.transport.create') throw new Error('a bug');
        return { ok: false, refusal: { code: 'not-allowed', text: 'no' } };
      },
      sessionClosed(session) {
        closed.push(session);
        hearClosed();
      },
      sessionLost: () => undefined,
    };
    await withGateway({ desk }, async ({ url }) => {
      const client = await RawClient.enter(url, tokenFor(classId, 'ada', 'instructor'));
      client.say({ t: 'ask', id: 1, question });
      expect(await client.next('answer')).toEqual({
        t: 'answer',
        id: 1,
        answer: { rtpCapabilities: { codecs: [] } },
      });
      client.say({ t: 'ask', id: 2, question: { type: 'media.transport.close', transportId: 'x' } });
      expect(await client.next('unanswered')).toMatchObject({ id: 2, refusal: { code: 'not-allowed' } });
      client.say({ t: 'ask', id: 3, question: { type: 'media.transport.create', direction: 'send' } });
      expect(await client.next('unanswered')).toMatchObject({ id: 3, refusal: { code: 'server-error' } });
      client.say({ t: 'bye' });
      await heardClosed;
      expect(closed).toEqual([asked[0]]);
      expect(closed[0]).toMatchObject({ classId, personId: 'ada', role: 'instructor' });
      await RawClient.enter(url, tokenFor(classId, 'bob', 'instructor'));
    });
    // Bob was there when the server went: media ends with it, not because he left.
    expect(closed).toHaveLength(1);
  });

  it('end for good with a goodbye or a removal, and are kept only where the connection broke', async () => {
    const classId = newClass();
    const heard: string[] = [];
    const desk: MediaDesk = {
      ask: () => Promise.resolve({ ok: true, answer: {} }),
      sessionClosed: ({ personId }) => heard.push(`closed ${personId}`),
      sessionLost: ({ personId }) => heard.push(`lost ${personId}`),
    };
    await withGateway({ desk }, async ({ url, gateway }) => {
      const enter = (person: string) => RawClient.enter(url, tokenFor(classId, person, 'instructor'));
      const [ada, bob, cyd, dan] = [
        await enter('ada'),
        await enter('bob'),
        await enter('cyd'),
        await enter('dan'),
      ];
      ada.say({ t: 'bye' });
      await expect.poll(() => heard).toEqual(['closed ada']);
      bob.socket.terminate();
      await expect.poll(() => heard.slice(1)).toEqual(['lost bob']);
      gateway.revoke({ personId: 'cyd' as PersonId });
      await cyd.end();
      expect(heard.slice(2)).toEqual(['closed cyd']);
      dan.say('no frame at all');
      await dan.end();
      expect(heard.slice(3)).toEqual(['closed dan']);
    });
    expect(heard).toHaveLength(4);
  });
});
