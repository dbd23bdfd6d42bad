import { eventIn, ownerIn } from '@rostrum/protocol/room';
import { describe, expect, it } from 'vitest';
import { writtenFor } from '../../pure/told.ts';
import { TestClass, ada, bob, gil, prof } from '../../test-class.ts';
import { tell } from './tell.ts';

function tellOf(its: TestClass) {
  return tell(
    its.log.map(({ seq, at, event }) => ({
      ...{ seq, at, event, json: writtenFor(event, { seq, at }), endsAt: { class: 0, staff: 0 } },
      owner: { class: ownerIn('class', event), staff: ownerIn('staff', event) },
    })),
  );
}

describe('what is told of a stretch of the log', () => {
  const its = new TestClass([prof, ada, bob]);
  const pollId = its.openPoll({ anonymous: true });
  const attemptId = 'attempt-1' as never;
  its.ask(ada, { type: 'poll.answer', pollId, attemptId, answer: { kind: 'single', option: 1 } });
  its.ask(bob, { type: 'hand.raise' });
  const telling = tellOf(its);

  it.each([
    ['class', ada],
    ['class', bob],
    ['class', gil],
    ['staff', prof],
    ['staff', ada],
  ] as const)('to the %s and to %o is what they may see, in its order', (view, { personId }) => {
    const events = its.log.flatMap(({ seq, at, event }) => {
      const seen = ownerIn(view, event) === personId ? event : eventIn(view, event);
      return seen ? [{ seq, at, event: seen }] : [];
    });
    const text = telling.own(view, personId) ?? telling.shared[view];
    expect(JSON.parse(text!)).toEqual({ t: 'events', through: its.log.length, events });
  });

  it('is a text of one’s own only for whoever is told more than their view', () => {
    expect(telling.hasOwners).toBe(true);
    expect(telling.own('class', gil.personId)).toBeUndefined();
    expect(telling.own('staff', bob.personId)).toBeUndefined();
    expect(telling.own('class', bob.personId)).toContain('hand.raised');
  });
});
