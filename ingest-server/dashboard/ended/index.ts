// What was on air and is over: when, for how long, with how many people, and how well it went.
export { default as Ended } from './Ended.svelte';
