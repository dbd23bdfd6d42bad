import { expect, it } from 'vitest';
import { Guard } from './guard.svelte.ts';

const form = Symbol('a form');

function start() {
  const guard = new Guard();
  const went: string[] = [];
  return { guard, went, go: () => guard.pass(() => went.push('away')) };
}

it('lets go at once where nothing is unsaved', () => {
  const { guard, went, go } = start();
  go();
  expect([went, guard.isAsking]).toEqual([['away'], false]);
});

it('asks before what is unsaved is lost, and goes when that is said', () => {
  const { guard, went, go } = start();
  guard.hold(form, true);
  go();
  expect([went, guard.isAsking]).toEqual([[], true]);
  guard.stay();
  expect([guard.isAsking, guard.isHeld]).toEqual([false, true]);
  go();
  guard.leave();
  expect([went, guard.isAsking, guard.isHeld]).toEqual([['away'], false, false]);
  guard.leave();
  expect(went).toEqual(['away']);
});

it('is held as long as one of the forms holds it', () => {
  const { guard, go } = start();
  const other = Symbol('another form');
  guard.hold(form, true);
  guard.hold(other, true);
  guard.hold(form, false);
  go();
  expect(guard.isAsking).toBe(true);
  guard.stay();
  guard.hold(other, false);
  expect(guard.isHeld).toBe(false);
});
