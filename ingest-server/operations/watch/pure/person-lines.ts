import type { PersonLine } from '@rostrum/protocol/operations';
import { type Person, type PersonId, type RoomState, isStaff } from '@rostrum/protocol/room';

const LINES_MAX = 500;
/** Whoever went is still worth a look for so long. */
const AWAY_SHOWN_MS = 5 * 60_000;

export interface People {
  readonly state: Pick<RoomState, 'people' | 'stage'>;
  readonly now: number;
  readonly reconnectsOf: (personId: PersonId) => number;
  readonly playerOf: (personId: PersonId) => PersonLine['player'];
}

interface Ranked {
  readonly person: Person;
  readonly player: PersonLine['player'];
  readonly reconnects: number;
  readonly rank: number;
}

/** Staff, then who is on the stage, then the worst connections first; at most five hundred. */
export function personLines({ state, now, reconnectsOf, playerOf }: People): PersonLine[] {
  const onStage = new Set(state.stage.guests.map(({ personId }) => personId));
  const ranked: Ranked[] = [];
  for (const id in state.people) {
    const person = state.people[id];
    if (!person || !isShown(person, now)) continue;
    const { personId, role, here } = person;
    const [player, reconnects] = [playerOf(personId), reconnectsOf(personId)];
    const trouble = Math.min(troubleOf(player, reconnects, here), 1e8);
    ranked.push({ person, player, reconnects, rank: firstOf(role, onStage.has(personId)) + trouble });
  }
  ranked.sort((a, b) => b.rank - a.rank);
  // Only of those that are told: of thousands this is done each second.
  return ranked.slice(0, LINES_MAX).map(({ person: { personId, name, role, here }, player, reconnects }) => ({
    ...{ personId, name, role, here, onStage: onStage.has(personId), reconnects },
    ...(player === undefined ? {} : { player }),
  }));
}

function isShown({ here, awaySince }: Person, now: number): boolean {
  return here || (awaySince !== undefined && now - awaySince < AWAY_SHOWN_MS);
}

function firstOf(role: Person['role'], isOnStage: boolean): number {
  return isStaff(role) ? 2e9 : isOnStage ? 1e9 : 0;
}

/** A stall a minute weighs as much as being lost four times, or twenty seconds behind. */
function troubleOf(player: PersonLine['player'], reconnects: number, here: boolean): number {
  const away = here ? 0 : 10;
  return (player?.stallsPerMinute ?? 0) * 20 + reconnects * 5 + (player?.delayMs ?? 0) / 1000 + away;
}
