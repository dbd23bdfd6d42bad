import { type PersonId, type RoomState, countReactions } from '@rostrum/protocol/room';
import type { Counts } from '@rostrum/protocol/wire';

/** What is told as numbers to everyone, because single events would flood a large class. */
export function countsOf({ people, hands, polls, questions, chat }: RoomState): Counts {
  let here = 0;
  for (const id in people) if (people[id]!.here) here += 1;
  const open = Object.values(polls).filter(({ status }) => status.is === 'open');
  const answered = Object.fromEntries(open.map(({ pollId, tally }) => [pollId, tally.people]));
  const voted = Object.values(questions).filter(({ votes }) => votes > 0);
  const votes = Object.fromEntries(voted.map((question) => [question.questionId, question.votes]));
  return { here, hands: hands.length, answered, votes, reactions: countReactions(chat) };
}

/** Whether nothing else has changed than how many are here, and have answered: of a large class hardly anybody reads along. */
export function areOnlyHeads(before: Counts, now: Counts): boolean {
  const besides = ({ here: _here, answered: _answered, ...rest }: Counts) => JSON.stringify(rest);
  return besides(before) === besides(now);
}

/** What of them is told to those who know them as they were: of votes and reactions only what has changed. */
export function changedCounts(before: Counts, now: Counts): Counts {
  const votes = changedIn(before.votes, now.votes, 0);
  return { ...now, votes, reactions: changedIn(before.reactions, now.reactions, {}) };
}

function changedIn<T>(
  before: Readonly<Record<string, T>>,
  now: Readonly<Record<string, T>>,
  none: T,
): Record<string, T> {
  const ids = new Set([...Object.keys(before), ...Object.keys(now)]);
  const changed = [...ids].flatMap((id) => {
    const value = now[id] ?? none;
    return JSON.stringify(before[id] ?? none) === JSON.stringify(value) ? [] : [[id, value] as const];
  });
  return Object.fromEntries(changed);
}

/** Whose place among the raised hands has changed, and to what; undefined for a hand that is down again. */
export function changedPlaces(
  before: ReadonlyMap<PersonId, number>,
  now: ReadonlyMap<PersonId, number>,
): [PersonId, number | undefined][] {
  const changed: [PersonId, number | undefined][] = [];
  for (const [personId, place] of now) if (before.get(personId) !== place) changed.push([personId, place]);
  for (const personId of before.keys()) if (!now.has(personId)) changed.push([personId, undefined]);
  return changed;
}

export function placesOf({ hands }: RoomState): Map<PersonId, number> {
  return new Map(hands.map(({ personId }, i) => [personId, i + 1]));
}
