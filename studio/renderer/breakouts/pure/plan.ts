import { BREAKOUT_MEMBERS_MAX, type Command, type Person, type PersonId } from '@rostrum/protocol/room';
import type { Placing } from './placing.ts';
import { type TimeChoice, timeOf } from './time-limit.ts';

export const WAYS = ['random', 'hand', 'choice'] as const;
export type Way = (typeof WAYS)[number];

/** The form as it is filled in. */
export interface Planning {
  readonly names: readonly string[];
  readonly way: Way;
  readonly placing: Placing;
  /** Beside the way: who is placed may go elsewhere. */
  readonly mayChange: boolean;
  readonly time: TimeChoice;
  readonly ownMinutes: string;
}

export interface PlannedRoom {
  readonly name: string;
  readonly people: readonly Person[];
}

export type Opening = { ok: true; command: OpenCommand } | { ok: false; problem: PlanProblem };
export type PlanProblem = 'time' | 'full';
type OpenCommand = Extract<Command, { type: 'breakouts.open' }>;

/** `people` are those who are here: whoever went since they were placed is in no room. */
export function plannedRooms(
  { names, way, placing }: Pick<Planning, 'names' | 'way' | 'placing'>,
  people: readonly Person[],
): readonly PlannedRoom[] {
  return names.map((name, room) => ({
    name,
    people: way === 'choice' ? [] : people.filter(({ personId }) => placing[personId] === room),
  }));
}

/** What is sent to open them, or why it can't be. */
export function openingOf(planning: Planning, people: readonly Person[]): Opening {
  const rooms = plannedRooms(planning, people);
  if (rooms.some(isOverfull)) return { ok: false, problem: 'full' };
  const time = timeOf(planning.time, planning.ownMinutes);
  if (!time.ok) return { ok: false, problem: 'time' };
  return {
    ok: true,
    command: {
      type: 'breakouts.open',
      rooms: rooms.map(({ name, people: members }) => ({ name, members: members.map(idOf) })),
      mayChoose: planning.way === 'choice' || planning.mayChange,
      ...(time.forMs === undefined ? {} : { forMs: time.forMs }),
    },
  };
}

export function isOverfull({ people }: PlannedRoom): boolean {
  return people.length > BREAKOUT_MEMBERS_MAX;
}

function idOf({ personId }: Person): PersonId {
  return personId;
}
