import * as v from 'valibot';

/** How an encoder that speaks WHIP is set up for a class. */
export const encoderKeySchema = v.object({
  /** Where it sends to, behind the server's address. */
  path: v.string(),
  /** Its bearer token, said once and kept nowhere. */
  token: v.string(),
  expiresAt: v.number(),
});

/** The same without the token; `expiresAt` is there where somebody has a key. */
export const encoderSetupSchema = v.object({ path: v.string(), expiresAt: v.optional(v.number()) });

export type EncoderKey = v.InferOutput<typeof encoderKeySchema>;
export type EncoderSetup = v.InferOutput<typeof encoderSetupSchema>;
