// What classes used in a month, what that costs by the institution's own prices, and what pure WebRTC would have cost.
import * as v from 'valibot';
import { classIdSchema } from '../room/index.ts';

const amount = v.pipe(v.number(), v.finite(), v.minValue(0));

/** More than this for one unit of anything is a slip of the keyboard. */
const PRICE_MAX = 1_000_000;
const price = v.pipe(
  v.number('a price is a number'),
  v.finite('a price is a number'),
  v.minValue(0, 'a price is not below nothing'),
  v.maxValue(PRICE_MAX, 'this price is too high to be one'),
);

/** Of one currency; a GB is a thousand million bytes, as clouds sell it. */
export const pricesSchema = v.object({
  currency: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/, 'a currency has three capital letters, such as EUR')),
  /** Of what leaves for students. */
  perGbSent: price,
  perCoreHour: price,
  perGbMonthStored: price,
  /** Of WebRTC from a provider: a minute of one person. */
  perPersonMinute: price,
});

/** By UTC. */
export const monthSchema = v.pipe(v.string(), v.regex(/^20\d\d-(0[1-9]|1[0-2])$/, 'a month such as 2026-11'));

export const costQuerySchema = v.object({ month: v.optional(monthSchema) });

/** Counted, never estimated. */
export const usageSchema = v.object({
  liveSeconds: amount,
  /** Of everybody in the class while it was on air. */
  personSeconds: amount,
  stageSeconds: amount,
  sentBytes: amount,
  /** Of these, pictures in AV1; and what the same pictures took in H.264. */
  av1Bytes: amount,
  av1AsH264Bytes: amount,
  cpuSeconds: amount,
  storedByteSeconds: amount,
});

export const costsSchema = v.object({
  sent: amount,
  compute: amount,
  storage: amount,
  /** People on the stage, at the price of WebRTC. */
  stage: amount,
  total: amount,
  /** What the same minutes of the same people would have cost over WebRTC alone. */
  webRtc: amount,
  av1Saved: amount,
});

export const costSchema = v.object({
  month: monthSchema,
  /** Those with anything in them, and the present one; the newest first. */
  months: v.array(monthSchema),
  prices: pricesSchema,
  /** Whether these prices were ever said, or are the ones to begin with. */
  isOwnPrices: v.boolean(),
  /** The dearest first. */
  classes: v.array(
    v.object({
      classId: classIdSchema,
      classTitle: v.string(),
      courseTitle: v.string(),
      usage: usageSchema,
      costs: costsSchema,
    }),
  ),
  total: v.object({ usage: usageSchema, costs: costsSchema }),
});

export type Prices = v.InferOutput<typeof pricesSchema>;
export type Usage = v.InferOutput<typeof usageSchema>;
export type Costs = v.InferOutput<typeof costsSchema>;
export type Cost = v.InferOutput<typeof costSchema>;
