import {
  type Event,
  type LoggedEvent,
  type PersonId,
  type RoomState,
  type View,
  breakoutOf,
  eventIn,
  isKnownToAll,
  mineIn,
  ownerIn,
  stateIn,
  viewOf,
  withMine,
} from '@rostrum/protocol/room';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ada, bob, everyone, gil, prof, tutor } from '../../test-class.ts';
import { anyScript, play } from '../../test-script.ts';

/** All that was ever sent to this person: every event they were told, and every state and part of their own. */
function sentTo(viewer: PersonId, view: View, log: readonly LoggedEvent[], state: RoomState) {
  const events = log.flatMap(({ event }): Event[] => {
    const told = ownerIn(view, event) === viewer ? event : eventIn(view, event);
    return told ? [told] : [];
  });
  const snapshot = stateIn(view, state);
  const mine = mineIn(state, viewer);
  const shown = withMine(view, snapshot, viewer, mine);
  return { events, snapshot, mine, shown, json: JSON.stringify({ events, snapshot, mine, shown }) };
}

const eventsOf = <T extends Event['type']>(log: readonly LoggedEvent[], type: T) =>
  log.flatMap(({ event }) => (event.type === type ? [event as Extract<Event, { type: T }>] : []));

const students = fc.constantFrom(ada, bob, gil);
const staff = fc.constantFrom(prof, tutor);

describe('a student is never told', () => {
  it('ROOM-16: who asked an anonymous question, who voted for which, or who reacted to a message', () => {
    fc.assert(
      fc.property(anyScript, students, (script, { personId }) => {
        const { log, state } = play(script);
        const { events, snapshot, mine, shown } = sentTo(personId, 'class', log, state);
        for (const event of events) {
          if (event.type === 'question.voted' || event.type === 'chat.reacted')
            expect(event.personId).toBe(personId);
          if (event.type === 'question.asked' && event.anonymous && event.personId !== personId) {
            expect(event).not.toHaveProperty('personId');
            expect(event).not.toHaveProperty('name');
          }
        }
        for (const question of [...Object.values(snapshot.questions), ...Object.values(shown.questions)]) {
          expect([[], [personId]]).toContainEqual(Object.keys(question.voters));
          if (!question.anonymous || question.personId === personId) continue;
          expect(question).not.toHaveProperty('personId');
          expect(question).not.toHaveProperty('name');
        }
        for (const message of [...snapshot.chat.messages, ...shown.chat.messages])
          for (const who of Object.values(message.reactions)) expect(who).toEqual([personId]);
        expect(mine.questions.every((question) => question.personId === personId)).toBe(true);
      }),
      { numRuns: 250 },
    );
  });

  it('ROOM-17: what others answered, or that they began to, before the results are published', () => {
    fc.assert(
      fc.property(anyScript, students, (script, { personId }) => {
        const { log, state } = play(script);
        const { json, shown, snapshot } = sentTo(personId, 'class', log, state);
        for (const [attempt] of json.matchAll(/attempt-of-\w+-\d/g))
          expect(attempt).toContain(`-of-${personId}-`);
        const published = JSON.stringify(eventsOf(log, 'poll.published').map(({ tally }) => tally));
        for (const [text] of json.matchAll(/answer-of-\w+-\d/g))
          if (!text.includes(`-of-${personId}-`)) expect(published).toContain(text);
        for (const poll of Object.values(shown.polls)) {
          expect([[], [personId]]).toContainEqual(Object.keys(poll.attempts));
          expect(poll.tally.people).toBe(poll.attempts[personId]?.answer ? 1 : 0);
        }
        for (const { tally, attempts } of Object.values(snapshot.polls))
          expect([tally.people, Object.keys(attempts)]).toEqual([0, []]);
      }),
      { numRuns: 250 },
    );
  });

  it('ROOM-18: what is right in a quiz, before its results are published, nor a poll that is not open yet', () => {
    fc.assert(
      fc.property(anyScript, students, (script, { personId }) => {
        const { log, state } = play(script);
        const { json, shown, events } = sentTo(personId, 'class', log, state);
        const told = JSON.stringify(events.filter(({ type }) => type !== 'poll.published'));
        expect(told).not.toContain('"correct"');
        for (const { draft, status } of Object.values(shown.polls)) {
          expect(draft.form).not.toHaveProperty('correct');
          expect(status.is).not.toBe('draft');
        }
        if (eventsOf(log, 'poll.published').length === 0) expect(json).not.toContain('"correct"');
        const opened = JSON.stringify(eventsOf(log, 'poll.opened'));
        for (const [words] of json.matchAll(/drafts \d+/g)) expect(opened).toContain(`"${words}"`);
      }),
      { numRuns: 250 },
    );
  });

  it('ROOM-15: whose hands are up, and what staff did to others', () => {
    fc.assert(
      fc.property(anyScript, students, (script, { personId }) => {
        const { log, state } = play(script);
        const { json, shown, snapshot, events } = sentTo(personId, 'class', log, state);
        for (const event of events) {
          switch (event.type) {
            case 'hand.raised':
            case 'hand.lowered':
            case 'person.muted':
            case 'person.removed':
            case 'person.readmitted':
            case 'person.allowed':
              expect(event.personId).toBe(personId);
              break;
            default:
          }
        }
        expect(snapshot.hands).toEqual([]);
        for (const hand of shown.hands) expect(hand.personId).toBe(personId);
        const own = new Set(
          eventsOf(log, 'person.removed').flatMap((event) =>
            event.personId === personId ? (event.reason ?? []) : [],
          ),
        );
        for (const [reason] of json.matchAll(/because-\d+/g)) expect(own).toContain(reason);
        for (const person of Object.values(shown.people)) {
          if (person.personId === personId) continue;
          expect(isKnownToAll(person)).toBe(true);
          expect(person).toMatchObject({ muted: false, removed: false, screen: false, draw: false });
        }
      }),
      { numRuns: 250 },
    );
  });
});

describe('nobody is told in a view', () => {
  it('ROOM-42: what is written in a breakout room', () => {
    fc.assert(
      fc.property(anyScript, fc.oneof(students, staff), (script, { personId, role }) => {
        const { log, state } = play(script);
        const { events, json } = sentTo(personId, viewOf(role), log, state);
        expect(events.filter(({ type }) => type === 'breakouts.said')).toEqual([]);
        expect(json).not.toContain('whispers');
      }),
      { numRuns: 250 },
    );
  });
});

describe('nobody', () => {
  it('ROOM-39: is in two breakout rooms, or in one and on the stage', () => {
    fc.assert(
      fc.property(anyScript, (script) => {
        const { breakouts, stage } = play(script).state;
        const ids = breakouts.rooms.map(({ breakoutId }) => breakoutId);
        for (const { breakoutId } of Object.values(breakouts.members)) expect(ids).toContain(breakoutId);
        for (const { personId } of [...stage.guests, ...stage.called, ...stage.lost])
          expect(breakoutOf(breakouts, personId)).toBeUndefined();
      }),
      { numRuns: 250 },
    );
  });
});

describe('staff are never told', () => {
  it('ROOM-17: who answered what in an anonymous poll', () => {
    fc.assert(
      fc.property(anyScript, staff, (script, { personId }) => {
        const { log, state } = play(script);
        const { events, snapshot, mine, shown } = sentTo(personId, 'staff', log, state);
        for (const event of events) {
          if (event.type === 'poll.begun') expect(event.personId).toBe(personId);
          if (event.type !== 'poll.answered' || !event.anonymous || event.personId === personId) continue;
          expect(event).not.toHaveProperty('personId');
          expect(event).not.toHaveProperty('attemptId');
        }
        for (const { draft, attempts } of Object.values(snapshot.polls))
          if (draft.anonymous) expect(attempts).toEqual({});
        for (const { draft, attempts } of Object.values(shown.polls))
          if (draft.anonymous) expect([[], [personId]]).toContainEqual(Object.keys(attempts));
        const others = Object.values(mine.attempts).filter(({ attemptId }) => !attemptId.includes(personId));
        expect(others).toEqual([]);
      }),
      { numRuns: 250 },
    );
  });
});

describe('the logs that are tried here', () => {
  it('do have what must stay hidden', () => {
    const found = { anonymous: 0, quiz: 0, others: 0, reasons: 0, hands: 0, anonymousAnswers: 0, texts: 0 };
    const between = { whispers: 0, inRooms: 0 };
    for (const script of fc.sample(anyScript, { numRuns: 200, seed: 11 })) {
      const { log, state } = play(script);
      found.anonymous += eventsOf(log, 'question.asked').filter(({ anonymous }) => anonymous).length;
      found.quiz += eventsOf(log, 'poll.opened').filter(({ draft }) => 'correct' in draft.form).length;
      found.others += Object.values(state.polls).filter((poll) => poll.tally.people > 1).length;
      found.reasons += eventsOf(log, 'person.removed').length;
      found.hands += state.hands.length;
      between.whispers += eventsOf(log, 'breakouts.said').length;
      between.inRooms += Object.keys(state.breakouts.members).length;
      const answered = eventsOf(log, 'poll.answered');
      found.anonymousAnswers += answered.filter(({ anonymous }) => anonymous).length;
      found.texts += answered.filter(({ answer }) => answer.kind === 'text').length;
    }
    expect(everyone.length).toBe(7);
    for (const [what, count] of Object.entries({ ...found, ...between }))
      expect(count, what).toBeGreaterThan(20);
  });
});
