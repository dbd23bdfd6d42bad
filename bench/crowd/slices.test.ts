import { expect, it } from 'vitest';
import { Slices } from './slices.ts';

/** Each piece of work takes a millisecond. */
function open(sliceMs: number) {
  const did: string[] = [];
  const turns: (() => void)[] = [];
  let atMs = 0;
  const slices = new Slices({ sliceMs, now: () => atMs, soon: (call) => void turns.push(call) });
  return {
    did,
    add: (name: string, more: () => void = () => undefined) =>
      slices.add(() => {
        atMs += 1;
        did.push(name);
        more();
      }),
    turn: () => turns.shift()?.(),
    turnsLeft: () => turns.length,
  };
}

it('does nothing at once, and then all in its order', () => {
  const { did, add, turn, turnsLeft } = open(10);
  for (const name of ['a', 'b', 'c']) add(name);
  expect(did).toEqual([]);
  turn();
  expect(did).toEqual(['a', 'b', 'c']);
  expect(turnsLeft()).toBe(0);
});

it('lets others have their turn after a slice, and goes on where it was', () => {
  const { did, add, turn, turnsLeft } = open(2);
  for (const name of ['a', 'b', 'c', 'd', 'e']) add(name);
  turn();
  expect(did).toEqual(['a', 'b']);
  add('f');
  turn();
  turn();
  expect(did).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  expect(turnsLeft()).toBe(0);
});

it('takes what is added while it works, and what comes after it had nothing to do', () => {
  const { did, add, turn } = open(5);
  add('a', () => add('b'));
  turn();
  add('c');
  turn();
  expect(did).toEqual(['a', 'b', 'c']);
});
