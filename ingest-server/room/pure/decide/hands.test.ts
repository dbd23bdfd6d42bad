import { describe, expect, it } from 'vitest';
import { TestClass, ada, bob, gil, prof, tutor } from '../../test-class.ts';

const raise = { type: 'hand.raise' } as const;
const lower = { type: 'hand.lower' } as const;

describe('hands', () => {
  it('ROOM-24: go up once and stand in the order in which they did', () => {
    const its = new TestClass();
    expect(its.does(bob, raise)).toEqual(['hand.raised']);
    its.now += 5;
    expect(its.does(ada, raise)).toEqual(['hand.raised']);
    expect(its.does(bob, raise)).toEqual([]);
    expect(its.state.hands.map(({ personId, raisedAt }) => [personId, raisedAt])).toEqual([
      ['bob', its.now - 5],
      ['ada', its.now],
    ]);
  });

  it('go down by their own person or by staff, and nobody else', () => {
    const its = new TestClass();
    for (const one of [ada, bob]) its.ask(one, raise);
    expect(its.does(gil, { ...lower, personId: ada.personId })).toBe('not-allowed');
    expect(its.wordsTo(gil, { ...lower, personId: ada.personId })).toBe('You can lower your own hand only.');
    expect(its.does(ada, lower)).toEqual(['hand.lowered']);
    expect(its.does(ada, lower)).toEqual([]);
    expect(its.ask(tutor, { ...lower, personId: bob.personId })).toEqual({
      ok: true,
      events: [{ type: 'hand.lowered', personId: 'bob', by: 'tutor' }],
    });
    expect(its.does(tutor, { ...lower, personId: bob.personId })).toEqual([]);
  });

  it('go down all together', () => {
    const its = new TestClass();
    for (const one of [ada, bob, gil]) its.ask(one, raise);
    const lowerAll = () => its.does(prof, { type: 'hand.lower-all' });
    expect([lowerAll(), lowerAll()]).toEqual([['hand.all-lowered'], []]);
    expect(its.state.hands).toEqual([]);
  });

  it('go down with whoever is removed', () => {
    const its = new TestClass();
    for (const one of [ada, bob]) its.ask(one, raise);
    its.ask(tutor, { type: 'person.remove', personId: ada.personId });
    expect(its.state.hands.map(({ personId }) => personId)).toEqual(['bob']);
  });
});
