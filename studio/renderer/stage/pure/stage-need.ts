import type { RoomState } from '@rostrum/protocol/room';

/** Whether somebody is on the stage or may be there in a moment: the studio is ready for them before they are called. */
export function needsStage({ stage, hands }: Pick<RoomState, 'stage' | 'hands'>): boolean {
  return stage.guests.length > 0 || stage.called.length > 0 || hands.length > 0;
}
