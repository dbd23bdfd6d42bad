// A real gateway on a real port over a real log, and clients that speak raw frames: for tests only.
import type { ClassId, PersonId, Refusal, Role } from '@rostrum/protocol/room';
import { refuse } from '@rostrum/protocol/room';
import { type ServerFrame, WIRE_VERSION, serverFrameSchema } from '@rostrum/protocol/wire';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import * as v from 'valibot';
import WebSocket from 'ws';
import { SqlEventLog } from '../../log/index.ts';
import type { Records } from '../../records/index.ts';
import { Rooms, type RoomsOptions } from '../rooms.ts';
import { type GatewayOptions, createGateway } from './gateway.ts';
import { isOriginAllowed } from './pure/origin.ts';

let ids = 0;

/** Tokens of these tests are plain: class, person and role, in words. */
export const tokenFor = (classId: string, person: string, role: Role = 'student') =>
  `${classId}/${person}/${role}`;

function admit(token: string) {
  const [classId, personId, role] = token.split('/');
  if (!classId || !personId) {
    return Promise.resolve({ ok: false as const, refusal: refuse('bad-token', 'no such token') });
  }
  const claims = {
    classId: classId as ClassId,
    personId: personId as PersonId,
    name: `${personId}’s name`,
    role: role as Role,
    sessionId: `session of ${personId}`,
  };
  return Promise.resolve({ ok: true as const, claims, resume: token });
}

export type Over = Partial<
  Pick<
    GatewayOptions,
    | 'desk'
    | 'operations'
    | 'ears'
    | 'refusalOfEntry'
    | 'isRevoked'
    | 'helloWithinMs'
    | 'beatEveryMs'
    | 'backlogMax'
    | 'logger'
    | 'limits'
  >
>;

export async function startGateway(records: Records, over: Over = {}, overRooms: Partial<RoomsOptions> = {}) {
  const log = new SqlEventLog({ database: records.database });
  const logger = over.logger ?? pino({ level: 'silent' });
  const now = () => Date.now();
  const newId = () => `id-${++ids}`;
  const titleOf = (classId: ClassId) => (classId.startsWith('no-') ? undefined : `The class ${classId}`);
  const findFile = () => Promise.resolve(undefined);
  const rooms = new Rooms({ log, logger, now, newId, titleOf, findFile, ...overRooms });
  const gateway = createGateway({
    rooms,
    admit,
    isRevoked: () => false,
    logger,
    now,
    newId,
    random: Math.random,
    desk: undefined,
    isOriginAllowed: (origin, host) => isOriginAllowed(origin, host, []),
    ...over,
  });
  const server = createServer();
  server.on('upgrade', (request, socket, head) => gateway.handleUpgrade(request, socket, head));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/socket`;
  const close = async () => {
    await gateway.close();
    await rooms.close();
    server.close();
  };
  return { gateway, rooms, log, url, close };
}

/** A client that says exactly what it is told to, and keeps all it hears. */
export class RawClient {
  readonly socket: WebSocket;
  readonly heard: ServerFrame[] = [];
  #taken = 0;
  #wake: (() => void) | undefined;
  readonly closed: Promise<number>;

  constructor(url: string, headers: Record<string, string> = {}) {
    this.socket = new WebSocket(url, { headers });
    this.socket.on('message', (data) => {
      this.heard.push(v.parse(serverFrameSchema, JSON.parse((data as Buffer).toString())));
      this.#wake?.();
    });
    this.closed = new Promise((resolve) => this.socket.once('close', (code) => resolve(code)));
    this.socket.on('error', () => undefined);
  }

  static async open(url: string, headers?: Record<string, string>): Promise<RawClient> {
    const client = new RawClient(url, headers);
    await once(client.socket, 'open');
    return client;
  }

  /** Says hello and waits for the welcome. */
  static async enter(url: string, token: string, since?: number): Promise<RawClient> {
    const client = await RawClient.open(url);
    client.say({ t: 'hello', v: WIRE_VERSION, token, since });
    await client.next('welcome');
    return client;
  }

  say(frame: unknown): void {
    this.socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  }

  /** The next frame of this kind that was not taken yet; others in between are passed over. */
  async next<T extends ServerFrame['t']>(t: T): Promise<Extract<ServerFrame, { t: T }>> {
    for (;;) {
      for (; this.#taken < this.heard.length; this.#taken++) {
        const frame = this.heard[this.#taken]!;
        if (frame.t !== t) continue;
        this.#taken += 1;
        return frame as Extract<ServerFrame, { t: T }>;
      }
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  /** Its goodbye and the code it was closed with. */
  async end(): Promise<{ refusal: Refusal; again: boolean; code: number }> {
    const { refusal, again } = await this.next('bye');
    return { refusal, again, code: await this.closed };
  }
}

export const say = (key: string, text: string) => ({
  t: 'command',
  key,
  command: { type: 'chat.send', text },
});
