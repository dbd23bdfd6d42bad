import type { RoomState } from '@rostrum/protocol/room';
import { nextDue } from './due.ts';
import { restartEvents } from './presence.ts';

/** Whether nothing happens in a class by itself: nobody is there, nothing is live, nothing waits for its time. */
export function isAtRest(state: RoomState): boolean {
  return restartEvents(state).length === 0 && nextDue(state) === undefined;
}
