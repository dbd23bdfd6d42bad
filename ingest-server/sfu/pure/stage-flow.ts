import type { MediaKind, MediaSource } from '@rostrum/protocol/media';
import type { BreakoutId, PersonId, StagePart } from '@rostrum/protocol/room';

/** As the room says it. */
export interface Standing {
  readonly isStaff: boolean;
  readonly is: 'guest' | 'waiting' | 'audience';
  readonly held: readonly StagePart[];
  readonly mayShareScreen: boolean;
  /** They are in this breakout room, and so on no stage. */
  readonly breakout?: BreakoutId;
}

/** Those who see and hear each other: the people on the stage with whoever runs the class, or a breakout room. */
export type Circle = BreakoutId | 'stage';

/** Where what this person sends as this goes. */
export function circleOf(source: MediaSource, { breakout }: Standing): Circle {
  return isStudios(source) ? 'stage' : (breakout ?? 'stage');
}

/** Where what they get comes from: staff who look into a room don't leave the stage alone meanwhile. */
export function circlesFor({ isStaff, breakout }: Standing): readonly Circle[] {
  if (breakout === undefined) return ['stage'];
  return isStaff ? ['stage', breakout] : [breakout];
}

/** The composed picture and what belongs to it, which are the class's whoever sends them. */
export function isStudios(source: MediaSource): boolean {
  return source === 'programme' || source === 'rehearsal' || source === 'stage-sound';
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
      // A room has no programme to disturb: there anybody shows what they work on.
      if (standing.breakout !== undefined) return undefined;
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

/** Who may be connected: whoever is on the stage or about to be, is in a breakout room, or runs the class. */
export function mayMakeReady({ isStaff, is, breakout }: Standing): boolean {
  return isStaff || is !== 'audience' || breakout !== undefined;
}

/** Whose turn on the stage may come: they make ready, and nobody sees or hears them yet. */
export function waitsForStage({ isStaff, is, breakout }: Standing): boolean {
  return !isStaff && is === 'waiting' && breakout === undefined;
}

/** Whether what this person sends goes on to others. */
export function flowsIn(source: MediaSource, { is, held, mayShareScreen, breakout }: Standing): boolean {
  switch (source) {
    case 'programme':
    case 'stage-sound':
      // Whoever could send it may have gone since: the audience sees it all the same.
      return true;
    case 'rehearsal':
      return false;
    case 'camera':
    case 'microphone':
      return breakout !== undefined || (is === 'guest' && !held.includes(source));
    case 'screen':
      return breakout !== undefined || (is === 'guest' && mayShareScreen && !held.includes(source));
  }
}

/** Whether what this person asked for reaches them: who only waits gets nothing yet. */
export function flowsOut({ is, isStaff, breakout }: Standing): boolean {
  return isStaff || is === 'guest' || breakout !== undefined;
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
  const circle = circleOf(source, standing);
  if (!circlesFor(viewer.standing).includes(circle)) return false;
  if (circle !== 'stage') return true;
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
