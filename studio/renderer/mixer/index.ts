// The mixer: one sound out of all that is plugged in, each with its gain, mute and delay, limited and measured.
// Knows Web Audio; not where sound comes from, nor where it goes.
export { Mixer } from './mixer.ts';
export type { MixerInput, MixerState } from './mixer.ts';
export { Sound } from './sound.svelte.ts';
export type { KeptChannels } from './sound.svelte.ts';
export { default as SoundPanel } from './SoundPanel.svelte';
export { SILENCE_DB, loudnessWord } from './pure/sound-level.ts';
