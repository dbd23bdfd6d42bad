import type { StageStream } from '@rostrum/protocol/media';
import { type PersonId, type RoomState, breakoutOf } from '@rostrum/protocol/room';

/** `room`: in a breakout room, and nowhere else meanwhile. */
export type Standing = 'audience' | 'called' | 'waiting' | 'guest' | 'room';

/** Beyond so many in the queue, nobody is called in the next moment: a thousand hands must not open a thousand ways. */
const NEAR_FRONT = 6;

/** What this person is to the stage, as their own view of the room says. */
export function standingOf(
  { stage, hands, breakouts }: Pick<RoomState, 'stage' | 'hands' | 'breakouts'>,
  personId: PersonId,
): Standing {
  if (breakoutOf(breakouts, personId) !== undefined) return 'room';
  const isOne = (one: { personId: PersonId }) => one.personId === personId;
  if (stage.guests.some(isOne)) return 'guest';
  if (stage.called.some(isOne)) return 'called';
  return hands.some(isOne) ? 'waiting' : 'audience';
}

/** Whether the way to the stage is opened beforehand. For a room it is opened when they say what they come with. */
export function isNear(standing: Standing, place: number | undefined): boolean {
  return (
    standing === 'guest' ||
    standing === 'called' ||
    (standing === 'waiting' && place !== undefined && place <= NEAR_FRONT)
  );
}

/** Whether what they send reaches others now. */
export function isHeard(standing: Standing): boolean {
  return standing === 'guest' || standing === 'room';
}

/** Of what is sent to where they are, what this page shows and plays. */
export function wantsOf(standing: Standing, { source, kind }: Pick<StageStream, 'source' | 'kind'>): boolean {
  if (standing === 'room') return source === 'camera' || source === 'microphone' || source === 'screen';
  // On the stage, the others' pictures are in the programme's.
  return kind === 'audio' || source === 'programme';
}

const LARGE_UP_TO = 4;

/** Of many faces each is small, and a phone has neither the line nor the strength for more. */
export function sizeAmong(cameras: number): number {
  return cameras > LARGE_UP_TO ? 0 : 1;
}
