// A class afterwards: its recordings, and beside each what happened in the class at the moment that the picture shows.
// Knows HTTP and the player's parts; nothing of the gateway: what is over is not live, and nobody takes part in it.
export { default as ReplayPage } from './ReplayPage.svelte';
