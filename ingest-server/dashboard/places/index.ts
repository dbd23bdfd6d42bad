// Where on the dashboard somebody is: addresses in the fragment, and the tabs that lead to them.
export { PlaceNow } from './place-now.svelte.ts';
export { type Place, addressOf } from './pure/place.ts';
export { default as Tabs } from './Tabs.svelte';
