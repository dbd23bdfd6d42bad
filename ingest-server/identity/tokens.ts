import type { Refusal } from '@rostrum/protocol/room';
import { SignJWT, errors, jwtVerify } from 'jose';
import * as v from 'valibot';
import {
  type Claims,
  type Holder,
  type Resumed,
  claimsSchema,
  holderSchema,
  resumedSchema,
} from './pure/claims.ts';
import { badToken, expiredToken } from './pure/refusals.ts';

// Each token is kept out of where another is meant, though all are signed with the same key.
const ACCESS = 'rostrum:class';
const RESUME = 'rostrum:resume';
const REFRESH = 'rostrum:session';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
export const ACCESS_LIFETIME_MS = 15 * MINUTE_MS;
/** From the first welcome on: tokens that are made from one another end together, and then a sign-in counts. */
const RESUME_LIFETIME_MS = 12 * 60 * MINUTE_MS;
export const REFRESH_LIFETIME_MS = 14 * DAY_MS;

export type Verified = { ok: true; claims: Claims } | { ok: false; refusal: Refusal };

export type Read<T> = { ok: true; content: T; issuedAt: number } | { ok: false; refusal: Refusal };

export interface Tokens {
  /** Short-lived: opens one class, and is asked for anew by refreshing. */
  signAccess(claims: Claims, issuedAt: number): Promise<string>;
  /** Brings the same person back to the same class after a lost connection, until so long after `insideSince`. */
  signResume(resumed: Resumed, issuedAt: number): Promise<string>;
  /** Asks for access tokens, and does nothing else. */
  signRefresh(holder: Holder, issuedAt: number): Promise<string>;
  /** Of an access token, and of nothing else. */
  readClaims(token: string): Promise<Read<Claims>>;
  readResumed(token: string): Promise<Read<Resumed>>;
  readHolder(token: string): Promise<Read<Holder>>;
}

export async function createTokens(secretKey: Uint8Array, now: () => number): Promise<Tokens> {
  // Imported once: five thousand who come back at once are five thousand signatures.
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const material = Uint8Array.from(secretKey);
  const key = await crypto.subtle.importKey('raw', material, algorithm, false, ['sign', 'verify']);

  function sign(content: object, audience: string, issuedAt: number, expiresAt: number): Promise<string> {
    // With its fraction of a second: of two that a browser has, the newer one is asked first.
    return new SignJWT({ ...content })
      .setProtectedHeader({ alg: 'HS256' })
      .setAudience(audience)
      .setIssuedAt(issuedAt / 1000)
      .setExpirationTime(Math.ceil(expiresAt / 1000))
      .sign(key);
  }

  async function read<T>(
    token: string,
    audience: string,
    contentOf: (payload: Readonly<Record<string, unknown>>) => v.SafeParseResult<v.GenericSchema<unknown, T>>,
  ): Promise<Read<T>> {
    try {
      const { payload } = await jwtVerify(token, key, {
        algorithms: ['HS256'],
        audience,
        requiredClaims: ['exp', 'iat', 'sub'],
        currentDate: new Date(now()),
      });
      const parsed = contentOf(payload);
      if (!parsed.success) return { ok: false, refusal: badToken };
      return { ok: true, content: parsed.output, issuedAt: Math.round((payload.iat ?? 0) * 1000) };
    } catch (error) {
      if (error instanceof errors.JWTExpired) return { ok: false, refusal: expiredToken };
      if (error instanceof errors.JOSEError) return { ok: false, refusal: badToken };
      throw new Error('a token could not be checked', { cause: error });
    }
  }

  return {
    signAccess: (claims, issuedAt) =>
      sign(payloadOf(claims), ACCESS, issuedAt, issuedAt + ACCESS_LIFETIME_MS),

    signResume({ insideSince, ...claims }, issuedAt) {
      const content = { ...payloadOf(claims), since: insideSince };
      return sign(content, RESUME, issuedAt, insideSince + RESUME_LIFETIME_MS);
    },

    signRefresh: ({ is, sessionId, personId, classId, ...rest }, issuedAt) =>
      sign(
        { is, sid: sessionId, sub: personId, cls: classId, ...rest },
        REFRESH,
        issuedAt,
        issuedAt + REFRESH_LIFETIME_MS,
      ),

    readClaims: (token) => read(token, ACCESS, (payload) => v.safeParse(claimsSchema, claimsIn(payload))),

    readResumed: (token) =>
      read(token, RESUME, (payload) =>
        v.safeParse(resumedSchema, { ...claimsIn(payload), insideSince: payload['since'] }),
      ),

    readHolder: (token) =>
      read(token, REFRESH, ({ is, cls, sub, name, sid }) =>
        v.safeParse(holderSchema, { is, classId: cls, personId: sub, name, sessionId: sid }),
      ),
  };
}

function claimsIn({ cls, sub, role, name, sid }: Readonly<Record<string, unknown>>) {
  return { classId: cls, personId: sub, role, name, sessionId: sid };
}

function payloadOf({ classId, personId, role, name, sessionId }: Claims) {
  return { cls: classId, sub: personId, role, name, sid: sessionId };
}
