import { costQuerySchema, pricesSchema } from '@rostrum/protocol/http';
import { type Refusal, refusalOfIssues, refuse } from '@rostrum/protocol/room';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import type { Claims, Identity } from '../identity/index.ts';
import type { ClassCosts, NotePrices } from '../operations/index.ts';
import { type Register, whoMay } from './bearer.ts';
import { sendRefusal } from './refusals.ts';

export interface CostRoutesOptions extends Register {
  readonly identity: Pick<Identity, 'verify' | 'findClass' | 'classes'>;
  readonly costs: Pick<ClassCosts, 'cost' | 'prices' | 'setPrices'>;
  /** Keeps account of a change of prices by whoever asked for it. */
  readonly notePrices?: ((who: Claims) => NotePrices) | undefined;
}

type Asker = { ok: true; claims: Claims; institutionId: string } | { ok: false; refusal: Refusal };

const noClass = refuse('unknown-class', 'The class of this token is no longer there.');

/** What an institution's classes cost, for its admins. */
export function addCostRoutes(server: FastifyInstance, options: CostRoutesOptions): void {
  const { identity, costs, notePrices } = options;

  async function adminWhoAsks(request: FastifyRequest): Promise<Asker> {
    const asked = await whoMay(request, options, 'operations.watch');
    if (!asked.ok) return asked;
    const { claims } = asked;
    const institutionId = identity.findClass(claims.classId)?.institutionId;
    return institutionId === undefined
      ? { ok: false, refusal: noClass }
      : { ok: true, claims, institutionId };
  }

  server.get('/cost', async (request, reply) => {
    const asked = await adminWhoAsks(request);
    if (!asked.ok) return sendRefusal(reply, asked.refusal);
    const parsed = v.safeParse(costQuerySchema, request.query);
    if (!parsed.success) return sendRefusal(reply, refusalOfIssues(parsed.issues));
    const { institutionId } = asked;
    const classes = identity.classes().filter((one) => one.institutionId === institutionId);
    const told = await costs.cost(institutionId, classes, parsed.output.month);
    return reply.header('cache-control', 'no-store').send(told);
  });

  server.get('/cost/prices', async (request, reply) => {
    const asked = await adminWhoAsks(request);
    if (!asked.ok) return sendRefusal(reply, asked.refusal);
    return reply.header('cache-control', 'no-store').send(await costs.prices(asked.institutionId));
  });

  server.put('/cost/prices', async (request, reply) => {
    const asked = await adminWhoAsks(request);
    if (!asked.ok) return sendRefusal(reply, asked.refusal);
    const parsed = v.safeParse(pricesSchema, request.body);
    if (!parsed.success) return sendRefusal(reply, refusalOfIssues(parsed.issues));
    await costs.setPrices(asked.institutionId, parsed.output, notePrices?.(asked.claims));
    return reply.header('cache-control', 'no-store').send(parsed.output);
  });
}
