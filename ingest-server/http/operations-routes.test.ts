import { type AuditEntry, auditPageSchema } from '@rostrum/protocol/administration';
import { endedClassesSchema, logLevelSchema } from '@rostrum/protocol/operations';
import type { ClassId, StreamId } from '@rostrum/protocol/room';
import * as v from 'valibot';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type HttpServer, createHttpServer } from './http-server.ts';
import type { OperationsDoor } from './operations-routes.ts';
import { type Surroundings, expectRefusal, openSurroundings } from './test-surroundings.ts';

const elsewhere = 'class-elsewhere' as ClassId;
const ended = {
  ...{ classTitle: 'Physics', startedAt: 1, endedAt: 2, peakHere: 3, restarts: 0, alerts: 0 },
  streamId: 's1' as StreamId,
};

let its: Surroundings;
let server: HttpServer;
let base: string;
let admin: string;
let isOnAir = true;
let asked: string[] = [];
let level: ReturnType<OperationsDoor['logLevel']> = 'info';
let canNote = true;

beforeAll(async () => {
  its = await openSurroundings();
  const options = its.options();
  const doing = (what: string) => {
    asked.push(what);
    return isOnAir;
  };
  server = await createHttpServer({
    ...options,
    identity: {
      ...options.identity,
      findClass: (id) => {
        const record = options.identity.findClass(its.classId);
        return id === elsewhere && record
          ? { ...record, institutionId: 'far' }
          : options.identity.findClass(id);
      },
    },
    operations: {
      ...options.operations,
      restart: (id) => doing(`restart ${id}`),
      slate: (id, on) => doing(`slate ${id} ${on}`),
      limitTopRung: (id, rung) => doing(`top ${id} ${rung}`),
      still: () => (isOnAir ? { jpeg: new Uint8Array([255, 216, 255]) } : undefined),
      ended: (institutionId, before) => {
        asked.push(`ended ${before}`);
        return Promise.resolve([{ ...ended, classId: its.classId, classTitle: institutionId }]);
      },
      logLevel: () => level,
      setLogLevel: (next) => (level = next),
      note: (noted) =>
        canNote ? options.operations.note(noted) : Promise.reject(new Error('the database is away')),
    },
  });
  base = `http://127.0.0.1:${await server.listen('127.0.0.1', 0)}`;
  admin = await its.tokenOf('admin');
});
beforeEach(() => {
  [isOnAir, asked, canNote] = [true, [], true];
});
afterAll(async () => {
  await server.close();
  await its.close();
});

function ask(path: string, token = admin, method = 'GET', body?: unknown): Promise<Response> {
  return fetch(`${base}/api/operations${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** The newest first. */
async function audit(): Promise<AuditEntry[]> {
  const response = await fetch(`${base}/api/administration/audit`, {
    headers: { authorization: `Bearer ${admin}` },
  });
  return v.parse(auditPageSchema, await response.json()).entries;
}

const act = (body: unknown, token = admin, id: string = its.classId) =>
  ask(`/classes/${id}/acts`, token, 'POST', body);

describe('what an admin does to a class on air', () => {
  it('goes to its transcoder', async () => {
    for (const body of [
      { act: 'restart-transcoder' },
      { act: 'slate', on: true },
      { act: 'top-rung', rung: '480p' },
      { act: 'top-rung', rung: null },
    ]) {
      const response = await act(body);
      expect([response.status, await response.json()]).toEqual([200, {}]);
    }
    const { classId } = its;
    expect(asked).toEqual([
      `restart ${classId}`,
      `slate ${classId} true`,
      `top ${classId} 480p`,
      `top ${classId} null`,
    ]);
  });

  it('is refused where nothing is on air', async () => {
    isOnAir = false;
    await expectRefusal(await act({ act: 'restart-transcoder' }), 404, 'not-found');
    await expectRefusal(await act({ act: 'slate', on: false }), 404, 'not-found');
    await expectRefusal(await act({ act: 'top-rung', rung: '4320p' }), 404, 'not-found');
  });

  it('is told to staff alone, as a note in the class’s own log', async () => {
    expect((await act({ act: 'tell-staff', text: ' The picture is black. ' })).status).toBe(200);
    expect(its.room.state.notes).toMatchObject([{ text: 'The picture is black.', name: 'The admin' }]);
    await expectRefusal(await act({ act: 'tell-staff', text: '  ' }), 400, 'malformed');
  });

  it('ends it, and its log tells who it was', async () => {
    const { token, personId } = await its.enter('admin');
    const phases: unknown[] = [];
    const unfollow = its.room.follow((events) =>
      events.forEach(({ event }) => event.type === 'class.phase-changed' && phases.push(event)),
    );
    expect((await act({ act: 'end-class' }, token)).status).toBe(200);
    expect(phases).toEqual([{ type: 'class.phase-changed', phase: 'ended', by: personId }]);
    unfollow();
    await its.staff({ type: 'class.open' });
  });

  it('is an entry in the audit, by who did it, and only where it was done', async () => {
    const before = await audit();
    for (const body of [
      { act: 'restart-transcoder' },
      { act: 'slate', on: true },
      { act: 'slate', on: false },
      { act: 'top-rung', rung: '480p' },
      { act: 'top-rung', rung: null },
      { act: 'tell-staff', text: 'It is only for you.' },
    ])
      expect((await act(body)).status).toBe(200);
    isOnAir = false;
    await act({ act: 'restart-transcoder' });
    const all = await audit();
    const entries = all.slice(0, all.length - before.length).toReversed();
    expect(entries.map(({ action, details }) => [action, details])).toEqual([
      ['class.transcoder-restarted', {}],
      ['class.slate-shown', {}],
      ['class.slate-taken-off', {}],
      ['class.quality-limited', { rung: '480p' }],
      ['class.quality-freed', {}],
      ['class.staff-told', {}],
    ]);
    const title = its.identity.findClass(its.classId)?.classTitle;
    for (const { who, subject } of entries) {
      expect(who.name).toBe('The admin');
      expect(subject).toEqual({ kind: 'class', id: its.classId, title });
    }
  });

  it('is done although it can’t be noted', async () => {
    canNote = false;
    expect((await act({ act: 'restart-transcoder' })).status).toBe(200);
    expect(asked).toEqual([`restart ${its.classId}`]);
  });

  it('is refused where it is nothing that can be done', async () => {
    await expectRefusal(await act({ act: 'explode' }), 400, 'malformed');
    await expectRefusal(await act({ act: 'slate' }), 400, 'malformed');
  });
});

describe('what is told of a class', () => {
  it('is a picture of it that nobody keeps', async () => {
    const response = await ask(`/classes/${its.classId}/still?n=1`);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([255, 216, 255]);
    isOnAir = false;
    await expectRefusal(await ask(`/classes/${its.classId}/still`), 404, 'not-found');
  });

  it('is what it was like, once it is over', async () => {
    const { classes } = v.parse(endedClassesSchema, await (await ask('/ended')).json());
    const institutionId = its.identity.findClass(its.classId)?.institutionId;
    expect(classes).toEqual([{ ...ended, classId: its.classId, classTitle: institutionId }]);
    expect((await ask('/ended?before=1790000000000')).status).toBe(200);
    expect(asked).toEqual(['ended undefined', 'ended 1790000000000']);
    await expectRefusal(await ask('/ended?before=yesterday'), 400, 'malformed');
  });
});

it('what the server writes in its own log is changed while it runs', async () => {
  expect(v.parse(logLevelSchema, await (await ask('/log-level')).json())).toEqual({ level: 'info' });
  expect((await ask('/log-level', admin, 'PUT', { level: 'debug' })).status).toBe(200);
  expect(level).toBe('debug');
  const [newest] = await audit();
  expect(newest).toMatchObject({
    ...{ action: 'server.log-level-set', details: { level: { before: 'info', after: 'debug' } } },
    ...{ who: { name: 'The admin' }, subject: { kind: 'institution' } },
  });
  expect((await ask('/log-level', admin, 'PUT', { level: 'debug' })).status).toBe(200);
  expect((await audit())[0]).toEqual(newest);
  await expectRefusal(await ask('/log-level', admin, 'PUT', { level: 'loud' }), 400, 'malformed');
});

it('all of it is for admins, and of their own institution', async () => {
  const paths: [string, string, unknown?][] = [
    [`/classes/${its.classId}/acts`, 'POST', { act: 'end-class' }],
    [`/classes/${its.classId}/still`, 'GET'],
    ['/ended', 'GET'],
    ['/log-level', 'GET'],
    ['/log-level', 'PUT', { level: 'silent' }],
  ];
  for (const role of ['instructor', 'assistant', 'student'] as const) {
    const token = await its.tokenOf(role);
    for (const [path, method, body] of paths)
      await expectRefusal(await ask(path, token, method, body), 403, 'not-allowed');
  }
  for (const [path, method, body] of paths)
    await expectRefusal(await ask(path, 'nonsense', method, body), 401, 'bad-token');
  for (const id of [elsewhere, 'no-such-class', '..%2f']) {
    await expectRefusal(await act({ act: 'end-class' }, admin, id), 404, 'unknown-class');
    await expectRefusal(await ask(`/classes/${id}/still`), 404, 'unknown-class');
  }
  expect(asked).toEqual([]);
});
