// The mixer: one sound out of all that is plugged in, each with its gain, mute and delay, limited and measured.
// Knows Web Audio; not where sound comes from, nor where it goes.
export { default as MuteKeys } from './MuteKeys.svelte';
export type { MixerState } from './mixer.ts';
export { Sound } from './sound.svelte.ts';
export { channelsSchema } from './pure/channel.ts';
export type { KeptChannels, MicrophoneName } from './pure/channel.ts';
export { default as SoundPanel } from './SoundPanel.svelte';
export { SILENCE_DB, loudnessWord } from './pure/sound-level.ts';
