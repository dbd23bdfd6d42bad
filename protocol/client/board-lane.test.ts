import { describe, expect, it } from 'vitest';
import type { BoardSay, BreakoutId } from '../room/index.ts';
import { BoardLane } from './board-lane.ts';

const [red, blue] = ['red', 'blue'] as [BreakoutId, BreakoutId];

function start() {
  const says: BoardSay[] = [];
  const heard: string[] = [];
  const lane = new BoardLane((say) => says.push(say));
  const open = (name: string, breakoutId?: BreakoutId) =>
    lane.open(({ is }) => heard.push(`${name} ${is}`), breakoutId);
  return { lane, says, heard, open };
}

describe('the lane of the boards', () => {
  it('tells each what is of its own board', () => {
    const { lane, says, heard, open } = start();
    open('class');
    open('red', red);
    lane.handleTold({ is: 'whole' });
    lane.handleTold({ is: 'whole', breakoutId: red });
    lane.handleTold({ is: 'whole', breakoutId: blue });
    expect(heard).toEqual(['class whole', 'red whole']);
    expect(says).toEqual([{ is: 'open' }, { is: 'open', breakoutId: red }]);
  });

  it('says of which board it is what is shown, and nothing of one that is not open', () => {
    const { lane, says, open } = start();
    const close = open('red', red);
    says.splice(0);
    lane.show({ is: 'nothing' }, red);
    lane.show({ is: 'nothing' });
    close();
    lane.show({ is: 'nothing' }, red);
    expect(says).toEqual([
      { is: 'show', breakoutId: red, showing: { is: 'nothing' } },
      { is: 'close', breakoutId: red },
    ]);
  });

  it('opens all that are open again after a reconnect', () => {
    const { lane, says, open } = start();
    open('class');
    open('red', red);
    open('blue', blue)();
    says.splice(0);
    lane.handleWelcome();
    expect(says).toEqual([{ is: 'open' }, { is: 'open', breakoutId: red }]);
  });
});
