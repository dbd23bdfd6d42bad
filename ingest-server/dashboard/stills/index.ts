// Still pictures of what classes send out now: only for what is on the screen, and only when there is a newer one.
export { default as Still } from './Still.svelte';
