import type { RecordedSource } from '../../preload/pure/recording-parts.ts';
import type { StopReason } from './pure/recorder-state.ts';

const sources = {
  programme: 'Programme',
  camera: 'Camera',
  screen: 'Screen',
  board: 'Whiteboard',
  microphone: 'Microphone',
} satisfies Record<RecordedSource, string>;

/** Every word about recordings on the studio's page. */
export const texts = {
  sources,
  recorder: {
    gap: 'A part of the recording is missing on the disk. What was recorded before is safe; start a new recording.',
    gone: 'The recording’s folder was taken away. Start a new recording.',
  },

  line: {
    heading: 'Recording on this computer',
    off: 'Not recorded on this computer.',
    starting: 'Starting to record…',
    recording: 'Recording',
    saving: 'Saving the last seconds…',
    start: 'Record',
    stop: 'Stop recording',
    all: 'Recordings',
    room: (time: string) => `room for ${time}`,
    roomLow: (time: string) => `The disk is filling up: room for ${time}. Delete something soon.`,
    roomLowUnknown: (size: string) => `The disk is filling up: ${size} free. Delete something soon.`,
    away: 'The studio’s program doesn’t answer. The recording is held in memory: leave this page open.',
    slow: 'The disk is too slow at the moment.',
    refused: (why: string) => `${why} The recording is held in memory meanwhile: leave this page open.`,
    held: (size: string) => `${size} so far.`,
    heldWhileSlow: (size: string) => `${size} are held in memory: leave this page open.`,
    lost: (names: readonly RecordedSource[]) =>
      `Not recorded on its own: ${names.map((name) => sources[name]).join(', ')}. The programme is.`,
    stopped: {
      asked: 'The recording is on the disk.',
      'disk-full':
        'Recording has stopped: the disk is full. What was recorded is safe. Delete something, then record again.',
      'memory-full':
        'Recording has stopped: the studio’s program was away for too long. What was recorded is safe.',
      'no-picture': 'Recording has stopped: there is no picture any more. What was recorded is safe.',
    } satisfies Record<StopReason, string>,
    failed: (why: string) => `Not recorded. ${why}`,
  },

  list: {
    heading: 'Recordings',
    close: 'Close',
    loading: 'Looking for recordings…',
    away: 'The studio’s program doesn’t answer, so the recordings can’t be shown. They are safe on the disk.',
    again: 'Try again',
    none: 'No recordings yet',
    noneText: 'A recording starts by itself when you go on air, and can be started without. It appears here.',
    where: 'They lie in',
    free: (size: string) => `${size} free on this disk`,
    untitled: 'Recording',
    states: { recording: 'Recording', unfinished: 'Broke off', finished: '' },
    wasRecovered: 'Recovered',
    recover: 'Recover',
    recovering: 'Recovering…',
    recoverText: 'This recording broke off. Everything up to its last second can be brought back.',
    unreadable: (names: readonly RecordedSource[]) =>
      `Recovered. There was nothing in: ${names.map((name) => sources[name]).join(', ')}.`,
    rename: 'Rename',
    renameLabel: 'Title',
    save: 'Save',
    cancel: 'Cancel',
    remove: 'Delete',
    removeOf: (title: string) => `Delete ${title}`,
    confirmTitle: 'Delete this recording?',
    confirmText: (title: string, size: string) =>
      `“${title}” (${size}) is deleted for good, with what was exported from it.`,
    confirmKeep: 'Keep it',
    confirmRemove: 'Delete',
    export: 'Export',
    folder: 'Folder',
  },

  form: {
    heading: (title: string) => `Export ${title}`,
    track: 'What',
    as: 'As',
    mp4: 'Video (MP4)',
    m4a: 'Sound only (M4A)',
    from: 'From',
    to: 'To',
    timeHint: 'Minutes and seconds, such as 1:30. Empty: all of it.',
    badTime: 'Write minutes and seconds, such as 1:30.',
    badOrder: 'The end must come after the start.',
    chapters: 'Chapters',
    chaptersHint: 'One a line: 12:30 Interference',
    tooManyChapters: (most: number) => `At most ${most} chapters fit into one export.`,
    badChapter: (line: string) => `“${line}” has no moment at its beginning, such as 12:30.`,
    loudness: 'Even out the loudness (EBU R128)',
    start: 'Export',
    cancel: 'Cancel',
  },

  exports: {
    heading: 'Exports',
    waiting: 'Waiting',
    running: (percent: number, left: string | undefined) =>
      left ? `${percent} % · ${left}` : `${percent} %`,
    done: (size: string) => `Done, ${size}`,
    cancelled: 'Cancelled',
    cancel: 'Cancel',
    forget: 'Remove from this list',
    progressOf: (name: string) => `Progress of ${name}`,
  },
} as const;
