// Who is on the stage, as the studio has them: their pictures and voices come in here, go into the programme, and are
// heard by the instructor. Who may be there is the room's to say; how scenes look is the compositor's.
export { default as Hands } from './Hands.svelte';
export { StageGuests } from './stage-guests.svelte.ts';
export { default as StagePanel } from './StagePanel.svelte';
export { texts as stageTexts } from './texts.ts';
