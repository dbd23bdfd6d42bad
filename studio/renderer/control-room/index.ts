// What the instructor reads and answers during class beside the picture: chat, questions, polls, people, the class itself.
// Sends commands and shows what the room tells; knows nothing of cameras, scenes or publishing.
export { CaptionerLinkView } from './captioner-link-view.svelte.ts';
export { default as ControlRoom } from './ControlRoom.svelte';
export { EncoderKeyView } from './encoder-key-view.svelte.ts';
export type { ShownPoll } from '@rostrum/ui/polls';
