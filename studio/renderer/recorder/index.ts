// The recording on this computer's disk: the programme and each source on its own track, handed to the shell chunk by
// chunk, and the list of what was recorded. Knows MediaRecorder and the bridge; not where tracks come from, nor FFmpeg.
export { Recorder } from './recorder.ts';
export type { RecordedTracks, RecorderOptions } from './recorder.ts';
export type { RecorderState, StopReason } from './pure/recorder-state.ts';
export { default as RecordingLine } from './RecordingLine.svelte';
export { default as Recordings } from './Recordings.svelte';
export { RecordingsView } from './recordings-view.svelte.ts';
