import { type CommandOf, boardBytes, boardMaxBytes, boardOf, isStaff, mayDraw } from '@rostrum/protocol/room';
import { type Context, type Decision, events, no, roleIn } from './context.ts';

/** What is erased is written too, and comes off only with the next checkpoint: that much may be between two. */
const ERASING_TIMES = 1.25;

export function drawBoard({ state, actor }: Context, command: CommandOf<'board.draw'>): Decision {
  const { personId } = actor;
  const { breakoutId, update } = command;
  if (state.people[personId]?.muted) return no('muted', 'Staff have muted you: you can’t draw now.');
  if (state.class.phase === 'ended' && !isStaff(roleIn(state, actor)))
    return no('closed', 'The class has ended.');
  if (!mayDraw(state, { personId, role: roleIn(state, actor) }, breakoutId))
    return breakoutId === undefined
      ? no('not-allowed', 'Only staff draw on the board, and whom they allow to.')
      : no('not-allowed', 'You are not in this breakout room, or it has ended.');
  // Whoever erases must get through, or it would stay full for ever.
  const maxBytes = boardMaxBytes(breakoutId) * (command.onlyErases === true ? ERASING_TIMES : 1);
  if (boardOf(state.board, breakoutId).bytes + boardBytes(update) > maxBytes)
    return no('full', 'The board is full. Erase something, or clear a page.');
  const where = breakoutId === undefined ? {} : { breakoutId };
  return events({ type: 'board.drawn', ...where, update, personId });
}

export function allowAllToDraw(
  { state, actor }: Context,
  { allowed }: CommandOf<'board.allow-all'>,
): Decision {
  if (state.board.isOpenToAll === allowed) return events();
  return events({ type: 'board.all-allowed', allowed, by: actor.personId });
}
