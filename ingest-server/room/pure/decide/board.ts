import { BOARD_MAX_BYTES, type CommandOf, boardBytes, isStaff, mayDraw } from '@rostrum/protocol/room';
import { type Context, type Decision, events, no, roleIn } from './context.ts';

/** What is erased is written too, and comes off only with the next checkpoint: that much may be between two. */
const ERASING_MAX_BYTES = BOARD_MAX_BYTES * 1.25;

export function drawBoard({ state, actor }: Context, command: CommandOf<'board.draw'>): Decision {
  const { personId } = actor;
  if (state.people[personId]?.muted) return no('muted', 'Staff have muted you: you can’t draw now.');
  if (state.class.phase === 'ended' && !isStaff(roleIn(state, actor)))
    return no('closed', 'The class has ended.');
  if (!mayDraw(state, { personId, role: roleIn(state, actor) }))
    return no('not-allowed', 'Only staff draw on the board, and whom they allow to.');
  // Whoever erases must get through, or it would stay full for ever.
  const maxBytes = command.onlyErases === true ? ERASING_MAX_BYTES : BOARD_MAX_BYTES;
  if (state.board.bytes + boardBytes(command.update) > maxBytes)
    return no('full', 'The board is full. Erase something, or clear a page.');
  return events({ type: 'board.drawn', update: command.update, personId });
}

export function allowAllToDraw(
  { state, actor }: Context,
  { allowed }: CommandOf<'board.allow-all'>,
): Decision {
  if (state.board.isOpenToAll === allowed) return events();
  return events({ type: 'board.all-allowed', allowed, by: actor.personId });
}
