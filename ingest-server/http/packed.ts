import type { FastifyReply, FastifyRequest } from 'fastify';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { takesGzip } from './pure/takes-gzip.ts';

const pack = promisify(gzip);
const PACK_LEVEL = 4;

/** JSON for one person alone, small on its way where they can open it. */
export async function sendPacked(
  request: FastifyRequest,
  reply: FastifyReply,
  json: string,
): Promise<FastifyReply> {
  void reply.headers({
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'private, no-store',
    vary: 'accept-encoding',
  });
  if (!takesGzip(request.headers['accept-encoding'])) return reply.send(json);
  return reply.header('content-encoding', 'gzip').send(await pack(json, { level: PACK_LEVEL }));
}
