// A breakout room on a student's page: who is in it, its chat, its whiteboard and the time that is left, and the way into
// it from the class and back. Loaded when a class has rooms; the lecture goes on underneath.
export { default as RoomOffer } from './RoomOffer.svelte';
export { default as RoomPage } from './RoomPage.svelte';
export { default as RoomSide } from './RoomSide.svelte';
