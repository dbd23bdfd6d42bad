// A student's polls: what is asked, what they answered, what came of it.
export { default as PollsPanel } from './PollsPanel.svelte';
