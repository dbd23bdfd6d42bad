// The mixer: one sound out of all that is plugged in, limited and measured. Knows Web Audio; not where sound comes
// from, nor where it goes.
export { Mixer } from './mixer.ts';
export type { MixerInput, MixerState } from './mixer.ts';
export { SILENCE_DB, loudnessWord } from './pure/sound-level.ts';
