import type { RoomState } from '@rostrum/protocol/room';

/** When the first of the open polls closes by itself; undefined while none does. */
export function nextPollEnd({ polls }: RoomState): number | undefined {
  const ends = Object.values(polls).flatMap(({ status }) =>
    status.is === 'open' ? (status.closesAt ?? []) : [],
  );
  return ends.length === 0 ? undefined : Math.min(...ends);
}
