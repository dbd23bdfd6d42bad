import {
  BREAKOUT_MEMBERS_MAX,
  type BreakoutId,
  type CommandOf,
  type PersonId,
  breakoutOf,
  emptyRoom,
  noBreakouts,
} from '@rostrum/protocol/room';
import { describe, expect, it } from 'vitest';
import { TestClass, ada, bob, gil, person, prof, root, tutor } from '../../test-class.ts';
import { doDue } from '../due.ts';
import { decideJoin, joinEvents, leaveEvents, restartEvents } from '../presence.ts';

type Over = Partial<CommandOf<'breakouts.open'>>;

const room = (name: string, ...members: (typeof ada)[]) => ({
  name,
  members: members.map(({ personId }) => personId),
});
const open = (over: Over = {}): CommandOf<'breakouts.open'> => ({
  ...{ type: 'breakouts.open', rooms: [room('Red', ada), room('Blue', bob)], mayChoose: false, ...over },
});
const say = (text = 'hello') => ({ type: 'breakouts.say', text }) as const;
const enter = (breakoutId: BreakoutId) => ({ type: 'breakouts.enter', breakoutId }) as const;
const move = ({ personId }: typeof ada, breakoutId?: BreakoutId) =>
  ({ type: 'breakouts.move', personId, ...(breakoutId === undefined ? {} : { breakoutId }) }) as const;
const leave = { type: 'breakouts.leave' } as const;

/** With two rooms, and their ids. */
function opened(over: Over = {}, its = new TestClass()) {
  its.ask(tutor, open(over));
  const [red, blue] = its.state.breakouts.rooms.map(({ breakoutId }) => breakoutId);
  return { its, red: red!, blue: blue! };
}

/** In which room each of them is, by name; those in none are left out. */
function whereIs({ state: { breakouts } }: TestClass): Record<string, string> {
  const names = new Map(breakouts.rooms.map(({ breakoutId, name }) => [breakoutId as string, name]));
  const found = Object.keys(breakouts.members).flatMap((personId) => {
    const breakoutId = breakoutOf(breakouts, personId as PersonId);
    return breakoutId === undefined ? [] : [[personId, names.get(breakoutId) ?? 'nowhere'] as const];
  });
  return Object.fromEntries(found);
}

describe('opening breakout rooms', () => {
  it('puts everybody into theirs at once, and is for staff alone', () => {
    const its = new TestClass();
    expect(its.does(ada, open())).toBe('not-allowed');
    expect(its.does(tutor, open())).toEqual(['breakouts.opened']);
    expect(whereIs(its)).toEqual({ ada: 'Red', bob: 'Blue' });
    expect(its.wordsTo(prof, open())).toBe('There are breakout rooms already. End them first.');
  });

  it.each<[string, string[], string[]]>([
    ['as they are typed', ['Red', 'Blue'], ['Red', 'Blue']],
    ['cleaned, on one line', [' Red\u202e\u0000 ', 'Deep\n  Blue'], ['Red', 'Deep Blue']],
    ['with their number where there is nothing to read', ['Red', ' \u200b', ''], ['Red', 'Room 2', 'Room 3']],
    ['told from each other', ['Red', 'Red', 'Red'], ['Red', 'Red (2)', 'Red (3)']],
    ['told from a number given', ['Room 2', ''], ['Room 2', 'Room 2 (2)']],
  ])('names them %s', (_how, typed, names) => {
    const { its } = opened({ rooms: typed.map((name) => room(name)) });
    expect(its.state.breakouts.rooms.map(({ name }) => name)).toEqual(names);
    expect(new Set(its.state.breakouts.rooms.map(({ breakoutId }) => breakoutId)).size).toBe(names.length);
  });

  it('ROOM-39: puts nobody into two of them, and nobody who has gone, was removed, or was never here', () => {
    const its = new TestClass();
    its.happen(...leaveEvents(its.state, bob.personId, 'lost'));
    its.ask(prof, { type: 'person.remove', personId: gil.personId });
    const nobody = person('nobody', 'student');
    its.ask(prof, open({ rooms: [room('Red', ada, ada, bob), room('Blue', ada, gil, nobody)] }));
    expect(whereIs(its)).toEqual({ ada: 'Red' });
  });

  it('ROOM-39: has them leave the stage first, and takes calls to it back', () => {
    const its = new TestClass();
    its.ask(ada, { type: 'hand.raise' });
    its.ask(prof, { type: 'stage.call', personId: ada.personId });
    its.ask(prof, { type: 'stage.call', personId: bob.personId });
    its.ask(bob, { type: 'hand.raise' });
    expect(its.ask(prof, open())).toMatchObject({
      events: [
        { type: 'stage.left', personId: 'ada', reason: 'dismissed' },
        { type: 'stage.uncalled', personId: 'bob', by: 'prof' },
        { type: 'breakouts.opened' },
      ],
    });
    expect(its.state.hands.map(({ personId }) => personId)).toEqual(['bob']);
    expect(its.does(bob, { type: 'stage.accept' })).toBe('not-yet');
  });

  it('is over with the class', () => {
    const { its } = opened();
    its.become('live');
    expect(its.ask(prof, { type: 'class.end' })).toMatchObject({
      events: [
        { type: 'breakouts.ended', reason: 'class-ended', by: 'prof' },
        { type: 'class.phase-changed' },
      ],
    });
    expect(its.does(prof, open())).toBe('closed');
    expect(its.does(ada, say())).toBe('closed');
    expect([its.does(ada, leave), its.does(prof, { type: 'breakouts.end' })]).toEqual([[], []]);
  });
});

describe('moving somebody', () => {
  it('takes them from one room to another, or back into the class, and twice is no error', () => {
    const { its, blue } = opened();
    expect(its.does(ada, move(bob, blue))).toBe('not-allowed');
    expect([its.does(prof, move(ada, blue)), its.does(prof, move(ada, blue))]).toEqual([
      ['breakouts.moved'],
      [],
    ]);
    expect(whereIs(its)).toEqual({ ada: 'Blue', bob: 'Blue' });
    expect([its.does(prof, move(ada)), its.does(prof, move(ada))]).toEqual([['breakouts.moved'], []]);
    expect(whereIs(its)).toEqual({ bob: 'Blue' });
    expect(its.wordsTo(ada, enter(blue))).toBe('Staff say who is in which breakout room.');
  });

  it('brings back whoever had left by themselves, and off the stage whoever is there', () => {
    const { its, red, blue } = opened();
    its.ask(ada, leave);
    its.ask(ada, { type: 'hand.raise' });
    its.ask(prof, { type: 'stage.call', personId: ada.personId });
    expect(its.does(prof, move(ada, red))).toEqual(['stage.left', 'breakouts.moved']);
    its.ask(prof, move(ada));
    its.ask(prof, { type: 'stage.call', personId: ada.personId });
    expect(its.does(prof, move(ada, blue))).toEqual(['stage.uncalled', 'breakouts.moved']);
  });

  it('follows whoever lost the connection, and nobody else who is away', () => {
    const { its, blue } = opened();
    for (const { personId } of [ada, gil]) its.happen(...leaveEvents(its.state, personId, 'lost'));
    expect(its.wordsTo(prof, move(gil, blue))).toBe('Gil is not here at the moment.');
    expect(its.does(prof, move(ada, blue))).toEqual(['breakouts.moved']);
    its.happen(...joinEvents(its.state, ada));
    expect(whereIs(its)).toEqual({ ada: 'Blue', bob: 'Blue' });
  });

  it('is refused in words where there is nobody, or nothing to move them to', () => {
    const { its, blue } = opened();
    expect(its.does(prof, move(ada, 'gone' as BreakoutId))).toBe('not-found');
    expect(its.does(prof, move(person('nobody', 'student'), blue))).toBe('not-found');
    its.ask(prof, { type: 'person.remove', personId: gil.personId });
    expect(its.does(prof, move(gil, blue))).toBe('not-found');
    its.ask(prof, { type: 'breakouts.end' });
    expect(its.does(prof, move(ada, blue))).toBe('closed');
    expect(its.does(prof, move(ada))).toEqual([]);
  });
});

describe('going in and out', () => {
  it('keeps the place of whoever goes back to the class by themselves', () => {
    const { its, red, blue } = opened();
    expect([its.does(ada, leave), its.does(ada, leave)]).toEqual([['breakouts.moved'], []]);
    expect(whereIs(its)).toEqual({ bob: 'Blue' });
    expect(its.state.breakouts.members['ada']).toEqual({ name: 'Ada', breakoutId: red, isIn: false });
    expect(its.wordsTo(ada, enter(blue))).toBe('You can go into your own breakout room only.');
    expect([its.does(ada, enter(red)), its.does(ada, enter(red))]).toEqual([['breakouts.moved'], []]);
    expect(whereIs(its)).toEqual({ ada: 'Red', bob: 'Blue' });
  });

  it('ROOM-40: is as one likes where that is open to all', () => {
    const { its, red, blue } = opened({ mayChoose: true });
    expect([its.does(ada, enter(blue)), its.does(gil, enter(red))]).toEqual([
      ['breakouts.moved'],
      ['breakouts.moved'],
    ]);
    expect(whereIs(its)).toEqual({ ada: 'Blue', bob: 'Blue', gil: 'Red' });
    expect(its.does(ada, enter('gone' as BreakoutId))).toBe('not-found');
  });

  it('ROOM-40: is closed where all places are taken, also by those who are out for a while', () => {
    const many = Array.from({ length: BREAKOUT_MEMBERS_MAX }, (_, i) => person(`student-${i}`, 'student'));
    const rooms = [room('Red', ...many), room('Blue', bob)];
    const { its, red } = opened({ rooms, mayChoose: true }, new TestClass([prof, tutor, ada, bob, ...many]));
    its.ask(many[0]!, leave);
    expect(its.does(ada, enter(red))).toBe('full');
    expect(its.does(prof, move(ada, red))).toBe('full');
    expect(its.does(tutor, enter(red))).toEqual(['breakouts.moved']);
    expect(its.does(many[0]!, enter(red))).toEqual(['breakouts.moved']);
    its.ask(prof, move(many[1]!));
    expect(its.does(ada, enter(red))).toEqual(['breakouts.moved']);
  });

  it('lets staff look into one after another, and is no place of theirs', () => {
    const { its, red, blue } = opened();
    expect(its.does(tutor, enter(red))).toEqual(['breakouts.moved']);
    expect(its.state.breakouts.members['tutor']).toMatchObject({ isVisitor: true });
    its.ask(tutor, enter(blue));
    expect(whereIs(its)).toEqual({ ada: 'Red', bob: 'Blue', tutor: 'Blue' });
    its.ask(tutor, leave);
    expect(its.state.breakouts.members).not.toHaveProperty('tutor');
    its.ask(prof, move(tutor, red));
    expect(its.state.breakouts.members['tutor']).toEqual({
      ...{ name: 'Tutor', breakoutId: red, isIn: true },
    });
  });

  it('is over for staff who are made a student meanwhile', () => {
    const { its, red } = opened();
    its.ask(tutor, enter(red));
    const made = { type: 'person.set-role', personId: tutor.personId, role: 'student' } as const;
    expect(its.does(root, made)).toEqual(['person.role-set', 'breakouts.moved']);
    expect(whereIs(its)).toEqual({ ada: 'Red', bob: 'Blue' });
  });

  it('is over for staff who come back as less, and nobody’s own place with it', () => {
    const { its, red } = opened();
    its.ask(tutor, enter(red));
    const comeBack = (who: typeof ada) => {
      const back = decideJoin(its.state, who, its.now);
      if (back.ok) its.happen(...back.events);
    };
    comeBack(tutor);
    expect(whereIs(its)).toEqual({ ada: 'Red', bob: 'Blue', tutor: 'Red' });
    for (const one of [{ ...tutor, role: 'student' as const }, ada]) comeBack(one);
    expect(whereIs(its)).toEqual({ ada: 'Red', bob: 'Blue' });
  });

  it('ROOM-39: leaves the stage, to which nobody in a room is called', () => {
    const { its, red } = opened();
    its.ask(ada, { type: 'hand.raise' });
    expect(its.wordsTo(prof, { type: 'stage.call', personId: ada.personId })).toBe(
      'Ada is in a breakout room. Bring them back first.',
    );
    its.ask(ada, leave);
    expect(its.does(prof, { type: 'stage.call', personId: ada.personId })).toEqual(['stage.entered']);
    expect(its.ask(ada, enter(red))).toMatchObject({
      events: [{ type: 'stage.left', reason: 'left' }, { type: 'breakouts.moved' }],
    });
  });

  it('is refused in words where there are no rooms', () => {
    const its = new TestClass();
    expect(its.wordsTo(ada, enter('red' as BreakoutId))).toBe('There are no breakout rooms at the moment.');
    expect(its.does(ada, leave)).toEqual([]);
  });
});

describe('ROOM-41: who is in which room', () => {
  it('is as it was for whoever lost the connection, also when everybody did', () => {
    const { its } = opened();
    its.happen(...leaveEvents(its.state, ada.personId, 'lost'));
    const back = decideJoin(its.state, ada, its.now);
    if (back.ok) its.happen(...back.events);
    its.happen(...restartEvents(its.state));
    expect(whereIs(its)).toEqual({ ada: 'Red', bob: 'Blue' });
    expect(its.does(ada, say())).toEqual(['breakouts.said']);
  });

  it('has nobody who left the class or was removed from it', () => {
    const { its } = opened();
    its.happen(...leaveEvents(its.state, ada.personId, 'left'));
    its.ask(prof, { type: 'person.remove', personId: bob.personId });
    expect(its.state.breakouts.members).toEqual({});
    its.ask(prof, { type: 'person.readmit', personId: bob.personId });
    its.happen(...joinEvents(its.state, bob), ...joinEvents(its.state, ada));
    expect(whereIs(its)).toEqual({});
  });
});

describe('writing in a room', () => {
  it('is logged cleaned, with the room that one is in', () => {
    const { its, red } = opened();
    expect(its.ask(ada, say(' between\u202e us '))).toMatchObject({
      events: [
        {
          ...{ type: 'breakouts.said', breakoutId: red, personId: 'ada', name: 'Ada', role: 'student' },
          text: 'between us',
        },
      ],
    });
    its.ask(tutor, enter(red));
    expect(its.ask(tutor, say())).toMatchObject({ events: [{ breakoutId: red, role: 'assistant' }] });
  });

  it('is refused in words to whoever is in none, and where nothing is written', () => {
    const { its } = opened();
    expect(its.wordsTo(gil, say())).toBe('You are in no breakout room at the moment.');
    expect(its.does(ada, say(' \u0000'))).toBe('empty');
    its.ask(ada, leave);
    expect(its.does(ada, say())).toBe('not-yet');
    its.ask(prof, { type: 'breakouts.end' });
    expect(its.wordsTo(ada, say())).toBe('The breakout rooms have ended.');
  });

  it('is not for whom staff have muted, and open also where the chat of the class is staff’s', () => {
    const { its } = opened();
    its.ask(prof, { type: 'chat.limit', slowModeMs: 60_000, staffOnly: true });
    expect([its.does(ada, say()), its.does(ada, say())]).toEqual([['breakouts.said'], ['breakouts.said']]);
    its.ask(prof, { type: 'person.mute', personId: ada.personId, muted: true });
    expect(its.does(ada, say())).toBe('muted');
  });
});

describe('what staff say to all rooms', () => {
  it('is logged cleaned', () => {
    const { its } = opened();
    expect(its.does(ada, { type: 'breakouts.tell', text: 'hi' })).toBe('not-allowed');
    expect(its.does(prof, { type: 'breakouts.tell', text: '\u0000' })).toBe('empty');
    its.ask(prof, { type: 'breakouts.tell', text: ' Two more minutes.\u0000' });
    expect(its.state.breakouts.notice).toEqual({
      ...{ text: 'Two more minutes.', name: 'Grace Hopper', at: its.now },
    });
  });

  it('needs rooms', () => {
    expect(new TestClass().does(prof, { type: 'breakouts.tell', text: 'hi' })).toBe('closed');
  });
});

describe('ROOM-43: the end of the rooms', () => {
  const letTimePass = (its: TestClass, ms: number) => {
    its.now += ms;
    const due = doDue(its.state, its.now);
    if (due.ok) its.happen(...due.events);
  };

  it('comes by the clock, which staff set and stop', () => {
    const { its } = opened({ forMs: 60_000 });
    const limit = (forMs?: number) =>
      its.does(prof, { type: 'breakouts.limit', ...(forMs === undefined ? {} : { forMs }) });
    letTimePass(its, 59_999);
    expect(whereIs(its)).toEqual({ ada: 'Red', bob: 'Blue' });
    expect([limit(120_000), limit(120_000), limit(), limit()]).toEqual([
      ...[['breakouts.limited'], [], ['breakouts.limited'], []],
    ]);
    letTimePass(its, 600_000);
    expect(whereIs(its)).toEqual({ ada: 'Red', bob: 'Blue' });
    limit(30_000);
    letTimePass(its, 30_000);
    expect(its.log.at(-1)?.event).toEqual({ type: 'breakouts.ended', reason: 'time' });
    expect(its.state.breakouts).toEqual(emptyRoom.breakouts);
    expect(limit(30_000)).toBe('closed');
  });

  it('is staff’s to bring about, twice no error, and leaves room for the next ones', () => {
    const { its } = opened();
    const end = { type: 'breakouts.end' } as const;
    expect(its.does(ada, end)).toBe('not-allowed');
    expect([its.does(prof, end), its.does(prof, end)]).toEqual([['breakouts.ended'], []]);
    expect(its.state.breakouts).toEqual(noBreakouts);
    expect(its.does(prof, open())).toEqual(['breakouts.opened']);
  });
});
