// What the instructor reads and answers during class beside the picture: chat, questions, polls, people, the class itself.
// Sends commands and shows what the room tells; knows nothing of cameras, scenes or publishing.
export { default as ControlRoom } from './ControlRoom.svelte';
export type { ShownPoll } from './pure/poll-results.ts';
