import {
  type Event,
  type Person,
  type PersonId,
  type Refusal,
  type RefusalCode,
  type Role,
  type RoomState,
  refuse,
} from '@rostrum/protocol/room';

/** Who asks, as their token says; the class may have made them more, or less. */
export interface Actor {
  readonly personId: PersonId;
  readonly name: string;
  readonly role: Role;
}

/** What a rule may look at. Nothing else: no clock, no randomness, no other class. */
export interface Context {
  readonly state: RoomState;
  readonly actor: Actor;
  readonly now: number;
  /** When the server had it in hand; what was asked before it may have taken a while to write. */
  readonly arrivedAt: number;
  /** An id that nobody has had; the shell's randomness. */
  readonly newId: () => string;
  /** When this person last sent a chat message; slow mode counts from it. */
  readonly lastSentAt: number | undefined;
}

export type Decision = { ok: true; events: Event[] } | { ok: false; refusal: Refusal };

export function events(...happened: Event[]): Decision {
  return { ok: true, events: happened };
}

export function no(code: RefusalCode, text: string, retryAfterMs?: number): Decision {
  return { ok: false, refusal: refuse(code, text, retryAfterMs) };
}

/** The role that counts in this class. */
export function roleIn(state: RoomState, actor: Actor): Role {
  const person: Person | undefined = state.people[actor.personId];
  return person?.roleSet ? person.role : actor.role;
}
