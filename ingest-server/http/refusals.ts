import { type Refusal } from '@rostrum/protocol/room';
import type { FastifyReply } from 'fastify';
import { statusOf } from './pure/status-of.ts';

/** The refusal as JSON; `more` goes beside it. */
export function sendRefusal(
  reply: FastifyReply,
  refusal: Refusal,
  status: number = statusOf(refusal.code),
  more: object = {},
): FastifyReply {
  const { retryAfterMs } = refusal;
  if (retryAfterMs !== undefined)
    void reply.header('retry-after', Math.max(1, Math.ceil(retryAfterMs / 1000)));
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .send({ refusal, ...more });
}
