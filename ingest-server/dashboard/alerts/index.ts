// What is wrong and what was: shown, said aloud once, and told by the browser where somebody asked for that. What an
// alert means and what to do is the protocol's to say.
export { default as AlertItem } from './AlertItem.svelte';
export { default as Alerts } from './Alerts.svelte';
export { default as Announcer } from './Announcer.svelte';
export { Notify } from './notify.svelte.ts';
