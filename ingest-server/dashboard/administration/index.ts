// Owns the page on which admins keep their institution's records and see who changed what. Knows how to ask for it, and
// nothing of the rules: what the server refuses is shown in its words. Whoever shows the page hands in the way to the server.
export { default as Administration } from './Administration.svelte';
