// A student's word on what is going on, without words: what they may send, and what came from all.
export { default as ReactionBar } from './ReactionBar.svelte';
export { default as ReactionCounts } from './ReactionCounts.svelte';
