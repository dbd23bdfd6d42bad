// Being in a class: the picture, what is said about it, and one's own part in it. Knows one session; how somebody
// came to have it is the entry's.
export { default as LecturePage } from './LecturePage.svelte';
