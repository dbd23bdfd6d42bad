// Getting in: from an address or a typed code, over a name, to a token for one class.
// Knows HTTP and the browser's storage; nothing of the gateway, the chat or the picture.
export { default as Door } from './Door.svelte';
export { DoorWay } from './door-way.svelte.ts';
export { default as Looking } from './Looking.svelte';
export { Visit } from './visit.svelte.ts';
export type { VisitState } from './visit.svelte.ts';
