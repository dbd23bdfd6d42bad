/** Every word about recordings that the shell says to the instructor. */
export const texts = {
  noRecording: 'This recording is not there any more.',
  stillRecording: 'This recording is still running. Stop it first.',
  stillExported: 'This recording is being exported. Cancel that first.',
  atWork: 'This recording is being recovered or changed at the moment. Wait until that is done.',
  recoverFirst: 'This recording broke off. Recover it first.',
  diskFull: 'The disk is full. Delete something, then try again.',
  notKept: (folder: string, code: string) =>
    `The recordings’ folder ${folder} can’t be used (${code}). Is the disk still there, and may it be written?`,
  noFfmpeg:
    'FFmpeg is missing, which makes files out of recordings. Install FFmpeg, then try again; the recording itself is safe.',
  wrongFfmpeg: (path: string) =>
    `FFMPEG_PATH names ${path}, which doesn’t run as FFmpeg. Mend it, or leave it empty.`,
  noTrack: 'This recording has no such track.',
  noSound: 'This track has no sound. Choose the programme or the microphone.',
  noPicture: 'This track has no picture. Choose “sound only”.',
  emptyTrim: 'Nothing lies between this start and this end.',
  fileGone: 'The track’s file is gone: was it moved or deleted?',
  unreadable: 'FFmpeg can’t read this track.',
  failed: (why: string) => `FFmpeg gave up: ${why}`,
  fallbackTitle: 'Recording',
} as const;
