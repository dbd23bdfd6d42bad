import { BOARD_MAX_BYTES, type Command } from '@rostrum/protocol/room';
import { expect, it } from 'vitest';
import { TestClass, ada, prof, tutor } from '../../test-class.ts';
import { isCheckpointDue } from '../checkpoint.ts';

const draw: Command = { type: 'board.draw', update: 'AAAA' };
const allowAll = (allowed: boolean): Command => ({ type: 'board.allow-all', allowed });
const allowAda = (allowed: boolean): Command => ({
  ...{ type: 'person.allow', personId: ada.personId, what: 'draw', allowed },
});

it('is drawn on by staff, and by whom they allow', () => {
  const its = new TestClass();
  expect(its.does(prof, draw)).toEqual(['board.drawn']);
  expect(its.does(tutor, draw)).toEqual(['board.drawn']);
  expect(its.does(ada, draw)).toBe('not-allowed');
  its.ask(prof, allowAda(true));
  expect(its.does(ada, draw)).toEqual(['board.drawn']);
  its.ask(prof, allowAda(false));
  expect(its.does(ada, draw)).toBe('not-allowed');
});

it('is opened to everyone by staff alone, and saying it twice changes nothing', () => {
  const its = new TestClass();
  expect(its.does(ada, allowAll(true))).toBe('not-allowed');
  expect(its.does(tutor, allowAll(true))).toEqual(['board.all-allowed']);
  expect(its.does(tutor, allowAll(true))).toEqual([]);
  expect(its.does(ada, draw)).toEqual(['board.drawn']);
  its.ask(tutor, allowAll(false));
  expect(its.does(ada, draw)).toBe('not-allowed');
});

it('is not drawn on by whoever is muted, and after the class by staff alone', () => {
  const its = new TestClass();
  its.ask(prof, allowAll(true));
  its.ask(prof, { type: 'person.mute', personId: ada.personId, muted: true });
  expect(its.does(ada, draw)).toBe('muted');
  its.ask(prof, { type: 'person.mute', personId: ada.personId, muted: false });
  expect(its.does(ada, draw)).toEqual(['board.drawn']);
  its.become('ended');
  expect(its.does(ada, draw)).toBe('closed');
  expect(its.does(prof, draw)).toEqual(['board.drawn']);
});

it('can only be erased once it is full', () => {
  const its = new TestClass();
  its.happen({ type: 'board.checkpointed', update: 'AAAA'.repeat(BOARD_MAX_BYTES / 3) });
  expect(its.does(prof, draw)).toBe('full');
  expect(its.does(prof, { ...draw, onlyErases: true })).toEqual(['board.drawn']);
});

it('can’t be filled for ever by erasing what is not there', () => {
  const its = new TestClass();
  its.happen({ type: 'board.checkpointed', update: 'AAAA'.repeat((BOARD_MAX_BYTES * 1.25) / 3 - 1) });
  const erase: Command = { ...draw, onlyErases: true };
  expect(its.does(prof, erase)).toEqual(['board.drawn']);
  expect(its.does(prof, erase)).toBe('full');
});

it.each([
  ['is new', { updates: 1, bytes: 300, checkpointBytes: 0 }, false],
  ['has many small changes', { updates: 1_001, bytes: 40_000, checkpointBytes: 0 }, true],
  ['has grown by 64 kB', { updates: 9, bytes: 70_000, checkpointBytes: 0 }, true],
  [
    'has grown by little beside what there is',
    { updates: 9, bytes: 900_000, checkpointBytes: 700_000 },
    false,
  ],
  ['has grown by half', { updates: 9, bytes: 1_100_000, checkpointBytes: 700_000 }, true],
  ['is full, and something was erased', { updates: 9, bytes: 2_100_000, checkpointBytes: 2_030_000 }, true],
])('is written anew as one or not when it %s', (_name, { updates, ...sizes }, isDue) => {
  const board = { isOpenToAll: false, updates: Array.from({ length: updates }, () => 'AAAA'), ...sizes };
  expect(isCheckpointDue(board)).toBe(isDue);
});
