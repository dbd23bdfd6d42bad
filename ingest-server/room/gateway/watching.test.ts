import type { PlayerReport } from '@rostrum/protocol/operations';
import {
  type ClassId,
  type CommandType,
  type PersonId,
  type RefusalCode,
  refuse,
} from '@rostrum/protocol/room';
import { WIRE_VERSION } from '@rostrum/protocol/wire';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Records, openRecordsInMemory } from '../../records/index.ts';
import type { GatewayOptions } from './gateway.ts';
import { type Over, RawClient, say, startGateway, tokenFor } from './test-surroundings.ts';

let records: Records;
beforeAll(async () => void (records = await openRecordsInMemory()));
afterAll(() => records.close());

let made = 0;
const newClass = () => `watched-${++made}` as ClassId;
const HOUR_MS = 3_600_000;

type Desk = NonNullable<GatewayOptions['operations']>;

/** Tokens of these tests say in words whose they are, of where, and for how many milliseconds more. */
function createDesk() {
  const open: { institutionId: string; said: unknown[]; tell: (told: object) => void }[] = [];
  const desk: Desk = {
    admit(token) {
      const [personId, institutionId, forMs] = token.split('/');
      if (!personId || !institutionId)
        return Promise.resolve({ ok: false, refusal: refuse('not-allowed', 'This is for admins.') });
      const holder = {
        ...{ personId: personId as PersonId, institutionId, sessionId: `session of ${personId}` },
        expiresAt: Date.now() + Number(forMs ?? HOUR_MS),
      };
      return Promise.resolve({ ok: true, holder });
    },
    watch(institutionId, tell) {
      const one = { institutionId, said: [] as unknown[], tell };
      open.push(one);
      tell({ told: 'alerts', open: [], past: [] });
      return {
        say: (said) => one.said.push(said),
        close: () => void open.splice(open.indexOf(one), 1),
      };
    },
  };
  return { desk, open };
}

async function withDashboards(
  over: Over,
  run: (
    its: Awaited<ReturnType<typeof startGateway>> & { open: ReturnType<typeof createDesk>['open'] },
  ) => Promise<void>,
) {
  const { desk, open } = createDesk();
  const its = await startGateway(records, { operations: desk, ...over });
  try {
    await run({ ...its, open });
  } finally {
    await its.close();
  }
}

const watch = (token: string) => ({ t: 'watch', v: WIRE_VERSION, token });

async function openDashboard(url: string, token = 'grace/north') {
  const client = await RawClient.open(url);
  client.say(watch(token));
  await client.next('operations');
  return client;
}

describe('a dashboard', () => {
  it('WIRE-11: says watch in place of a hello, is told of its institution, and is in no class', async () => {
    await withDashboards({}, async ({ url, open, rooms, gateway }) => {
      const client = await openDashboard(url);
      expect(open.map(({ institutionId }) => institutionId)).toEqual(['north']);
      open[0]?.tell({ told: 'overview', note: 'all is well' });
      expect(await client.next('operations')).toEqual({
        t: 'operations',
        told: { told: 'overview', note: 'all is well' },
      });
      client.say({ t: 'operations', say: { say: 'open', classId: 'c1' } });
      await expect.poll(() => open[0]?.said).toEqual([{ say: 'open', classId: 'c1' }]);
      expect([rooms.opened.length, gateway.facts().sockets]).toEqual([0, 1]);
      client.say({ t: 'bye' });
      expect(await client.closed).toBe(1000);
      expect(open).toEqual([]);
    });
  });

  it('hears its own beat, and what it said before it was let in', async () => {
    await withDashboards({ beatEveryMs: 20 }, async ({ url, open }) => {
      const client = await RawClient.open(url);
      client.say(watch('grace/north'));
      client.say({ t: 'operations', say: { say: 'open', classId: 'c1' } });
      await client.next('beat');
      await expect.poll(() => open[0]?.said).toEqual([{ say: 'open', classId: 'c1' }]);
      client.socket.terminate();
      await expect.poll(() => open.length).toBe(0);
    });
  });

  it.each([
    ['whose token lets nobody watch', watch('grace'), { code: 'not-allowed' }],
    ['whose token has run out', watch('grace/north/0'), { code: 'expired-token' }],
    ['of another version', { ...watch('grace/north'), v: 1 }, { code: 'malformed' }],
  ])('%s is turned away with the reason', async (_which, frame, refusal) => {
    await withDashboards({}, async ({ url, open }) => {
      const client = await RawClient.open(url);
      client.say(frame);
      expect(await client.end()).toMatchObject({ refusal, again: false, code: 1008 });
      expect(open).toEqual([]);
    });
  });

  it('is turned away where nobody watches, or its sign-in was withdrawn meanwhile', async () => {
    for (const over of [{ operations: undefined }, { isRevoked: () => true }]) {
      await withDashboards(over, async ({ url }) => {
        const client = await RawClient.open(url);
        client.say(watch('grace/north'));
        expect(await client.end()).toMatchObject({ again: false });
      });
    }
  });

  it('WIRE-11: ends with its token, unless a fresh one comes before', async () => {
    await withDashboards({}, async ({ url, open }) => {
      const [short, renewed] = [
        await openDashboard(url, 'grace/north/500'),
        await openDashboard(url, 'grace/north/500'),
      ];
      renewed.say(watch('grace/north'));
      expect(await short.end()).toMatchObject({ refusal: { code: 'expired-token' }, again: false });
      expect([open.length, renewed.socket.readyState]).toEqual([1, renewed.socket.OPEN]);
      renewed.socket.terminate();
    });
  });

  it.each(['ada/north', 'grace/south', 'grace'])('is not carried on by the token %s', async (token) => {
    await withDashboards({}, async ({ url }) => {
      const client = await openDashboard(url);
      client.say(watch(token));
      expect(await client.end()).toMatchObject({ again: false, code: 1008 });
    });
  });

  it('is cut off when its sign-in is withdrawn, and only then', async () => {
    await withDashboards({}, async ({ url, gateway, open }) => {
      const client = await openDashboard(url);
      gateway.revoke({ personId: 'ada' as PersonId });
      gateway.revoke({ personId: 'grace' as PersonId, exceptSessionId: 'session of grace' });
      expect(open.length).toBe(1);
      gateway.revoke({ sessionId: 'session of grace' });
      expect(await client.end()).toMatchObject({ refusal: { code: 'revoked' }, again: false });
    });
  });

  it('may do nothing in a class, as somebody in a class may not watch', async () => {
    await withDashboards({}, async ({ url }) => {
      const dashboard = await openDashboard(url);
      dashboard.say(say('key-0001', 'hello'));
      expect(await dashboard.end()).toMatchObject({ refusal: { code: 'malformed' } });
      for (const frame of [watch('grace/north'), { t: 'operations', say: { say: 'shut' } }]) {
        const ada = await RawClient.enter(url, tokenFor(newClass(), 'ada', 'admin'));
        ada.say(frame);
        expect(await ada.end()).toMatchObject({ refusal: { code: 'malformed' } });
      }
    });
  });

  it('WIRE-6: that reads too slowly is cut off with a reason', async () => {
    await withDashboards({ backlogMax: 1000 }, async ({ url, open }) => {
      const client = await openDashboard(url);
      client.socket.pause();
      const told = { told: 'overview', much: 'x'.repeat(200_000) };
      await expect
        .poll(() => {
          for (let i = 0; i < 20; i++) open[0]?.tell(told);
          return open.length;
        })
        .toBe(0);
      client.socket.resume();
      expect(await client.end()).toMatchObject({ refusal: { code: 'server-error' }, again: true });
    });
  });

  it('hears that the server goes, and comes again', async () => {
    const { desk, open } = createDesk();
    const its = await startGateway(records, { operations: desk });
    const client = await openDashboard(its.url);
    await its.close();
    expect(await client.end()).toMatchObject({ again: true });
    expect(open).toEqual([]);
  });
});

const report: PlayerReport = { playedMs: 10_000, stalls: 0, stalledMs: 0, switches: 0, errors: 0 };

describe('what a page says of its player', () => {
  it('WIRE-12: is heard once in three seconds; what comes sooner is counted and passed over', async () => {
    const heard: [string, string, PlayerReport][] = [];
    const limits = { reports: { capacity: 1, refillMs: 3_000 } };
    const ears = {
      handleReport: (classId: ClassId, personId: PersonId, one: PlayerReport) =>
        void heard.push([classId, personId, one]),
    };
    await withDashboards({ ears, limits }, async ({ url, gateway }) => {
      const classId = newClass();
      const ada = await RawClient.enter(url, tokenFor(classId, 'ada'));
      const bob = await RawClient.enter(url, tokenFor(classId, 'bob'));
      ada.say({ t: 'report', report: { ...report, startMs: 700, rung: '720p' } });
      ada.say({ t: 'report', report });
      bob.say({ t: 'report', report });
      for (const one of [ada, bob]) {
        one.say(say(`key-${made}-000`, 'still here'));
        await one.next('done');
      }
      expect(heard).toHaveLength(2);
      expect(heard).toContainEqual([classId, 'ada', { ...report, startMs: 700, rung: '720p' }]);
      expect(heard).toContainEqual([classId, 'bob', report]);
      expect(gateway.facts().hastyReports).toBe(1);
      for (const one of [ada, bob]) one.socket.terminate();
    });
  });

  it('WIRE-12: ends no connection where it makes no sense', async () => {
    await withDashboards({}, async ({ url }) => {
      const ada = await RawClient.enter(url, tokenFor(newClass(), 'ada'));
      ada.say({ t: 'report', report: { ...report, playedMs: null } });
      ada.say(say('key-0001', 'still here'));
      await ada.next('done');
      ada.socket.terminate();
    });
  });
});

describe('whoever counts', () => {
  it('hears of connections, of those who come back, of commands and of what was refused', async () => {
    const heard: string[] = [];
    const ears = {
      handleConnection: (outcome: string) => void heard.push(outcome),
      handleReconnect: () => void heard.push('back'),
      handleCommand: (type: CommandType) => void heard.push(type),
      handleRefusal: (code: RefusalCode) => void heard.push(`refused: ${code}`),
    };
    await withDashboards({ ears, limits: { inAll: 2 } }, async ({ url }) => {
      const token = tokenFor(newClass(), 'ada');
      const ada = await RawClient.enter(url, token);
      ada.say(say('key-0001', '   '));
      await ada.next('refused');
      const back = await RawClient.enter(url, token, 1);
      const full = new RawClient(url);
      await full.closed;
      expect(heard).toEqual(['connected', 'chat.send', 'refused: empty', 'connected', 'back', 'failed']);
      for (const one of [ada, back]) one.socket.terminate();
    });
  });

  it('hears of no failure where somebody brings a token that is none', async () => {
    const heard: string[] = [];
    const ears = { handleConnection: (outcome: string) => void heard.push(outcome) };
    await withDashboards({ ears }, async ({ url }) => {
      const eve = await RawClient.open(url);
      eve.say({ t: 'hello', v: WIRE_VERSION, token: 'nonsense' });
      await eve.end();
      expect(heard).toEqual([]);
    });
  });

  it('hears of no failure where nobody is to come in just now, who is told when to come again', async () => {
    const heard: string[] = [];
    const ears = { handleConnection: (outcome: string) => void heard.push(outcome) };
    const refusalOfEntry = () => refuse('server-error', 'The server is restarting.', 5_000);
    await withDashboards({ ears, refusalOfEntry }, async ({ url }) => {
      const ada = await RawClient.open(url);
      ada.say({ t: 'hello', v: WIRE_VERSION, token: tokenFor(newClass(), 'ada') });
      expect(await ada.end()).toMatchObject({ again: true, refusal: { retryAfterMs: 5_000 } });
      expect(heard).toEqual([]);
    });
  });
});
