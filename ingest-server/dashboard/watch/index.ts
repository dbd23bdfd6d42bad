// The dashboard's line to the server: comes in, stays in, and keeps what is told as reactive values. Knows nothing of
// how any of it is shown.
export { type AlertsNow, Live } from './live.svelte.ts';
export type { ClassHistory } from './pure/class-history.ts';
export type { Bitrates } from './pure/lately.ts';
export type { WatchState } from './pure/watch-state.ts';
