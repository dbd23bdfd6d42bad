// The small player beside the programme: the same stream that students get, with its delay. Asks the shell where it
// is; knows nothing of publishing.
export { default as SeenByStudents } from './SeenByStudents.svelte';
