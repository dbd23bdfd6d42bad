import type { Person, PersonId, Refusal, RoomState } from '@rostrum/protocol/room';
import type { You } from '@rostrum/protocol/wire';
import type { MediaSession } from '../media-desk.ts';
import { roleIn } from '../pure/decide/index.ts';
import type { LeaveReason, Member } from '../pure/presence.ts';
import type { Room } from '../room.ts';
import { removed, revoked } from './pure/refusals.ts';

/** A place in a class, made when a hello was accepted. */
export interface Seat {
  /** As their token says. */
  readonly member: Member;
  /** Of the sign-in that the token came from. */
  readonly sessionId: string;
  /** As they are in this class now. */
  readonly you: You;
  readonly room: Room;
  readonly media: MediaSession;
  /** A token that brings this very person back. */
  readonly resume: string;
  /** Why they may not stay, where something has happened since they were let in. */
  refusalNow(): Refusal | undefined;
  /** The same seat after the class made them more, or less. */
  inRoleNow(): Seat;
  /** Gives it back; never rejects. */
  leave(reason: LeaveReason): void;
}

export interface SeatOptions {
  readonly member: Member;
  readonly sessionId: string;
  readonly room: Room;
  readonly resume: string;
  readonly mediaId: string;
  /** Whether their way in was withdrawn meanwhile. */
  readonly isRevoked: () => boolean;
}

export function takeSeat(options: SeatOptions): Seat {
  const { member, sessionId, room, resume, mediaId } = options;
  const { classId, classTitle } = room;
  const { personId, name } = member;
  const role = roleIn(room.state, member);
  return {
    member,
    sessionId,
    room,
    resume,
    you: { personId, name, role, classId, classTitle },
    media: { id: mediaId, classId, personId, role },
    refusalNow() {
      if (options.isRevoked()) return revoked;
      return isRemoved(room.state, personId) ? removed : undefined;
    },
    inRoleNow: () => takeSeat(options),
    leave: (reason) => void room.leave(personId, reason),
  };
}

export function isRemoved({ people }: RoomState, personId: PersonId): boolean {
  const person: Person | undefined = people[personId];
  return person?.removed === true;
}
