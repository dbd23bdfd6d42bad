// The slides that a class was shown, for a student to page through alone. Must not know how they came into the lecture.
export { default as SlidesPanel } from './SlidesPanel.svelte';
