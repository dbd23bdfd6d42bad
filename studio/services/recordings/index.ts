// Recordings on the instructor's own disk: appended to while the lecture runs, found again after a crash, made into
// files for people, sent to the server in the place of its own. Knows folders, files and FFmpeg; not where chunks come
// from, nor how a shell carries them.
export { recordingHandlers } from './handlers.ts';
export type { ClassAccess } from './replacing/server-recordings.ts';
