// What watching is more comfortable with: the bar, captions, settings, keys. Loaded once there is a picture, never
// before it; what is not here the page can do without.
export { default as CaptionBox } from './CaptionBox.svelte';
export { default as LiveBar } from './LiveBar.svelte';
export { default as Reporting } from './Reporting.svelte';
export { default as WatchingTools } from './WatchingTools.svelte';
