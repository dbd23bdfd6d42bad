// How the server itself does, with small curves of what this page has seen, and what its log writes.
export { default as Server } from './Server.svelte';
