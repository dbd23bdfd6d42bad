import type { PersonId, StreamSource } from '@rostrum/protocol/room';

/** So long an encoder that a studio took the class over from stays out, once nothing of the class is on air any more. */
export const HELD_BACK_MS = 10 * 60_000;

/** Who sends a class's programme, or wants to, and with what. */
export interface Publisher {
  readonly personId: PersonId;
  readonly source: StreamSource;
}

/**
 * Whether the programme that is on air gives way. Somebody goes on air from a studio because they want to; an encoder comes
 * back by itself as long as it runs, and takes the place of nothing but what its own person left there.
 */
export function mayTakeOver(newcomer: Publisher, onAir: Publisher): boolean {
  if (newcomer.source === 'studio') return true;
  return onAir.source === 'encoder' && onAir.personId === newcomer.personId;
}

/**
 * Whether an encoder that gave way to a studio still has to wait: the broadcast that was ended then would be on air again with
 * its next attempt, and nobody looks after its microphone any more.
 */
export function isHeldBack(sinceMs: number, nowMs: number): boolean {
  return nowMs - sinceMs < HELD_BACK_MS;
}
