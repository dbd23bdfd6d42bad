import { encoderKeySchema } from '@rostrum/protocol/http';
import * as v from 'valibot';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { type Sfu, createSfu, findWorker } from '../../sfu/index.ts';
import { createHttpServer } from '../http-server.ts';
import { type Surroundings, openSurroundings } from '../test-surroundings.ts';

const found = await findWorker(process.env['MEDIASOUP_WORKER_BIN']);

/** The reason for a skip, in the words that the test runner knows. */
const missingWorker: 'needs worker' | undefined = found.is === 'found' ? undefined : 'needs worker';

export const SDP = 'application/sdp';
export const FRAGMENT = 'application/trickle-ice-sdpfrag';

const fingerprint = `sha-256 ${Array(32).fill('AB').join(':')}`;

export function offer(direction: 'sendonly' | 'recvonly'): string {
  return [
    ...[
      'v=0',
      'o=- 1 1 IN IP4 0.0.0.0',
      's=-',
      't=0 0',
      'a=group:BUNDLE 0 1',
      `a=fingerprint:${fingerprint}`,
    ],
    ...['a=setup:actpass', 'a=ice-ufrag:abcd', 'a=ice-pwd:0123456789abcdef01234567'],
    ...[
      'm=audio 9 UDP/TLS/RTP/SAVPF 111',
      'a=mid:0',
      `a=${direction}`,
      'a=rtcp-mux',
      'a=rtpmap:111 opus/48000/2',
    ],
    ...['a=ssrc:11 cname:x', 'm=video 9 UDP/TLS/RTP/SAVPF 96', 'a=mid:1', `a=${direction}`, 'a=rtcp-mux'],
    ...[
      'a=rtpmap:96 H264/90000',
      'a=fmtp:96 profile-level-id=42e01f;packetization-mode=1',
      'a=ssrc:12 cname:x',
      '',
    ],
  ].join('\r\n');
}

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

export interface Ask {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

interface WhipSurroundings {
  readonly its: Surroundings;
  readonly sfu: Sfu;
  readonly base: string;
  /** What became of the programme. */
  readonly said: string[];
  readonly keyUrl: string;
  ask(path: string, asked?: Ask): Promise<Response>;
  /** By an instructor of their own, or whoever this token is of. */
  makeKey(token?: string): Promise<string>;
  publish(key: string, body?: string): Promise<Response>;
  /** Nothing is on air, and nobody has asked too often. */
  settle(): void;
  close(): Promise<void>;
}

/** For every test of a file: one server, with nothing on air at the beginning of each. */
export let the: WhipSurroundings;

export function useWhip(): void {
  beforeAll(async () => {
    if (!missingWorker) the = await openWhipSurroundings();
  });
  afterAll(() => the?.close());
  beforeEach(({ skip }) => {
    skip(missingWorker !== undefined, missingWorker);
    the.settle();
  });
}

/** The HTTP server with a real SFU behind it, which tells nobody of what comes in. */
async function openWhipSurroundings(): Promise<WhipSurroundings> {
  if (found.is !== 'found') throw new Error('there is no media worker');
  const its = await openSurroundings();
  const said: string[] = [];
  const sfu = await createSfu({
    ...{
      workerBin: found.path,
      workers: 1,
      port: 0,
      listenAddress: '127.0.0.1',
      announcedAddress: '127.0.0.1',
    },
    logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
    // Nobody is in the room.
    standingOf: () => ({ isStaff: false, is: 'audience', held: [], mayShareScreen: false }),
    turn: { urls: ['turn:relay.example.org'], secret: 'shared' },
    programmeUnavailable: () => undefined,
    codecRefusal: () => undefined,
    handleFeed: () => said.push('feed'),
    handleFeedLost: () => said.push('lost'),
    handleEnded: () => said.push('ended'),
  });
  const server = await createHttpServer(its.options({ whip: sfu.whip }));
  const base = `http://127.0.0.1:${await server.listen('127.0.0.1', 0)}`;
  const keyUrl = `${base}/api/classes/${its.classId}/whip`;
  const ask: WhipSurroundings['ask'] = (path, { method = 'POST', headers = {}, body } = {}) =>
    fetch(`${base}${path}`, {
      method,
      headers: { 'content-type': SDP, ...headers },
      ...(body === undefined ? {} : { body }),
    });
  return {
    ...{ its, sfu, base, said, keyUrl, ask },
    async makeKey(token) {
      const by = token ?? (await its.tokenOf('instructor'));
      const made = await fetch(keyUrl, { method: 'POST', headers: bearer(by) });
      const { path, token: key } = v.parse(encoderKeySchema, await made.json());
      expect(path).toBe('/whip/DEMO');
      return key;
    },
    publish: (key, body = offer('sendonly')) => ask('/whip/DEMO', { headers: bearer(key), body }),
    settle() {
      sfu.end(its.classId);
      said.length = 0;
      its.nowMs += 60_000;
    },
    async close() {
      await server.close();
      sfu.close();
      await its.close();
    },
  };
}

export async function opened(response: Response): Promise<{ location: string; tag: string; answer: string }> {
  const answer = await response.text();
  expect(response.status, answer).toBe(201);
  const { headers } = response;
  return { location: headers.get('location') ?? '', tag: headers.get('etag') ?? '', answer };
}
