import type { RoomState } from '@rostrum/protocol/room';

/** Whether somebody is on the stage or may be there in a moment: the studio is ready for them before they are called. */
export function needsStage({ stage, hands }: Pick<RoomState, 'stage' | 'hands'>): boolean {
  return stage.guests.length > 0 || stage.called.length > 0 || hands.length > 0;
}

/** How long is left of somebody's time, in whole seconds; nothing where it does not end. */
export function secondsLeft(endsAt: number | undefined, nowMs: number): number | undefined {
  return endsAt === undefined ? undefined : Math.max(0, Math.ceil((endsAt - nowMs) / 1000));
}
