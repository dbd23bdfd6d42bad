// The programme on a student's screen: low-latency HLS into one video element, every state of it in words, and
// its controls. Knows the room's stream and the server's clock; nothing of the chat, of people or of tokens.
export { default as Programme } from './Programme.svelte';
