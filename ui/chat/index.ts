// The chat as its own door: the student's page brings it in behind the picture.
export { default as Chat } from './Chat.svelte';
