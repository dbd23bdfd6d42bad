// The page on which a person types what a class hears: by a link that staff made, with the class's sound beside it.
// Knows its own HTTP addresses and the playlist; nothing of the gateway, the chat or people.
export { default as CaptionerWay } from './CaptionerWay.svelte';
export { isCaptionerPath } from './pure/captioner-path.ts';
