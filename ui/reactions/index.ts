// Reactions of a whole class to what is going on: what came of them in the last while. Knows no person’s.
export { RecentReactions } from './recent-reactions.svelte.ts';
