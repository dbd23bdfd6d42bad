import { type Person, type PersonId, type Role, emptyRoom } from '@rostrum/protocol/room';
import type { PersonLine } from '@rostrum/protocol/operations';
import { expect, it } from 'vitest';
import { personLines } from './person-lines.ts';

const ofPeople = (...people: readonly [string, Role, Partial<Person>?][]) =>
  Object.fromEntries(
    people.map(([id, role, over]): [string, Person] => [
      id,
      {
        ...{ personId: id as PersonId, name: id, role, here: true },
        ...{ muted: false, removed: false, screen: false, draw: false },
        ...over,
      },
    ]),
  );

interface Known {
  readonly reconnects?: Readonly<Record<string, number>>;
  readonly players?: Readonly<Record<string, PersonLine['player']>>;
  readonly stage?: readonly string[];
}

function linesOf(people: Record<string, Person>, { reconnects = {}, players = {}, stage = [] }: Known = {}) {
  const guests = stage.map((id) => ({ personId: id as PersonId, name: id, enteredAt: 0, held: [] }));
  return personLines({
    state: { people, stage: { ...emptyRoom.stage, guests } },
    now: 1e6,
    reconnectsOf: (id) => reconnects[id] ?? 0,
    playerOf: (id) => players[id],
  });
}

const player = (stallsPerMinute: number, delayMs: number | null = null) => ({
  ...{ stallsPerMinute, delayMs, rung: null },
});

it('staff come first, then who is on the stage, then whose connection is worst', () => {
  const people = ofPeople(
    ...(['fine', 'stalls', 'late', 'lost', 'guest', 'tutor'] as const).map((id): [string, Role] => [
      id,
      id === 'tutor' ? 'assistant' : 'student',
    ]),
  );
  const known = {
    reconnects: { lost: 3 },
    players: { fine: player(0, 1200), stalls: player(2), late: player(0, 8000) },
    stage: ['guest'],
  };
  expect(linesOf(people, known).map(({ personId }) => personId)).toEqual([
    'tutor',
    'guest',
    'stalls',
    'lost',
    'late',
    'fine',
  ]);
});

it('say of each what is known', () => {
  const [line] = linesOf(ofPeople(['ada', 'student']), {
    ...{ reconnects: { ada: 2 }, players: { ada: player(1, 900) } },
  });
  expect(line).toEqual({
    ...{ personId: 'ada', name: 'ada', role: 'student', here: true, onStage: false, reconnects: 2 },
    player: { stallsPerMinute: 1, delayMs: 900, rung: null },
  });
  expect(linesOf(ofPeople(['bob', 'student']))[0]).not.toHaveProperty('player');
});

it('leave out who went long ago, and keep who went just now', () => {
  const people = ofPeople(
    ['gone', 'student', { here: false, awaySince: 1e6 - 301_000 }],
    ['lost', 'student', { here: false, awaySince: 1e6 - 1000 }],
  );
  expect(linesOf(people).map(({ personId, here }) => [personId, here])).toEqual([['lost', false]]);
});

it('of five thousand the five hundred that matter', () => {
  const people = ofPeople(...Array.from({ length: 5000 }, (_, i): [string, Role] => [`p${i}`, 'student']));
  const lines = linesOf(people, { reconnects: { p4999: 1 } });
  expect([lines.length, lines[0]?.personId]).toEqual([500, 'p4999']);
});
