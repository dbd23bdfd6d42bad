import * as mediasoup from 'mediasoup';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MediaQuestion } from '@rostrum/protocol/media';
import type { ClassId, Role } from '@rostrum/protocol/room';

import { type Sfu, createSfu } from './index.ts';
import {
  Desk,
  capabilities,
  close,
  create,
  outcome,
  produce,
  session,
  standing,
  watch,
} from './test-support/desk.ts';
import { ownProcesses } from './test-support/own-processes.ts';
import { missingWorker, pictureParameters, soundParameters, workerBin } from './test-support/worker.ts';

let desk: Desk;
let sfu: Sfu;
let said: string[];
let logged: string[];
let unavailable: string | undefined;
/** The routers that are there now, on whatever worker. */
const routers = new Set<string>();

beforeAll(async () => {
  if (!workerBin) return;
  mediasoup.observer.on('newworker', ({ observer }) => {
    observer.on('newrouter', (router) => {
      routers.add(router.id);
      router.observer.once('close', () => routers.delete(router.id));
    });
  });
  desk = await Desk.open({ workerBin, programmeUnavailable: () => unavailable });
  ({ sfu, said, logged } = desk);
});
afterAll(() => {
  sfu?.close();
  sfu?.close();
});
beforeEach((context) => {
  context.skip(missingWorker !== undefined, missingWorker);
  [said.length, logged.length, unavailable] = [0, 0, undefined];
});

const workerPids = () => ownProcesses('mediasoup-worker');

describe('the media desk', () => {
  it('tells what it speaks, H.264 first', async () => {
    const reply = await sfu.desk.ask(session(), capabilities);
    const answer = reply.ok
      ? (reply.answer['rtpCapabilities'] as { codecs: { mimeType: string }[] })
      : { codecs: [] };
    const spoken = answer.codecs
      .map(({ mimeType }) => mimeType)
      .filter((mimeType) => !mimeType.endsWith('rtx'));
    expect(spoken).toEqual(['audio/opus', 'video/H264', 'video/VP8', 'video/VP9', 'video/AV1']);
  });

  it.each<[Role, string]>([
    ['admin', 'ok'],
    ['instructor', 'ok'],
    ['assistant', 'ok'],
    ['student', 'not-allowed'],
    ['guest', 'not-allowed'],
  ])('answers %s with %s', async (role, code) => {
    expect(outcome(await sfu.desk.ask(session(undefined, role), capabilities))).toBe(code);
  });

  it('takes a rehearsal in and gives it to nobody, and leaves whoever is on air there', async () => {
    const classId = 'rehearsed';
    const onAir = session(classId);
    const way = await desk.goOnAir(onAir);
    const before = said.length;
    const trying = session(classId);
    const tried = await desk.createTransport(trying);
    const question = {
      ...produce(tried, 'video', pictureParameters(7_002)),
      source: 'rehearsal',
    } as MediaQuestion;
    expect(outcome(await desk.ask(trying, question))).toBe('ok');
    expect(outcome(await desk.ask(trying, close(tried, 'goes-on')))).toBe('ok');
    expect(said.slice(before)).toEqual([]);
    expect(outcome(await desk.ask(onAir, close(way)))).toBe('ok');
    desk.leave(onAir, trying);
  });

  it('says in words why no programme can be taken', async () => {
    unavailable = 'No FFmpeg was found.';
    expect(await sfu.desk.ask(session(), create)).toEqual({
      ok: false,
      refusal: { code: 'no-media', text: 'No FFmpeg was found.' },
    });
  });

  it('takes a programme in, says what comes of it, and when it ends', async () => {
    const who = session('physics');
    const transportId = await desk.goOnAir(who);
    expect(said).toEqual(['feed of physics: picture and sound']);
    expect(await sfu.overview('physics' as ClassId)).toMatchObject({
      ...{ videoBps: 0, audioBps: 0, lossPct: 0, codec: 'H264' },
      lately: { lossPct: 0, plis: expect.any(Number) as number },
    });
    expect(outcome(await sfu.desk.ask(who, close(transportId)))).toBe('ok');
    expect(said.slice(1)).toEqual(['ended physics']);
    expect(await sfu.overview('physics' as ClassId)).toBeUndefined();
    sfu.desk.sessionClosed(who);
    expect(said.slice(2)).toEqual([]);
  });

  it('does not end a programme with the close of the transport that it came over before', async () => {
    const who = session();
    const before = await desk.goOnAir(who);
    await desk.goOnAir(who);
    await sfu.desk.ask(who, close(before));
    expect(said.map((line) => line.split(' ')[0])).toEqual(['feed', 'feed']);
    sfu.desk.sessionClosed(who);
    await vi.waitFor(() => expect(said.at(-1)).toBe(`lost ${who.classId}`));
  });

  it('closes with its connection: what was sent over it is lost', async () => {
    const who = session('chemistry');
    await desk.goOnAir(who);
    sfu.desk.sessionClosed(who);
    sfu.desk.sessionClosed(who);
    await vi.waitFor(() => expect(said).toEqual(['feed of chemistry: picture and sound', 'lost chemistry']));
    expect(outcome(await sfu.desk.ask(who, capabilities))).toBe('server-error');
  });

  it('makes nothing for a connection that goes while it is asking', async () => {
    const going = session();
    const replies = [sfu.desk.ask(going, create), sfu.desk.ask(going, capabilities)];
    sfu.desk.sessionClosed(going);
    expect((await Promise.all(replies)).map(outcome)).toEqual(['server-error', 'server-error']);

    const later = session();
    await sfu.desk.ask(later, capabilities);
    const half = sfu.desk.ask(later, create);
    sfu.desk.sessionClosed(later);
    expect(outcome(await half)).toBe('server-error');
  });

  it('lets nobody use the transports of another', async () => {
    const [owner, other] = [session('shared'), session('shared', 'assistant')];
    const transportId = await desk.createTransport(owner);
    const questions: MediaQuestion[] = [
      produce(transportId, 'video', pictureParameters(21)),
      { type: 'media.transport.connect', transportId, dtlsParameters: {} },
      close(transportId),
      close('no-such-transport'),
      close('__proto__'),
      watch(transportId),
    ];
    for (const question of questions) expect(outcome(await sfu.desk.ask(other, question))).toBe('not-found');
    expect(outcome(await sfu.desk.ask(owner, produce(transportId, 'video', pictureParameters(21))))).toBe(
      'ok',
    );
    for (const who of [owner, other]) sfu.desk.sessionClosed(who);
  });

  it('gives a connection six transports and no more, also when it asks for all at once', async () => {
    const who = session();
    const replies = await Promise.all(Array.from({ length: 9 }, () => sfu.desk.ask(who, create)));
    expect(replies.map(outcome).sort()).toEqual([
      ...Array<string>(3).fill('not-allowed'),
      ...Array<string>(6).fill('ok'),
    ]);
    const [first] = replies.flatMap((reply) => (reply.ok ? [String(reply.answer['transportId'])] : []));
    await sfu.desk.ask(who, close(first ?? ''));
    expect(outcome(await sfu.desk.ask(who, create))).toBe('ok');
    expect(outcome(await sfu.desk.ask(session(), create))).toBe('ok');
    sfu.desk.sessionClosed(who);
  });

  it('keeps a router for a class only while somebody may send to it', async () => {
    const before = new Set(routers);
    const [one, two] = [session('seldom'), session('seldom')];
    await Promise.all([sfu.desk.ask(one, capabilities), sfu.desk.ask(two, create)]);
    const opened = () => [...routers].filter((id) => !before.has(id)).length;
    expect(opened()).toBe(1);
    sfu.desk.sessionClosed(one);
    expect(opened()).toBe(1);
    sfu.desk.sessionClosed(two);
    expect(opened()).toBe(0);
    expect(outcome(await sfu.desk.ask(session('seldom'), create))).toBe('ok');
  });

  const codec = pictureParameters(31).codecs[0];
  const garbage: [string, object][] = [
    ['nothing', {}],
    ['codecs that are no list', { codecs: 'h264', encodings: [{ ssrc: 1 }] }],
    ['an empty list of codecs', { codecs: [], encodings: [{ ssrc: 1 }] }],
    ['a codec without a name', { codecs: [{ payloadType: 1 }], encodings: [{ ssrc: 1 }] }],
    [
      'a codec that nobody speaks',
      { codecs: [{ ...codec, mimeType: 'video/H265' }], encodings: [{ ssrc: 1 }] },
    ],
    ['sound for a picture', soundParameters(32)],
    ['no encoding', { codecs: [codec], encodings: [] }],
    ['an encoding that is null', { codecs: [codec], encodings: [null] }],
    ['an SSRC in words', { codecs: [codec], encodings: [{ ssrc: 'one' }] }],
    ['parameters that are a list', { codecs: [{ ...codec, parameters: [1, 2] }], encodings: [{ ssrc: 1 }] }],
    ['header extensions of nonsense', { ...pictureParameters(33), headerExtensions: [{ uri: 5, id: 'x' }] }],
    ['an RTCP of nonsense', { ...pictureParameters(34), rtcp: { cname: 7, reducedSize: 'yes' } }],
  ];

  it.each(garbage)('refuses to produce with %s, and its worker lives on', async (_, rtpParameters) => {
    const before = workerPids();
    const who = session();
    const transportId = await desk.createTransport(who);
    const reply = await sfu.desk.ask(who, produce(transportId, 'video', rtpParameters));
    expect(['malformed', 'server-error']).toContain(outcome(reply));
    expect(outcome(await sfu.desk.ask(who, produce(transportId, 'video', pictureParameters(35))))).toBe('ok');
    sfu.desk.sessionClosed(who);
    expect(workerPids()).toEqual(before);
  });

  it('takes no harm from numbers out of range, which the worker cuts off', async () => {
    const before = workerPids();
    const who = session();
    const transportId = await desk.createTransport(who);
    const parameters = { codecs: [{ ...codec, payloadType: 9999 }], encodings: [{ ssrc: 2 ** 40 }] };
    await sfu.desk.ask(who, produce(transportId, 'video', parameters));
    expect(outcome(await sfu.desk.ask(session(), create))).toBe('ok');
    expect(workerPids()).toEqual(before);
    sfu.desk.sessionClosed(who);
  });

  const fingerprint = { algorithm: 'sha-256', value: 'ab'.repeat(32) };
  it.each<[string, Record<string, unknown>]>([
    ['nothing', {}],
    ['fingerprints that are no list', { fingerprints: 'sha-256' }],
    ['an algorithm of nonsense', { fingerprints: [{ ...fingerprint, algorithm: 'rot13' }] }],
    ['a role of nonsense', { role: 'boss', fingerprints: [fingerprint] }],
  ])('refuses to connect with %s', async (_, dtlsParameters) => {
    const who = session();
    const transportId = await desk.createTransport(who);
    const reply = await sfu.desk.ask(who, { type: 'media.transport.connect', transportId, dtlsParameters });
    expect(['malformed', 'server-error']).toContain(outcome(reply));
    sfu.desk.sessionClosed(who);
  });
});

describe('a worker that is killed', () => {
  it('takes its programmes with it, and others take new ones at once', async () => {
    const [one, two] = [session('on-one'), session('on-two')];
    const ways = [await desk.goOnAir(one), await desk.goOnAir(two)];
    const watching = [one, two].map((who, i) => desk.ask(who, watch(ways[i] ?? '')));
    const before = workerPids();
    expect(before).toHaveLength(sfu.workers);
    for (const pid of before) process.kill(pid, 'SIGKILL');
    await vi.waitFor(() => {
      expect(said.slice(2)).toEqual(expect.arrayContaining(['lost on-one', 'lost on-two']));
      expect(logged.filter((text) => text.startsWith('a media worker died'))).toHaveLength(2);
    });
    // Their studios come back at once: they needn't find out by the silence.
    expect(await Promise.all(watching)).toEqual([
      { ok: true, answer: { over: 'failed' } },
      { ok: true, answer: { over: 'failed' } },
    ]);

    // What is asked while there is no worker may be asked again.
    const early = await sfu.desk.ask(one, create);
    expect(early.ok || early.refusal).toMatchObject(
      early.ok ? {} : { code: 'server-error', retryAfterMs: 1000 },
    );

    await vi.waitFor(async () => expect(outcome(await sfu.desk.ask(one, create))).toBe('ok'), {
      timeout: 5000,
    });
    said.length = 0;
    for (const who of [one, two]) await desk.goOnAir(who);
    expect(said).toEqual(['feed of on-one: picture and sound', 'feed of on-two: picture and sound']);
    await vi.waitFor(() => expect(workerPids()).toHaveLength(sfu.workers));
    expect(workerPids().some((pid) => before.includes(pid))).toBe(false);
    for (const who of [one, two]) sfu.desk.sessionClosed(who);
  });
});

describe('createSfu', () => {
  it('tells the ports that it really listens on', () => {
    // The system chose UDP's and TCP's, for each of two workers.
    expect(sfu.ports.length).toBeGreaterThanOrEqual(2);
    expect(sfu.ports.every((port) => port > 0)).toBe(true);
  });

  it('says what is in the way when its port is taken, and leaves no worker behind', async () => {
    if (!workerBin) return;
    const options = {
      ...{ workerBin, workers: 1, port: 0, listenAddress: '192.0.2.1', announcedAddress: '192.0.2.1' },
      logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
      standingOf: () => standing(),
      programmeUnavailable: () => undefined,
      codecRefusal: () => undefined,
      handleFeed: () => undefined,
      handleFeedLost: () => undefined,
      handleEnded: () => undefined,
    };
    const before = workerPids();
    await expect(createSfu(options)).rejects.toThrow(/192\.0\.2\.1|address not available/);
    await vi.waitFor(() => expect(workerPids()).toEqual(before));
  });
});
