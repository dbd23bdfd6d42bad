// What watching is more comfortable with: controls, the bar, captions, settings, keys, and every word but the first. Loaded
// behind the first picture, or at once where something else is to be told.
export { default as CaptionBox } from './CaptionBox.svelte';
export { default as LiveBar } from './LiveBar.svelte';
export { default as ProgrammeControls } from './ProgrammeControls.svelte';
export { default as Reporting } from './Reporting.svelte';
export { default as ScreenTold } from './ScreenTold.svelte';
export { default as SoundBlocked } from './SoundBlocked.svelte';
export { default as StagePicture } from './StagePicture.svelte';
export { default as Underway } from './Underway.svelte';
export { default as WatchingTools } from './WatchingTools.svelte';
