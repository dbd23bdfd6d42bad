// The whiteboard as it was at a moment of a recording. Comes with Yjs, which is large: brought in when somebody looks.
export { default as BoardAt } from './BoardAt.svelte';
