import type { ClassId, PersonId } from '@rostrum/protocol/room';
import type { MediaDesk, MediaSession } from '../room/index.ts';
import type { Standing } from './pure/stage-flow.ts';

type StandingOf = (classId: ClassId, personId: PersonId) => Standing;

/** The encoders that ask the media desk what a studio asks. */
export class Encoders {
  readonly #sessions = new Set<MediaSession>();

  /**
   * Whoever let an encoder in has asked what its person may do: they need not be in the room, which would know nothing of
   * them.
   */
  standingIn(standingOf: StandingOf): StandingOf {
    return (classId, personId) => {
      const standing = standingOf(classId, personId);
      const sends = [...this.#sessions].some((one) => one.classId === classId && one.personId === personId);
      return sends ? { ...standing, isStaff: true } : standing;
    };
  }

  /** The same desk for them. */
  deskOf(desk: MediaDesk): MediaDesk {
    return {
      ...desk,
      ask: (session, question) => {
        this.#sessions.add(session);
        return desk.ask(session, question);
      },
      sessionClosed: (session) => {
        this.#sessions.delete(session);
        desk.sessionClosed(session);
      },
    };
  }
}
