import * as v from 'valibot';
import { trackInfoSchema } from './manifest.ts';

const keptSegmentSchema = v.object({
  msn: v.number(),
  run: v.number(),
  wallMs: v.number(),
  durationMs: v.number(),
  is: v.picklist(['complete', 'gap']),
  bytes: v.number(),
});

/** What one file of the spool is about; its bytes stand behind it. */
export const recordSchema = v.variant('is', [
  v.object({ is: v.literal('init'), rung: v.string(), run: v.number(), info: trackInfoSchema }),
  v.object({ is: v.literal('segment'), rung: v.string(), segment: keptSegmentSchema }),
  /** The stream is over: nothing comes behind it. */
  v.object({ is: v.literal('end'), at: v.number() }),
]);

export type SpoolRecord = v.InferOutput<typeof recordSchema>;

/** Names in the order of what came. */
export const spoolFileName = (ordinal: number) => `${String(ordinal).padStart(9, '0')}.rec`;

/** The ordinal of a whole file; undefined for what a kill left half-written, and for what isn't ours. */
export function ordinalOf(fileName: string): number | undefined {
  const found = /^(\d{9,})\.rec$/.exec(fileName);
  return found ? Number(found[1]) : undefined;
}
