import type { MediaKind, MediaSource } from '@rostrum/protocol/media';
import type { PersonId, StagePart } from '@rostrum/protocol/room';

/** As the room says it. */
export interface Standing {
  readonly isStaff: boolean;
  readonly is: 'guest' | 'waiting' | 'audience';
  readonly held: readonly StagePart[];
  readonly mayShareScreen: boolean;
}

/** Why this may not be sent, in words. */
export function refusalToSend(source: MediaSource, standing: Standing): string | undefined {
  switch (source) {
    case 'programme':
    case 'rehearsal':
    case 'stage-sound':
      return standing.isStaff ? undefined : 'Only staff of this class can publish.';
    case 'camera':
    case 'microphone':
      return mayMakeReady(standing) ? undefined : 'Raise your hand first: staff call you to the stage.';
    case 'screen':
      if (standing.is !== 'guest') return 'Only who is on the stage can share a screen.';
      return standing.mayShareScreen ? undefined : 'Staff have not allowed you to share your screen.';
  }
}

/** A microphone that sends pictures would get round what staff have turned off, and whoever shows it would choke on it. */
export function isKindOf(source: MediaSource, kind: MediaKind): boolean {
  switch (source) {
    case 'programme':
    case 'rehearsal':
      return true;
    case 'stage-sound':
    case 'microphone':
      return kind === 'audio';
    case 'camera':
    case 'screen':
      return kind === 'video';
  }
}

/** Who may be connected to the stage: whoever is on it, is about to be, or runs the class. */
export function mayMakeReady({ isStaff, is }: Standing): boolean {
  return isStaff || is !== 'audience';
}

/** Whether what this person sends goes on to others. */
export function flowsIn(source: MediaSource, { is, held, mayShareScreen }: Standing): boolean {
  switch (source) {
    case 'programme':
    case 'stage-sound':
      // Whoever could send it may have gone since: the audience sees it all the same.
      return true;
    case 'rehearsal':
      return false;
    case 'camera':
    case 'microphone':
      return is === 'guest' && !held.includes(source);
    case 'screen':
      return is === 'guest' && mayShareScreen && !held.includes(source);
  }
}

/** Whether what this person asked for reaches them: who only waits gets nothing yet. */
export function flowsOut({ is, isStaff }: Standing): boolean {
  return isStaff || is === 'guest';
}

interface Stream {
  readonly personId: PersonId;
  readonly source: MediaSource;
  readonly kind: MediaKind;
  readonly standing: Standing;
}

interface Viewer {
  readonly personId: PersonId;
  readonly standing: Standing;
  /** There is a mix without the guests. */
  readonly hasStageSound: boolean;
}

/** Whether somebody is told that this is there. Nobody gets what is their own: that is the whole of mix-minus. */
export function isListed({ personId, source, kind, standing }: Stream, viewer: Viewer): boolean {
  if (personId === viewer.personId || !mayMakeReady(viewer.standing)) return false;
  switch (source) {
    case 'programme':
      // Its sound has the guests in it, except where it comes from an encoder that knows of none.
      return kind === 'video' || !viewer.hasStageSound;
    case 'rehearsal':
      return false;
    case 'stage-sound':
      return true;
    default:
      // Staff get it ready beforehand; to everybody else somebody who only waits is not there.
      return standing.is === 'guest' || (viewer.standing.isStaff && standing.is === 'waiting');
  }
}
