import { Limit } from '@rostrum/protocol/limits';
import type { ClassId, PersonId, Refusal, Role } from '@rostrum/protocol/room';
import { BEAT_EVERY_MS, CLIENT_FRAME_MAX } from '@rostrum/protocol/wire';
import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import { WebSocketServer } from 'ws';
import type { MediaDesk } from '../media-desk.ts';
import type { Room } from '../room.ts';
import type { Rooms } from '../rooms.ts';
import { Connection } from './connection.ts';
import type { Entry, Hello } from './connection-options.ts';
import { Doorway } from './doorway.ts';
import type { Ears } from './ears.ts';
import { Hall } from './hall.ts';
import { addressOf } from './pure/address-of.ts';
import { pingFrame, textFrame } from './pure/frames.ts';
import { type GatewayLimits, gatewayLimits } from './pure/limits.ts';
import type { OriginRule } from './pure/origin.ts';
import {
  notNow,
  otherClass,
  removed,
  restarting,
  revoked,
  tooManyCommands,
  unknownClass,
} from './pure/refusals.ts';
import { isRemoved, takeSeat } from './seat.ts';
import { Turnstile } from './turnstile.ts';
import type { OperationsDesk } from './watching.ts';

/** What a token says, as whoever checks tokens tells it. */
export interface Holder {
  readonly classId: ClassId;
  readonly personId: PersonId;
  readonly name: string;
  readonly role: Role;
  /** The sign-in that the token came from. */
  readonly sessionId: string;
}

/** One sign-in, or all of somebody's, perhaps but one. */
type Revoked =
  | { readonly sessionId: string }
  | { readonly personId: PersonId; readonly exceptSessionId?: string | undefined };

export interface GatewayOptions {
  readonly rooms: Rooms;
  readonly desk: MediaDesk | undefined;
  /** Whom a token lets in, and one that brings this very person back for as long as a class may last. */
  readonly admit: (
    token: string,
  ) => Promise<{ ok: true; claims: Holder; resume: string } | { ok: false; refusal: Refusal }>;
  /** Whether what let them in was withdrawn since. */
  readonly isRevoked: (holder: Pick<Holder, 'personId' | 'sessionId'>) => boolean;
  /** For dashboards; without it none is let in. */
  readonly operations?: Omit<OperationsDesk, 'isRevoked'> | undefined;
  /** Why nobody may come into this class just now; undefined where they may. */
  readonly refusalOfEntry?: (classId: ClassId) => Refusal | undefined;
  readonly ears?: Ears | undefined;
  readonly isOriginAllowed: OriginRule;
  readonly logger: Logger;
  readonly now: () => number;
  readonly newId: () => string;
  readonly random: () => number;
  readonly limits?: Partial<GatewayLimits>;
  readonly helloWithinMs?: number;
  readonly beatEveryMs?: number;
  readonly backlogMax?: number;
}

export interface GatewayFacts {
  readonly sockets: number;
  /** Reports of players that came too soon after the one before, and were passed over. */
  readonly hastyReports: number;
}

export interface Gateway {
  /** For the HTTP server's upgrades to the socket's path. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Why an upgrade would be refused now: a browser doesn't tell its page, so the page asks. */
  refusalOf(request: IncomingMessage): Refusal | undefined;
  facts(): GatewayFacts;
  /** Cuts off everyone whose way in was withdrawn. */
  revoke(who: Revoked): void;
  /** Says goodbye to all and waits a moment for them to go; safe twice. */
  close(): Promise<void>;
}

const HELLO_WITHIN_MS = 5000;
/** In one turn of the event loop: some milliseconds of work. */
const ENTRANCES_PER_TURN = 2;
const BACKLOG_MAX = 1024 * 1024;
/** A browser answers the closing at once; who doesn't is not waited for. */
const CLOSE_WITHIN_MS = 500;

/** The socket side of the rooms: lets people in, carries what they say, and tells them what happens. */
export function createGateway(options: GatewayOptions): Gateway {
  const { rooms, logger, now } = options;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: CLIENT_FRAME_MAX });
  const connections = new Set<Connection>();
  const halls = new Map<Room, Hall>();
  const limits = { ...gatewayLimits, ...options.limits };
  const doorway = new Doorway(limits, options.random);
  const turnstile = new Turnstile(ENTRANCES_PER_TURN);
  // A person with many tabs is one person: their commands come out of one bucket.
  const haste = new Limit(limits.commands, now);
  const drawing = new Limit(limits.drawing, now);
  const reports = new Limit(limits.reports, now);
  const ears: Ears = options.ears ?? {};
  const operations = options.operations && { ...options.operations, isRevoked: options.isRevoked };
  let hastyReports = 0;
  let closing: Promise<void> | undefined;

  const beating = setInterval(() => {
    const frame = Buffer.concat([pingFrame, textFrame(JSON.stringify({ t: 'beat', at: now() }))]);
    for (const connection of [...connections]) connection.beat(frame);
  }, options.beatEveryMs ?? BEAT_EVERY_MS);

  rooms.onBroken((room) => {
    for (const connection of [...connections])
      if (connection.seat?.room === room) connection.end(notNow, true);
  });

  function hallOf(room: Room): Hall {
    const known = halls.get(room);
    if (known) return known;
    const handleEmpty = () => halls.delete(room);
    const hall = new Hall({ room, now, handleEmpty, handleDelivered: ears.handleDelivered });
    halls.set(room, hall);
    return hall;
  }

  async function enter({ token, classId: wanted }: Hello): Promise<Entry> {
    const admitted = await options.admit(token);
    if (!admitted.ok) return { ...admitted, again: false };
    const { claims, resume } = admitted;
    const { classId, personId, name, role, sessionId } = claims;
    if (wanted !== undefined && wanted !== classId) return { ok: false, refusal: otherClass, again: false };
    const notNowIn = options.refusalOfEntry?.(classId);
    if (notNowIn) return { ok: false, refusal: notNowIn, again: true, isMeant: true };
    const room = await rooms.open(classId);
    if (!room) return { ok: false, refusal: unknownClass, again: false };
    if (isRemoved(room.state, personId)) return { ok: false, refusal: removed, again: false };
    const joined = await room.join({ personId, name, role });
    if (!joined.ok) {
      await room.leave(personId, 'lost');
      return { ...joined, again: true };
    }
    const member = { personId, name, role };
    const isRevoked = () => options.isRevoked(claims);
    const seat = takeSeat({ member, sessionId, room, resume, mediaId: options.newId(), isRevoked });
    return { ok: true, seat };
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
      const entrance = doorway.enter(addressOfRequest(request));
      if (!entrance.ok) {
        ears.handleConnection?.('failed');
        const { status, text, retryAfterS } = entrance;
        return answerUpgrade(socket, status, text, { 'Retry-After': String(retryAfterS) });
      }
      // Also where the handshake itself fails.
      socket.once('close', entrance.leave);
      sockets.handleUpgrade(request, socket, head, (opened) => {
        const connection: Connection = new Connection({
          socket: opened,
          stream: socket,
          logger,
          now,
          desk: options.desk,
          ...{ operations, ears },
          frames: limits.frames,
          helloWithinMs: options.helloWithinMs ?? HELLO_WITHIN_MS,
          backlogMax: options.backlogMax ?? BACKLOG_MAX,
          mayEnter: () => turnstile.pass(),
          enter,
          hallOf,
          refusalOfHaste({ you: { classId, personId } }, { type }) {
            const taken = (type === 'board.draw' ? drawing : haste).take(`${classId} ${personId}`);
            return taken.ok ? undefined : tooManyCommands(taken.retryAfterMs);
          },
          mayReport({ you: { classId, personId } }) {
            const taken = reports.take(`${classId} ${personId}`);
            if (!taken.ok) hastyReports += 1;
            return taken.ok;
          },
          handleOver: () => connections.delete(connection),
        });
        connections.add(connection);
      });
    },

    refusalOf: (request) => doorway.refusalFor(addressOfRequest(request)),

    facts: () => ({ sockets: connections.size, hastyReports }),

    revoke(who) {
      for (const connection of [...connections]) {
        const { holder } = connection;
        if (holder && isOf(who, holder)) connection.end(revoked, false);
      }
    },

    close: () => (closing ??= close()),
  };
}

function isOf(who: Revoked, { sessionId, personId }: Pick<Holder, 'sessionId' | 'personId'>): boolean {
  if ('sessionId' in who) return sessionId === who.sessionId;
  return personId === who.personId && sessionId !== who.exceptSessionId;
}

/** Limits count by this, over HTTP and over sockets alike. */
export function addressOfRequest({ socket, headers }: IncomingMessage): string {
  return addressOf({ remoteAddress: socket.remoteAddress, forwardedFor: headers['x-forwarded-for'] });
}

/** An answer to an upgrade that isn't made: there is no response object at this point, only the socket. */
export function answerUpgrade(
  socket: Duplex,
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  socket.on('error', () => socket.destroy());
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Connection: close',
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(text)}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${text}`);
}
