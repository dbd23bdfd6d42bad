import type { AlertKind } from '@rostrum/protocol/operations';

/**
 * What explains others of the same class, or of the server: a cause is told, what follows from it isn't told besides.
 * What was told before its cause began stays open.
 */
export const followsFrom: Readonly<Partial<Record<AlertKind, readonly AlertKind[]>>> = {
  // There is nothing to see, to hear or to lose.
  'nothing-comes-in': [
    'no-keyframe',
    'silence',
    'black-picture',
    'frozen-picture',
    'loss-high',
    'delay-high',
    'transcoder-slow',
  ],
  // What goes out is our own picture, or nothing; and it is the transcoder that asks for key frames.
  'transcoder-failing': [
    'no-keyframe',
    'silence',
    'black-picture',
    'frozen-picture',
    'transcoder-slow',
    'delay-high',
  ],
  'transcoder-slow': ['delay-high'],
  // A key frame is large: of a tenth of its packets one is nearly always missing.
  'loss-high': ['no-keyframe', 'frozen-picture'],
  'no-keyframe': ['black-picture', 'frozen-picture'],
  // A black picture never changes.
  'black-picture': ['frozen-picture'],
  'store-failing': ['spool-growing'],
  // Every answer is noticed late, that of the database too.
  'event-loop-late': ['database-slow'],
};
