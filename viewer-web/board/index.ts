// The whiteboard on the student's page: the class's own, for whom staff let draw, and that of a breakout room for who
// is in it. Loaded when somebody may draw; the board itself only when they open it.
export { default as BoardPanel } from './BoardPanel.svelte';
export { default as ClassBoard } from './ClassBoard.svelte';
