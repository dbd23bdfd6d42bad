// The programme on a student's screen: low-latency HLS into one video element, every state of it in words, and
// its controls. Knows the room's stream, the server's clock and whom to ask for an address; nothing of the chat, of
// people or of tokens.
export { loadHls } from './load-hls.ts';
export { default as Programme } from './Programme.svelte';
export type { StageMedia } from './stage-media.ts';
