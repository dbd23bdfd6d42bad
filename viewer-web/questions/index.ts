// What students ask: their own questions, and votes for the others'.
export { default as QuestionsPanel } from './QuestionsPanel.svelte';
