import {
  BOARD_MAX_BYTES,
  BREAKOUT_BOARD_MAX_BYTES,
  type BreakoutId,
  type Command,
} from '@rostrum/protocol/room';
import { describe, expect, it } from 'vitest';
import type { Actor } from './index.ts';
import { TestClass, ada, bob, gil, prof, tutor } from '../../test-class.ts';
import { boardsDue, isCheckpointDue } from '../checkpoint.ts';

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

const [red, blue] = ['red', 'blue'] as [BreakoutId, BreakoutId];
const drawIn = (breakoutId: BreakoutId): Command => ({ ...draw, breakoutId });

/** Ada is in the red room, Bob in the blue one. */
function inRooms(): TestClass {
  const its = new TestClass();
  const member = ({ personId, name }: Actor, breakoutId: BreakoutId) => ({ personId, name, breakoutId });
  its.happen({
    ...{ type: 'breakouts.opened', mayChoose: false, by: prof.personId },
    rooms: [
      { breakoutId: red, name: 'Red' },
      { breakoutId: blue, name: 'Blue' },
    ],
    members: [member(ada, red), member(bob, blue)],
  });
  return its;
}

function move({ personId, name }: Actor, breakoutId: BreakoutId, over: { isIn?: boolean; isVisitor?: true }) {
  const to = { name, breakoutId, isIn: true, ...over };
  return { type: 'breakouts.moved', personId, to, by: prof.personId } as const;
}

describe('the board of a breakout room', () => {
  it('is drawn on by who is in it, whether the class’s is open to all or not', () => {
    const its = inRooms();
    expect(its.does(ada, drawIn(red))).toEqual(['board.drawn']);
    expect(its.does(ada, drawIn(blue))).toBe('not-allowed');
    its.ask(prof, allowAll(true));
    expect(its.does(ada, drawIn(blue))).toBe('not-allowed');
    expect(its.does(gil, drawIn(red))).toBe('not-allowed');
    its.ask(prof, allowAll(false));
    expect(its.does(ada, drawIn(red))).toEqual(['board.drawn']);
    expect(its.does(ada, draw)).toBe('not-allowed');
  });

  it('is drawn on by staff while they look in', () => {
    const its = inRooms();
    expect(its.does(tutor, drawIn(red))).toBe('not-allowed');
    its.happen(move(tutor, red, { isVisitor: true }));
    expect(its.does(tutor, drawIn(red))).toEqual(['board.drawn']);
    expect(its.does(tutor, drawIn(blue))).toBe('not-allowed');
    expect(its.does(tutor, draw)).toEqual(['board.drawn']);
  });

  it('is no longer drawn on by who went back to the class, was muted, or by anybody once the rooms ended', () => {
    const its = inRooms();
    its.happen(move(ada, red, { isIn: false }));
    expect(its.does(ada, drawIn(red))).toBe('not-allowed');
    its.happen(move(ada, red, {}));
    expect(its.does(ada, drawIn(red))).toEqual(['board.drawn']);
    its.ask(prof, { type: 'person.mute', personId: ada.personId, muted: true });
    expect(its.does(ada, drawIn(red))).toBe('muted');
    its.ask(prof, { type: 'person.mute', personId: ada.personId, muted: false });
    its.happen({ type: 'breakouts.ended', reason: 'time' });
    expect(its.does(ada, drawIn(red))).toBe('not-allowed');
    expect(its.state.board.rooms).toEqual({});
  });

  it('is full by itself, and can be erased then', () => {
    const its = inRooms();
    const update = 'AAAA'.repeat(Math.floor(BREAKOUT_BOARD_MAX_BYTES / 3));
    its.happen({ type: 'board.checkpointed', breakoutId: red, update });
    expect(its.does(ada, drawIn(red))).toBe('full');
    expect(its.does(ada, { ...drawIn(red), onlyErases: true } as Command)).toEqual(['board.drawn']);
    expect(its.does(bob, drawIn(blue))).toEqual(['board.drawn']);
    expect(its.does(prof, draw)).toEqual(['board.drawn']);
  });

  it('is written anew as one when it is due itself', () => {
    const its = inRooms();
    its.ask(bob, drawIn(blue));
    const happened = its.decide(ada, drawIn(red));
    expect(happened.ok).toBe(true);
    if (happened.ok) for (let i = 0; i <= 1_000; i++) its.happen(...happened.events);
    expect(boardsDue(its.state.board)).toEqual([red]);
    its.happen({ type: 'board.checkpointed', breakoutId: red, update: 'AAAA' });
    expect(boardsDue(its.state.board)).toEqual([]);
  });
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
  const board = { updates: Array.from({ length: updates }, () => 'AAAA'), ...sizes };
  expect(isCheckpointDue(board)).toBe(isDue);
});
