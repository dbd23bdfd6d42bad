import * as v from 'valibot';

export const refusalCodeSchema = v.picklist([
  'not-allowed',
  'empty',
  'too-long',
  'malformed',
  'unknown-class',
  'unknown-code',
  'bad-token',
  'expired-token',
  'no-media',
  'not-found',
  'closed',
  'not-yet',
  'too-many',
  'too-fast',
  'muted',
  'removed',
  'revoked',
  'full',
  'taken',
  'server-error',
]);

export type RefusalCode = v.InferOutput<typeof refusalCodeSchema>;

/** A 'no' that a person can read. It is a value, never thrown across a room's door. */
export const refusalSchema = v.object({
  code: refusalCodeSchema,
  text: v.string(),
  retryAfterMs: v.optional(v.number()),
});

export type Refusal = v.InferOutput<typeof refusalSchema>;

export function refuse(code: RefusalCode, text: string, retryAfterMs?: number): Refusal {
  return retryAfterMs === undefined ? { code, text } : { code, text, retryAfterMs };
}
