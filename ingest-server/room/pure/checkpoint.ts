import {
  type BoardInk,
  type BoardState,
  type BreakoutId,
  boardMaxBytes,
  boardOf,
} from '@rostrum/protocol/room';

/** Below this, what is there is as good as a checkpoint. */
const WORTH_IT_BYTES = 64 * 1024;
/** Many small ones cost more than their bytes. */
const UPDATES_MAX = 1_000;

/**
 * Whether all that was drawn is to be written once more as one. The longer it is the rarer, so that the log
 * grows by no more than twice what is drawn; a full board is looked at sooner, for much of it may be erased.
 */
export function isCheckpointDue(
  { updates, bytes, checkpointBytes }: BoardInk,
  maxBytes = boardMaxBytes(undefined),
): boolean {
  if (updates.length > UPDATES_MAX) return true;
  const sinceBytes = bytes - checkpointBytes;
  const isFull = bytes > maxBytes * 0.9;
  return sinceBytes > (isFull ? WORTH_IT_BYTES : Math.max(WORTH_IT_BYTES, checkpointBytes / 2));
}

/** Which boards of a class are due; undefined is its own. */
export function boardsDue(board: BoardState): (BreakoutId | undefined)[] {
  const rooms = Object.keys(board.rooms) as BreakoutId[];
  return [undefined, ...rooms].filter((one) => isCheckpointDue(boardOf(board, one), boardMaxBytes(one)));
}
