// The whiteboard: what is drawn, by whom and together, and as pictures for the programme.
// Knows the class's gateway, and nothing of scenes, devices or the rest of the desk.
export { default as Whiteboard } from './Whiteboard.svelte';
