import { BoardDocument } from '@rostrum/ui/board';
import { expect, it } from 'vitest';
import { BoardPast } from './board-past.ts';

const [from, to] = [
  { x: 0, y: 0 },
  { x: 10, y: 10 },
];
const line = (id: string) =>
  ({ is: 'shape', id, shape: 'line', colour: '#000000', width: 20, from, to }) as const;

/** A line each second, the first one taken away at four; at six a page is prepared, at eight it is turned to. */
function drawn() {
  const updates: { at: number; update: string }[] = [];
  let now = 0;
  const board = new BoardDocument({
    onChange: () => undefined,
    onUpdate: (update) => updates.push({ at: now, update: btoa(String.fromCharCode(...update)) }),
  });
  const at = (second: number, change: () => void) => {
    now = second * 1000;
    change();
  };
  for (const second of [1, 2, 3]) at(second, () => board.add('first', line(`line-${second}`)));
  at(4, () => board.replace('first', 'line-1'));
  at(6, () => {
    board.addPage('second', 'first');
    board.add('second', line('prepared'));
  });
  at(8, () => board.turnTo('second'));
  board.close();
  return updates;
}

it('is at any moment what was drawn by then, forward and back, on the page that everyone was at', () => {
  const past = new BoardPast(drawn());
  const idsAt = (second: number) => past.at(second * 1000).elements.map(({ id }) => id);
  expect(idsAt(0)).toEqual([]);
  expect(idsAt(3)).toEqual(['line-1', 'line-2', 'line-3']);
  expect(idsAt(7)).toEqual(['line-2', 'line-3']);
  expect(idsAt(9)).toEqual(['prepared']);
  expect(idsAt(2)).toEqual(['line-1', 'line-2']);
  past.close();
});

it('goes on without what can’t be read', () => {
  const [first, ...others] = drawn();
  const past = new BoardPast([first!, { at: 1_500, update: 'AAAA' }, { at: 1_600, update: '?' }, ...others]);
  expect(past.at(3_000).elements).toHaveLength(3);
  past.close();
});
