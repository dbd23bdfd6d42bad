// The chat as its own door: the student's page brings it in behind the picture.
export { default as Chat } from './Chat.svelte';
export { default as RichText } from './RichText.svelte';
export { default as RoomChat } from './RoomChat.svelte';
