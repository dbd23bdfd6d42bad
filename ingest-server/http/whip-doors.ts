import { classCodeSchema } from '@rostrum/protocol/http';
import { type Refusal, type RoomState, may, refuse } from '@rostrum/protocol/room';
import type { FastifyRequest } from 'fastify';
import * as v from 'valibot';
import type { Identity } from '../identity/index.ts';
import { addressOfRequest, isRemoved, removedFromClass, roleIn } from '../room/index.ts';
import type { Encoder, Holder } from '../sfu/index.ts';
import { type Register, bearerOf, whoAsksIn } from './bearer.ts';

export interface WhipDoorsOptions extends Register {
  readonly identity: Identity;
}

export type Entry<Guest> =
  { ok: true; guest: Guest; state: RoomState | undefined } | { ok: false; refusal: Refusal };

/** Who comes with which program, in the class that the address names by its code. */
export interface WhipDoors {
  /** With the key of one of its staff. */
  encoder(request: FastifyRequest, code: string): Promise<Entry<Encoder>>;
  /** With the access token of whoever is in it. */
  player(request: FastifyRequest, code: string): Promise<Entry<Holder>>;
}

const keyNeeded = refuse('bad-token', 'An encoder key is needed here, as the bearer token.');
const elsewhere = refuse('not-allowed', 'This key is for another class.');
const staffOnly = refuse('not-allowed', 'Only staff of this class can publish.');
const noCode = refuse('unknown-code', 'No class has this code. Check it and try again.');

export function createWhipDoors(options: WhipDoorsOptions): WhipDoors {
  const { identity, stateOf } = options;

  async function encoderBy(key: string, code: string): Promise<Entry<Encoder>> {
    const found = await identity.findEncoder(key);
    if (!found.ok) return found;
    const { keyId, ...who } = found.encoder;
    const { classId, personId } = who;
    const typed = v.safeParse(classCodeSchema, code);
    const record = typed.success ? identity.findClassByCode(typed.output) : undefined;
    if (record?.classId !== classId) return { ok: false, refusal: elsewhere };
    const state = await stateOf(classId);
    if (state && isRemoved(state, personId)) return { ok: false, refusal: removedFromClass };
    const role = state ? roleIn(state, who) : who.role;
    if (!may(role, 'stream.publish')) return { ok: false, refusal: staffOnly };
    const stillMay = async () => (await encoderBy(key, code)).ok;
    return { ok: true, guest: { classId, personId, role, owner: keyId, stillMay }, state };
  }

  return {
    async encoder(request, code) {
      const key = bearerOf(request);
      return key === undefined ? { ok: false, refusal: keyNeeded } : encoderBy(key, code);
    },

    async player(request, code) {
      const typed = v.safeParse(classCodeSchema, code);
      if (!typed.success) return { ok: false, refusal: noCode };
      const visitor = { address: addressOfRequest(request.raw), refreshTokens: [] };
      const found = await identity.askForCode(typed.output, visitor);
      if (!found.ok) return found;
      const { classId } = found.record;
      const asked = await whoAsksIn(request, options, classId);
      if (!asked.ok) return asked;
      const { claims, state } = asked;
      const stillMay = async () => {
        const now = await stateOf(classId);
        return !identity.isRevoked(claims) && !(now && isRemoved(now, claims.personId));
      };
      return {
        ok: true,
        guest: { classId, personId: claims.personId, owner: claims.personId, stillMay },
        state,
      };
    },
  };
}
