import * as v from 'valibot';
import { streamIdSchema } from '../room/index.ts';

/** Where whoever is in a class watches it: behind this path are `main.m3u8` and all that it names. */
export const watchResponseSchema = v.object({
  path: v.string(),
  /** By the server's clock; missing where it is good for ever. */
  expiresAt: v.optional(v.number()),
  /** What is on air there, and since when. Missing: nothing is, or there is no place for them at the gateway. */
  live: v.optional(
    v.object({
      streamId: streamIdSchema,
      since: v.number(),
      /** What `main.m3u8` says at this moment: whoever comes in need not ask for it. Missing until it says something. */
      playlist: v.optional(v.string()),
      /** And what each playlist that it names begins with for whoever comes now: the init segment, then parts. */
      first: v.optional(v.array(v.object({ playlist: v.string(), pieces: v.array(v.string()) }))),
    }),
  ),
});

/** While it is live, `pictures/<number>.jpg` behind the path shows what was on air at so many times this by the clock. */
export const LIVE_PICTURE_EVERY_MS = 10_000;

export type WatchResponse = v.InferOutput<typeof watchResponseSchema>;
