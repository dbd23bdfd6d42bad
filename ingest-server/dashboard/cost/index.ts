// Owns the page on which an institution sees what its classes cost. Knows how to ask for it, and nothing of how it is
// counted; whoever shows the page hands in the way to the server.
export { default as Cost } from './Cost.svelte';
