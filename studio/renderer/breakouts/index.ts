// Breakout rooms at the desk: plans, opens and ends them, says who is where, and lets the instructor look into one. Who
// may be where is the room's to say; how people come in over WebRTC is the stage's.
export { BreakoutVisit } from './breakout-visit.svelte.ts';
export { default as BreakoutsPanel } from './BreakoutsPanel.svelte';
export { RoomVoices } from './room-voices.ts';
export { inNoRoom } from './pure/rooms-view.ts';
export { default as VisitBar } from './VisitBar.svelte';
