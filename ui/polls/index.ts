// What came of a poll, as staff and students see it.
export { default as PollResults } from './PollResults.svelte';
export { type ShownPoll, listPolls, resultLines } from './pure/poll-results.ts';
