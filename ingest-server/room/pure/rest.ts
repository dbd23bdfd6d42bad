import type { RoomState } from '@rostrum/protocol/room';
import { nextPollEnd } from './next-poll-end.ts';
import { restartEvents } from './presence.ts';

/** Whether nothing happens in a class by itself: nobody is there, nothing is live, no poll waits for its end. */
export function isAtRest(state: RoomState): boolean {
  return restartEvents(state).length === 0 && nextPollEnd(state) === undefined;
}
