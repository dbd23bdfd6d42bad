import type { RoomState } from '@rostrum/protocol/room';

export function countHere({ people }: RoomState): number {
  let here = 0;
  for (const id in people) if (people[id]?.here) here += 1;
  return here;
}
