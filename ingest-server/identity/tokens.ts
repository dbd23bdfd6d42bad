import { type Refusal, refuse } from '@rostrum/protocol/room';
import { SignJWT, errors, jwtVerify } from 'jose';
import * as v from 'valibot';
import { type Claims, claimsSchema } from './pure/claims.ts';

/** Kept out of tokens made for another purpose with the same key, and those out of here. */
const AUDIENCE = 'rostrum:class';

export type Verified = { ok: true; claims: Claims } | { ok: false; refusal: Refusal };

export interface Tokens {
  sign(claims: Claims, lifetimeMs: number): Promise<string>;
  verify(token: string): Promise<Verified>;
}

export function createTokens(secretKey: Uint8Array, now: () => number): Tokens {
  return {
    sign({ classId, personId, role, name }, lifetimeMs) {
      const issuedAtS = Math.floor(now() / 1000);
      return new SignJWT({ cls: classId, role, name })
        .setProtectedHeader({ alg: 'HS256' })
        .setAudience(AUDIENCE)
        .setSubject(personId)
        .setIssuedAt(issuedAtS)
        .setExpirationTime(issuedAtS + Math.ceil(lifetimeMs / 1000))
        .sign(secretKey);
    },

    async verify(token) {
      try {
        const { payload } = await jwtVerify(token, secretKey, {
          algorithms: ['HS256'],
          audience: AUDIENCE,
          requiredClaims: ['exp', 'sub'],
          currentDate: new Date(now()),
        });
        const { cls, sub, role, name } = payload;
        const parsed = v.safeParse(claimsSchema, { classId: cls, personId: sub, role, name });
        return parsed.success ? { ok: true, claims: parsed.output } : { ok: false, refusal: badToken };
      } catch (error) {
        if (error instanceof errors.JWTExpired) return { ok: false, refusal: expiredToken };
        if (error instanceof errors.JOSEError) return { ok: false, refusal: badToken };
        throw new Error('a token could not be checked', { cause: error });
      }
    },
  };
}

const badToken = refuse(
  'bad-token',
  'This link is not valid here. Ask for a new one, or join with the class code.',
);
const expiredToken = refuse(
  'expired-token',
  'This link has expired. Ask for a new one, or join with the class code.',
);
