// What an instructor hears the studio through: the speakers that were chosen, the system's where these are away.
// Knows what plays only as elements and nodes that are handed in; not what they play.
export { browserSpeakers } from './browser-speakers.ts';
export { Speakers } from './speakers.svelte.ts';
export type { HearNode, PlayThrough } from './speakers.svelte.ts';
export { default as SpeakersChoice } from './SpeakersChoice.svelte';
export { speakersWords } from './standing-words.ts';
