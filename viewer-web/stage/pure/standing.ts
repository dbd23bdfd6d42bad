import type { PersonId, RoomState } from '@rostrum/protocol/room';

export type Standing = 'audience' | 'called' | 'waiting' | 'guest';

/** Beyond so many in the queue, nobody is called in the next moment: a thousand hands must not open a thousand ways. */
const NEAR_FRONT = 6;

/** What this person is to the stage, as their own view of the room says. */
export function standingOf(
  { stage, hands }: Pick<RoomState, 'stage' | 'hands'>,
  personId: PersonId,
): Standing {
  const isOne = (one: { personId: PersonId }) => one.personId === personId;
  if (stage.guests.some(isOne)) return 'guest';
  if (stage.called.some(isOne)) return 'called';
  return hands.some(isOne) ? 'waiting' : 'audience';
}

/** Whether the way to the stage is opened beforehand. */
export function isNear(standing: Standing, place: number | undefined): boolean {
  return (
    standing === 'guest' ||
    standing === 'called' ||
    (standing === 'waiting' && place !== undefined && place <= NEAR_FRONT)
  );
}
