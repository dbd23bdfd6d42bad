import { refuse } from '@rostrum/protocol/room';
import fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import { StartError } from '../config/index.ts';
import { addressOfRequest, answerUpgrade, isLoopback } from '../room/index.ts';
import { type ApiOptions, addApi } from './api.ts';
import { whoMay } from './bearer.ts';
import type { PlainAsk } from './live-lane.ts';
import { type Listener, type ListenerOptions, createListener } from './listener.ts';
import { type PageFolders, addPages } from './pages.ts';
import { everyAnswer } from './pure/headers.ts';
import { sendRefusal } from './refusals.ts';
import { type WhipRoutesOptions, addWhipRoutes } from './whip-routes.ts';

export interface HttpServerOptions extends ApiOptions, WhipRoutesOptions {
  readonly pages: PageFolders;
  /** With it HTTP/2 is spoken; without, whoever stands in front of this server does that. */
  readonly certificate?: ListenerOptions['certificate'];
  readonly logger: Logger;
  /** Answers everything under /live/; missing where the server has no media part. */
  readonly handleLive: ((request: IncomingMessage, response: ServerResponse) => void) | undefined;
  /** The same for what is asked without any wish of how. */
  readonly handlePlainLive?: ((ask: PlainAsk) => void) | undefined;
  /** Takes over upgrades of /socket. */
  readonly handleUpgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  readonly metrics: () => Promise<{ contentType: string; body: string }>;
  /** Rejects when something without which nobody can work is not well. */
  readonly checkHealth: () => Promise<void>;
  /** Whether new work may be sent here, and what stands against it. Never rejects. */
  readonly checkReadiness?: () => Promise<{ status: 'ready' | 'not-ready'; checks: object }>;
}

export interface HttpServer {
  /** Resolves with the port, which differs from the one asked for when that was 0. */
  listen(host: string, port: number): Promise<number>;
  /** Answers what is under way, but not for long; safe twice. */
  close(): Promise<void>;
}

const BODY_BYTES_MAX = 16 * 1024;
const CLOSE_WITHIN_MS = 300;
/**
 * Connections that wait to be taken: with Node's own 511 a class that comes back at once overflows, and whose was dropped
 * tries again after one, three and seven seconds. The system may set a lower limit (`net.core.somaxconn`).
 */
const WAITING_MAX = 4_096;

export async function createHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  let listener: Listener | undefined;
  const server = fastify({
    bodyLimit: BODY_BYTES_MAX,
    serverFactory: (handle) => {
      listener = createListener({
        certificate: options.certificate,
        // Media goes past the framework: it is most of what is served, and needs nothing of it.
        handle: (request, response) => {
          if (request.url?.startsWith('/live/')) answerLive(options, request, response);
          else handle(request, response);
        },
        lane: options.handlePlainLive && { under: '/live/', handle: options.handlePlainLive },
        handleUpgrade: (request, socket, head) => {
          if (request.url?.split('?')[0] === '/socket') options.handleUpgrade(request, socket, head);
          else answerUpgrade(socket, 404, 'There is no socket at this address.');
        },
      });
      return listener.server;
    },
  });

  addAnswersForAll(server, options.logger);
  await server.register((api) => addApi(api, options), { prefix: '/api' });
  await addWhipRoutes(server, options);
  addWordOfSocket(server, options);
  addOperations(server, options);
  await addPages(server, options);

  let closing: Promise<void> | undefined;
  return {
    async listen(host, port) {
      try {
        await server.listen({ host, port, backlog: WAITING_MAX });
      } catch (error) {
        throw startErrorOf(error, host, port);
      }
      return (server.server.address() as AddressInfo).port;
    },
    close: () => (closing ??= closeSoon(server, listener)),
  };
}

async function closeSoon(server: FastifyInstance, listener: Listener | undefined): Promise<void> {
  // A playlist request may be waiting for its part for seconds; nobody needs it any more.
  const timer = setTimeout(() => listener?.cutOff(), CLOSE_WITHIN_MS);
  await server.close();
  clearTimeout(timer);
}

function answerLive(
  { handleLive }: HttpServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  if (handleLive) {
    handleLive(request, response);
    return;
  }
  const refusal = refuse('no-media', 'This server broadcasts nothing: its media part is not running.');
  response
    .writeHead(503, { ...everyAnswer, 'content-type': 'application/json' })
    .end(JSON.stringify({ refusal }));
}

function addAnswersForAll(server: FastifyInstance, logger: Logger): void {
  server.addHook('onRequest', async (_request, reply) => void reply.headers(everyAnswer));

  server.setNotFoundHandler((request, reply) => {
    const refusal = refuse('not-found', 'There is nothing at this address.');
    if (request.url.startsWith('/api/')) return sendRefusal(reply, refusal);
    return reply.code(404).type('text/plain; charset=utf-8').send(`${refusal.text}\n`);
  });

  server.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status === 413)
      return sendRefusal(reply, refuse('too-long', 'This is too much to send at once.'), 413);
    if (status < 500)
      return sendRefusal(
        reply,
        refuse('malformed', `The server did not understand this (${error.message}).`),
      );
    logger.error({ error, method: request.method, url: request.url.split('?')[0] }, 'a request failed');
    return sendRefusal(reply, refuse('server-error', 'The server could not do this. It was noted.'));
  });
}

/** A browser doesn't tell its page for what a socket was refused: this does, at the same address. */
function addWordOfSocket(server: FastifyInstance, { refusalOfUpgrade }: HttpServerOptions): void {
  server.get('/socket', async (request, reply) => {
    const refusal = refusalOfUpgrade?.(request.raw);
    return refusal ? sendRefusal(reply, refusal) : reply.header('cache-control', 'no-store').send({});
  });
}

function addOperations(server: FastifyInstance, options: HttpServerOptions): void {
  server.get('/healthz', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
    try {
      await options.checkHealth();
      return { status: 'well' };
    } catch (error) {
      options.logger.error({ error }, 'the server is not well');
      return reply.code(503).send({ status: 'unwell' });
    }
  });

  const { checkReadiness } = options;
  if (checkReadiness) {
    // A load balancer looks at the status alone; the words are for whoever asks why.
    server.get('/readyz', async (_request, reply) => {
      const readiness = await checkReadiness();
      const status = readiness.status === 'ready' ? 200 : 503;
      return reply.code(status).header('cache-control', 'no-store').send(readiness);
    });
  }

  // On the machine itself figures are free to read; from elsewhere, or through a proxy, they need an admin.
  server.get('/metrics', async (request, reply) => {
    const isFromHere =
      isLoopback(addressOfRequest(request.raw)) && request.headers['x-forwarded-for'] === undefined;
    const asked = isFromHere ? undefined : await whoMay(request, options, 'operations.watch');
    if (asked?.ok === false) return sendRefusal(reply, asked.refusal);
    const { contentType, body } = await options.metrics();
    return reply.type(contentType).send(body);
  });
}

function startErrorOf(error: unknown, host: string, port: number): StartError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'EADDRINUSE':
      return new StartError(
        `Port ${port} on ${host} is in use by another program: stop it, or choose another port with ROSTRUM_PORT.`,
        error,
      );
    case 'EACCES':
      return new StartError(
        `Port ${port} on ${host} may not be opened by this user: choose one above 1023 with ROSTRUM_PORT.`,
        error,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new StartError(
        `The address ${host} is not one of this machine's: choose another with ROSTRUM_HOST (0.0.0.0 takes all).`,
        error,
      );
    default:
      return new StartError(
        `The server can't listen on port ${port} of ${host} (${error instanceof Error ? error.message : String(error)}): see ROSTRUM_PORT and ROSTRUM_HOST.`,
        error,
      );
  }
}
