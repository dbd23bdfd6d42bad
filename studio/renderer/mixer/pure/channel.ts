import * as v from 'valibot';

const channelSchema = v.object({
  gainDb: v.number(),
  muted: v.boolean(),
  /** Held back, so that a sound that comes before its picture waits for it. */
  delayMs: v.number(),
});

/** What can stand in the mix; each has its own place among the controls and in what is kept. */
export const channelsSchema = v.object({
  microphone: v.optional(channelSchema),
  secondMicrophone: v.optional(channelSchema),
  screen: v.optional(channelSchema),
  guests: v.optional(channelSchema),
  file: v.optional(channelSchema),
});

/** How one source stands in the mix. */
export type ChannelSettings = v.InferOutput<typeof channelSchema>;
export type KeptChannels = v.InferOutput<typeof channelsSchema>;
export type ChannelName = keyof KeptChannels;

/** Through these the instructor is heard, and one key mutes them all. */
export const MICROPHONES = ['microphone', 'secondMicrophone'] as const;
export type MicrophoneName = (typeof MICROPHONES)[number];

export function isMicrophone(name: ChannelName): name is MicrophoneName {
  return (MICROPHONES as readonly ChannelName[]).includes(name);
}

export const GAIN_MIN_DB = -30;
export const GAIN_MAX_DB = 12;
export const DELAY_MAX_MS = 500;

export const plainChannel: ChannelSettings = { gainDb: 0, muted: false, delayMs: 0 };

/** What was kept may be older than today's limits. */
export function withinLimits({ gainDb, muted, delayMs }: ChannelSettings): ChannelSettings {
  return {
    gainDb: within(gainDb, GAIN_MIN_DB, GAIN_MAX_DB),
    muted,
    delayMs: within(delayMs, 0, DELAY_MAX_MS),
  };
}

export function gainOfDb(db: number): number {
  return 10 ** (db / 20);
}

function within(value: number, least: number, most: number): number {
  return Number.isFinite(value) ? Math.min(most, Math.max(least, value)) : 0;
}
