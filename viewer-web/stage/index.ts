// A student's way to the stage and back: makes ready while they wait, sends and receives while they are there. Loaded
// when a hand goes up or a call comes; the picture from the audience's stream goes on underneath.
export { default as CallDialog } from './CallDialog.svelte';
export { default as StageBar } from './StageBar.svelte';
export { StageSeat } from './stage-seat.svelte.ts';
