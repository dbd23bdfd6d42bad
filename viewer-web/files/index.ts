// What staff have given to the class, for students to take along.
export { default as FilesPanel } from './FilesPanel.svelte';
