// The page of one class: its curves with what happened, its players and people, and what an admin can do to it. Comes
// apart from the rest of the dashboard, since it brings the plots' library.
export { default as OneClass } from './OneClass.svelte';
