// The list of all classes: what is wrong first, then what is on air, then what comes and what rests.
export { default as Classes } from './Classes.svelte';
