import { type Event, type LoggedEvent, eventIn, ownerIn } from '@rostrum/protocol/room';
import { describe, expect, it } from 'vitest';
import { TestClass, ada, prof, tutor } from '../test-class.ts';
import { type Told, takesBack, withdrawn, writtenFor } from './told.ts';

const endsAt = { class: 0, staff: 0 };

function toldOf(log: readonly LoggedEvent[]): Told[] {
  return log.map(({ seq, at, event }) => {
    const owner = { class: ownerIn('class', event), staff: ownerIn('staff', event) };
    return { seq, at, event, json: writtenFor(event, { seq, at }), owner, endsAt };
  });
}

describe('an event as it is told', () => {
  it('is one text where both views are told the same, and none where there is nothing', () => {
    const its = new TestClass([prof, ada]);
    its.messageBy(ada);
    its.draftPoll();
    its.questionBy(ada, true);
    for (const { event, json, seq, at } of toldOf(its.log)) {
      for (const view of ['class', 'staff'] as const) {
        const seen = eventIn(view, event);
        expect(json[view]).toBe(seen && JSON.stringify({ seq, at, event: seen }));
      }
    }
  });
});

describe('ROOM-19: what was taken back', () => {
  const wordsOf = (json: Told['json']) => `${json.class} ${json.staff}`;

  it('is told without its words, in its place, and nothing else is touched', () => {
    const its = new TestClass();
    const messageId = its.messageBy(ada, 'regret this');
    const questionId = its.questionBy(ada);
    its.messageBy(tutor, 'hello');
    its.ask(ada, { type: 'chat.delete', messageId });
    its.ask(tutor, { type: 'question.dismiss', questionId });
    const told = toldOf(its.log);
    const [deleted, dismissed] = its.log.slice(-2).map(({ event }) => event) as [Event, Event];
    for (const [event, words] of [
      [deleted, 'regret this'],
      [dismissed, 'Why?'],
    ] as const) {
      const place = told.findIndex(({ json }) => wordsOf(json).includes(words));
      const gone = withdrawn(told, event)!;
      expect(gone.index).toBe(place);
      expect(gone.told).toMatchObject({ seq: told[place]!.seq, at: told[place]!.at, event: { text: '' } });
      expect(wordsOf(gone.told.json)).not.toContain(words);
      expect(takesBack(event)).toBe(true);
    }
  });

  it('may be older than what is kept, and other events take nothing back', () => {
    const its = new TestClass();
    const messageId = its.messageBy(ada);
    its.ask(ada, { type: 'chat.delete', messageId });
    const [{ event: sent }, { event: deleted }] = its.log.slice(-2) as [LoggedEvent, LoggedEvent];
    expect(withdrawn([], deleted)).toBeUndefined();
    expect(withdrawn(toldOf(its.log), sent)).toBeUndefined();
    expect(takesBack(sent)).toBe(false);
  });
});
