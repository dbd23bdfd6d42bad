import { describe, expect, it } from 'vitest';
import type { Event } from '../event.ts';
import type { BreakoutId } from '../ids.ts';
import { events as all } from '../test-events.ts';
import { after, id } from '../test-log.ts';
import { stateIn } from '../view.ts';
import { boardOf } from './index.ts';

const [red, blue] = ['red', 'blue'] as [BreakoutId, BreakoutId];
const draw = (update: string, breakoutId?: BreakoutId): Event => ({
  ...{ type: 'board.drawn', update, personId: id('ada') },
  ...(breakoutId === undefined ? {} : { breakoutId }),
});

describe('what is drawn', () => {
  it('is on the board that it was drawn on', () => {
    const { board } = after(draw('AAAA'), draw('BBBB', red), draw('CCCC', blue), draw('DDDD', red));
    expect(board.updates).toEqual(['AAAA']);
    expect(boardOf(board, red)).toEqual({ updates: ['BBBB', 'DDDD'], bytes: 6, checkpointBytes: 0 });
    expect(boardOf(board, blue).updates).toEqual(['CCCC']);
  });

  it('is written as one for its own board alone', () => {
    const checkpoint: Event = { type: 'board.checkpointed', breakoutId: red, update: 'EEEEEEEE' };
    const { board } = after(draw('AAAA'), draw('BBBB', red), draw('CCCC', blue), checkpoint);
    expect(boardOf(board, red)).toEqual({ updates: ['EEEEEEEE'], bytes: 6, checkpointBytes: 6 });
    expect([board.updates, boardOf(board, blue).updates]).toEqual([['AAAA'], ['CCCC']]);
  });

  it.each([...all['breakouts.opened'], ...all['breakouts.ended']])(
    'in rooms is gone with them, and nothing else is ($type)',
    (event) => {
      const { board } = after(draw('AAAA'), draw('BBBB', red), event);
      expect(board).toMatchObject({ updates: ['AAAA'], rooms: {} });
      expect(boardOf(board, red).updates).toEqual([]);
    },
  );

  it('is in nobody’s view', () => {
    const state = after(draw('AAAA'), draw('BBBB', red));
    for (const view of ['class', 'staff'] as const)
      expect(stateIn(view, state).board).toMatchObject({ updates: [], rooms: {} });
  });
});
