import type { ClassId, PersonId, Refusal, Role } from '@rostrum/protocol/room';
import { BEAT_EVERY_MS, CLIENT_FRAME_MAX } from '@rostrum/protocol/wire';
import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import { WebSocketServer } from 'ws';
import type { MediaDesk } from '../media-desk.ts';
import type { Room } from '../room.ts';
import type { Rooms } from '../rooms.ts';
import { Connection, type Entry } from './connection.ts';
import { Hall } from './hall.ts';
import type { OriginRule } from './pure/origin.ts';
import { restarting, unknownClass } from './pure/refusals.ts';

/** What a token says, as whoever checks tokens tells it. */
interface Holder {
  readonly classId: ClassId;
  readonly personId: PersonId;
  readonly name: string;
  readonly role: Role;
}

export interface GatewayOptions {
  readonly rooms: Rooms;
  readonly desk: MediaDesk | undefined;
  readonly verify: (token: string) => Promise<{ ok: true; claims: Holder } | { ok: false; refusal: Refusal }>;
  readonly isOriginAllowed: OriginRule;
  readonly logger: Logger;
  readonly now: () => number;
  readonly newId: () => string;
  readonly helloWithinMs?: number;
  readonly beatEveryMs?: number;
  readonly backlogMax?: number;
}

export interface GatewayFacts {
  readonly sockets: number;
}

export interface Gateway {
  /** For the HTTP server's upgrades to the socket's path. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  facts(): GatewayFacts;
  /** Says goodbye to all and waits a moment for them to go; safe twice. */
  close(): Promise<void>;
}

const HELLO_WITHIN_MS = 5000;
const BACKLOG_MAX = 1024 * 1024;
/** A browser answers the closing at once; who doesn't is not waited for. */
const CLOSE_WITHIN_MS = 500;

/** The socket side of the rooms: lets people in, carries what they say, and tells them what happens. */
export function createGateway(options: GatewayOptions): Gateway {
  const { rooms, logger, now } = options;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: CLIENT_FRAME_MAX });
  const connections = new Set<Connection>();
  const halls = new Map<Room, Hall>();
  let closing: Promise<void> | undefined;

  const beating = setInterval(() => {
    const frame = Buffer.from(JSON.stringify({ t: 'beat', at: now() }));
    for (const connection of [...connections]) connection.beat(frame);
  }, options.beatEveryMs ?? BEAT_EVERY_MS);

  function hallOf(room: Room): Hall {
    const hall = halls.get(room) ?? new Hall(room, () => halls.delete(room));
    halls.set(room, hall);
    return hall;
  }

  async function enter(token: string): Promise<Entry> {
    const verified = await options.verify(token);
    if (!verified.ok) return { ...verified, again: false };
    const { classId, personId, name, role } = verified.claims;
    const room = await rooms.open(classId);
    if (!room) return { ok: false, refusal: unknownClass, again: false };
    const joined = await room.join({ personId, name, role });
    if (!joined.ok) {
      await room.leave(personId, 'lost');
      return { ...joined, again: true };
    }
    return {
      ok: true,
      seat: {
        room,
        you: { personId, name, role, classId, classTitle: room.classTitle },
        media: { id: options.newId(), classId, personId, role },
        leave: (reason) => void room.leave(personId, reason),
      },
    };
  }

  async function close(): Promise<void> {
    clearInterval(beating);
    for (const connection of [...connections]) connection.shutDown(restarting);
    const gone = new Promise<void>((resolve) => sockets.close(() => resolve()));
    const timer = setTimeout(() => sockets.clients.forEach((socket) => socket.terminate()), CLOSE_WITHIN_MS);
    await gone;
    clearTimeout(timer);
  }

  return {
    handleUpgrade(request, socket, head) {
      if (closing) return answerUpgrade(socket, 503, 'The server is restarting.');
      if (!options.isOriginAllowed(request.headers.origin, request.headers.host)) {
        logger.warn({ origin: request.headers.origin }, 'a page from elsewhere was turned away');
        return answerUpgrade(socket, 403, 'Pages from there may not use this server (see ROSTRUM_ORIGINS).');
      }
      sockets.handleUpgrade(request, socket, head, (opened) => {
        const connection: Connection = new Connection({
          socket: opened,
          logger,
          now,
          desk: options.desk,
          helloWithinMs: options.helloWithinMs ?? HELLO_WITHIN_MS,
          backlogMax: options.backlogMax ?? BACKLOG_MAX,
          enter,
          hallOf,
          handleOver: () => connections.delete(connection),
        });
        connections.add(connection);
      });
    },

    facts: () => ({ sockets: connections.size }),

    close: () => (closing ??= close()),
  };
}

/** An answer to an upgrade that isn't made: there is no response object at this point, only the socket. */
export function answerUpgrade(socket: Duplex, status: number, text: string): void {
  socket.on('error', () => socket.destroy());
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Connection: close',
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(text)}`,
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${text}`);
}
