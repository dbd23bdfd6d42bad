import { type PersonId, STAGE_AWAY_MAX_MS, STAGE_MAX, STAGE_RETURN_MS } from '@rostrum/protocol/room';
import { describe, expect, it } from 'vitest';
import { TestClass, ada, bob, gil, person, prof, tutor } from '../../test-class.ts';
import { doDue } from '../due.ts';
import { joinEvents, leaveEvents, restartEvents } from '../presence.ts';
import { backToStage } from '../stage-time.ts';

const call = (personId: PersonId, forMs?: number) =>
  ({ type: 'stage.call', personId, ...(forMs === undefined ? {} : { forMs }) }) as const;
const onStage = ({ state }: TestClass) => state.stage.guests.map(({ personId }) => personId);

function withHand(...guests: (typeof ada)[]): TestClass {
  const its = new TestClass();
  for (const guest of guests) its.ask(guest, { type: 'hand.raise' });
  return its;
}

function lose(its: TestClass, { personId }: typeof ada): void {
  its.happen(...leaveEvents(its.state, personId, 'lost'));
}

function comeBack(its: TestClass, member: typeof ada): void {
  its.happen(...joinEvents(its.state, member), ...backToStage(its.state, member.personId, its.now));
}

function letTimePass(its: TestClass, ms: number): void {
  its.now += ms;
  const due = doDue(its.state, its.now);
  if (due.ok) its.happen(...due.events);
}

describe('the way to the stage', () => {
  it('ROOM-34: is open at once to whoever has a hand up, which goes down with it', () => {
    const its = withHand(ada, bob);
    expect(its.does(tutor, call(ada.personId))).toEqual(['stage.entered']);
    expect(onStage(its)).toEqual(['ada']);
    expect(its.state.hands.map(({ personId }) => personId)).toEqual(['bob']);
    expect(its.does(tutor, call(ada.personId))).toEqual([]);
  });

  it('ROOM-34: asks anybody else, who accepts or declines', () => {
    const its = new TestClass();
    expect(its.does(prof, call(bob.personId))).toEqual(['stage.called']);
    expect(its.does(prof, call(bob.personId))).toEqual([]);
    expect(its.does(ada, { type: 'stage.accept' })).toBe('not-yet');
    expect(its.does(bob, { type: 'stage.accept' })).toEqual(['stage.entered']);
    expect(its.does(bob, { type: 'stage.accept' })).toEqual([]);
    its.ask(prof, call(gil.personId));
    expect(its.does(gil, { type: 'stage.decline' })).toEqual(['stage.uncalled']);
    expect(its.does(gil, { type: 'stage.decline' })).toEqual([]);
    expect(its.does(gil, { type: 'stage.accept' })).toBe('not-yet');
    its.ask(prof, call(gil.personId));
    expect(its.does(prof, { type: 'stage.dismiss', personId: gil.personId })).toEqual(['stage.uncalled']);
    expect(onStage(its)).toEqual(['bob']);
  });

  it('is staff’s to open, for themselves too', () => {
    const its = withHand(ada);
    expect(its.does(ada, call(ada.personId))).toBe('not-allowed');
    expect(its.does(tutor, call(tutor.personId))).toEqual(['stage.entered']);
  });

  it('leads nobody up who has left, was removed, or was never here', () => {
    const its = withHand(ada);
    lose(its, ada);
    expect(its.wordsTo(prof, call(ada.personId))).toBe('Ada is not here at the moment.');
    its.ask(prof, { type: 'person.remove', personId: bob.personId });
    expect(its.does(prof, call(bob.personId))).toBe('not-found');
    expect(its.does(prof, call('nobody' as PersonId))).toBe('not-found');
  });

  it('ROOM-35: is closed while the stage is full', () => {
    const many = Array.from({ length: STAGE_MAX + 1 }, (_, i) => person(`student-${i}`, 'student'));
    const its = new TestClass([prof, ...many]);
    for (const one of many) its.ask(prof, call(one.personId));
    for (const one of many.slice(0, STAGE_MAX)) its.ask(one, { type: 'stage.accept' });
    const last = many.at(-1)!;
    expect(its.does(last, { type: 'stage.accept' })).toBe('full');
    its.ask(last, { type: 'hand.raise' });
    expect(its.does(prof, call(last.personId))).toBe('full');
    its.ask(many[0]!, { type: 'stage.leave' });
    expect(its.does(last, { type: 'stage.accept' })).toEqual(['stage.entered']);
  });
});

describe('on the stage', () => {
  it('a guest goes when they like, or when staff send them', () => {
    const its = withHand(ada, bob);
    for (const { personId } of [ada, bob]) its.ask(prof, call(personId));
    expect(its.does(ada, { type: 'stage.leave' })).toEqual(['stage.left']);
    expect(its.does(ada, { type: 'stage.leave' })).toEqual([]);
    expect(its.does(ada, { type: 'stage.dismiss', personId: bob.personId })).toBe('not-allowed');
    expect(its.does(prof, { type: 'stage.dismiss', personId: bob.personId })).toEqual(['stage.left']);
    expect(onStage(its)).toEqual([]);
  });

  it('ROOM-38: time ends by the clock, can be changed, and ends with the class', () => {
    const its = withHand(ada, bob);
    its.ask(prof, call(ada.personId, 30_000));
    its.ask(prof, call(bob.personId, 30_000));
    its.ask(prof, { type: 'stage.limit', personId: bob.personId });
    letTimePass(its, 30_000);
    expect(onStage(its)).toEqual(['bob']);
    its.ask(prof, { type: 'stage.limit', personId: bob.personId, forMs: 60_000 });
    its.ask(prof, call(gil.personId));
    its.become('live');
    const ended = its.does(prof, { type: 'class.end' });
    expect(ended).toEqual(['stage.left', 'stage.uncalled', 'class.phase-changed']);
    expect(its.state.stage).toMatchObject({ guests: [], called: [] });
  });

  it('what is asked of somebody who is not there any more is refused in words', () => {
    const its = new TestClass();
    expect(its.does(prof, { type: 'stage.limit', personId: ada.personId })).toBe('not-found');
    const hold = { type: 'stage.hold', personId: ada.personId, part: 'camera', held: true } as const;
    expect(its.does(prof, hold)).toBe('not-found');
  });

  it('whoever is removed from the class, or leaves it, is off the stage', () => {
    const its = withHand(ada, bob);
    for (const { personId } of [ada, bob]) its.ask(prof, call(personId));
    its.ask(prof, { type: 'person.remove', personId: ada.personId });
    its.happen(...leaveEvents(its.state, bob.personId, 'left'));
    expect(onStage(its)).toEqual([]);
    expect(its.state.stage.lost).toEqual([]);
  });
});

describe('a lost connection', () => {
  it('ROOM-36: is mended within a moment as if nothing had been', () => {
    const its = withHand(ada);
    its.ask(prof, call(ada.personId));
    lose(its, ada);
    expect(its.state.stage.guests[0]?.awaySince).toBe(its.now);
    letTimePass(its, STAGE_AWAY_MAX_MS - 1);
    comeBack(its, ada);
    expect(its.state.stage.guests).toMatchObject([{ personId: 'ada' }]);
    expect(its.state.stage.guests[0]?.awaySince).toBeUndefined();
  });

  it('ROOM-36: empties the place soon, which is taken again by whoever is back soon after', () => {
    const its = withHand(ada);
    its.ask(prof, call(ada.personId));
    lose(its, ada);
    letTimePass(its, STAGE_AWAY_MAX_MS);
    expect(onStage(its)).toEqual([]);
    its.now += STAGE_RETURN_MS - 1;
    comeBack(its, ada);
    expect(onStage(its)).toEqual(['ada']);
    lose(its, ada);
    letTimePass(its, STAGE_AWAY_MAX_MS);
    its.now += STAGE_RETURN_MS;
    comeBack(its, ada);
    expect(onStage(its)).toEqual([]);
  });

  it('of everybody, when the server was away, is mended like that of one', () => {
    const its = withHand(ada);
    its.ask(prof, call(ada.personId));
    its.happen(...restartEvents(its.state));
    letTimePass(its, STAGE_AWAY_MAX_MS);
    expect(onStage(its)).toEqual([]);
    comeBack(its, ada);
    expect(onStage(its)).toEqual(['ada']);
  });

  it('ROOM-37: lets nobody turn on again what staff have turned off', () => {
    const its = withHand(ada);
    its.ask(prof, call(ada.personId));
    const hold = { type: 'stage.hold', personId: ada.personId, part: 'microphone', held: true } as const;
    expect(its.does(ada, { ...hold, held: false })).toBe('not-allowed');
    expect([its.does(prof, hold), its.does(prof, hold)]).toEqual([['stage.held'], []]);
    lose(its, ada);
    letTimePass(its, STAGE_AWAY_MAX_MS);
    comeBack(its, ada);
    expect(its.state.stage.guests).toMatchObject([{ personId: 'ada', held: ['microphone'] }]);
    expect(its.does(prof, { ...hold, held: false })).toEqual(['stage.held']);
    expect(its.state.stage.guests[0]?.held).toEqual([]);
  });

  it('leads nobody back onto the stage of a class that has ended, nor whoever was removed meanwhile', () => {
    const its = withHand(ada, bob);
    for (const { personId } of [ada, bob]) its.ask(prof, call(personId));
    for (const one of [ada, bob]) lose(its, one);
    letTimePass(its, STAGE_AWAY_MAX_MS);
    its.ask(prof, { type: 'person.remove', personId: ada.personId });
    its.ask(prof, { type: 'person.readmit', personId: ada.personId });
    comeBack(its, ada);
    its.become('live');
    its.ask(prof, { type: 'class.end' });
    comeBack(its, bob);
    expect(its.state.stage).toEqual({ guests: [], called: [], lost: [] });
  });
});
