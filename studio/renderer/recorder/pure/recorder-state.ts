import type { DiskRoom, RecordedSource } from '../../../preload/pure/recording-parts.ts';

/** Why no more is recorded: as asked, or so that what there is stays whole. */
export type StopReason = 'asked' | 'disk-full' | 'memory-full' | 'no-picture';

/** What keeps chunks from the disk at the moment. They are held in memory meanwhile. */
export type ShellTrouble =
  | { is: 'none' }
  | { is: 'away' | 'slow'; heldBytes: number }
  /** The shell can't write at the moment, and says why. */
  | { is: 'refused'; text: string; heldBytes: number };

/**
 *   idle ──start──► starting ──begun──► recording ──stop──► saving ──saved──► stopped ──start──► …
 *                       └──refused──────────┴──refused──────────┴──► failed ──start──► …
 */
export type RecorderState =
  | { is: 'idle' }
  | { is: 'starting'; sinceMs: number; trouble: ShellTrouble; lost: readonly RecordedSource[] }
  | {
      is: 'recording';
      sinceMs: number;
      recordingId: string;
      sizeBytes: number;
      room: DiskRoom;
      trouble: ShellTrouble;
      /** Whose own track can't be recorded; the programme goes on. */
      lost: readonly RecordedSource[];
    }
  | { is: 'saving'; why: StopReason; recordingId: string | undefined; trouble: ShellTrouble }
  | { is: 'stopped'; why: StopReason; recordingId: string | undefined }
  | { is: 'failed'; text: string };

export type RecorderEvent =
  | { is: 'start'; nowMs: number }
  | { is: 'begun'; recordingId: string; room: DiskRoom }
  | { is: 'kept'; sizeBytes: number; room: DiskRoom }
  | { is: 'trouble'; trouble: ShellTrouble }
  | { is: 'lost'; source: RecordedSource }
  | { is: 'found'; source: RecordedSource }
  | { is: 'stop'; why: StopReason }
  | { is: 'saved' }
  | { is: 'refused'; text: string };

export function nextState(state: RecorderState, event: RecorderEvent): RecorderState {
  switch (event.is) {
    case 'start':
      return isRunning(state)
        ? state
        : { is: 'starting', sinceMs: event.nowMs, trouble: { is: 'none' }, lost: [] };
    case 'begun': {
      const { recordingId, room } = event;
      // Stopped before the shell had answered.
      if (state.is === 'saving') return { ...state, recordingId };
      if (state.is !== 'starting') return state;
      const { sinceMs, trouble, lost } = state;
      return { is: 'recording', sinceMs, recordingId, sizeBytes: 0, room, trouble, lost };
    }
    case 'kept':
      if (state.is !== 'recording') return state;
      return { ...state, sizeBytes: event.sizeBytes, room: event.room };
    case 'trouble':
      return isRunning(state) ? { ...state, trouble: event.trouble } : state;
    case 'lost':
      if (state.is !== 'recording' && state.is !== 'starting') return state;
      return { ...state, lost: [...new Set([...state.lost, event.source])] };
    case 'found':
      if (state.is !== 'recording' && state.is !== 'starting') return state;
      if (!state.lost.includes(event.source)) return state;
      return { ...state, lost: state.lost.filter((source) => source !== event.source) };
    case 'stop': {
      if (state.is !== 'recording' && state.is !== 'starting') return state;
      const recordingId = state.is === 'recording' ? state.recordingId : undefined;
      return { is: 'saving', why: event.why, recordingId, trouble: state.trouble };
    }
    case 'saved':
      if (state.is !== 'saving') return state;
      return { is: 'stopped', why: state.why, recordingId: state.recordingId };
    case 'refused':
      return isRunning(state) ? { is: 'failed', text: event.text } : state;
  }
}

function isRunning(
  state: RecorderState,
): state is Extract<RecorderState, { is: 'starting' | 'recording' | 'saving' }> {
  return state.is === 'starting' || state.is === 'recording' || state.is === 'saving';
}
