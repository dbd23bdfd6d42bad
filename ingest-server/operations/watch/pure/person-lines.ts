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

/** Staff, then who is on the stage, then the worst connections first; at most five hundred. */
export function personLines({ state, now, reconnectsOf, playerOf }: People): PersonLine[] {
  const onStage = new Set(state.stage.guests.map(({ personId }) => personId));
  const ranked: { line: PersonLine; rank: number }[] = [];
  for (const id in state.people) {
    const person = state.people[id];
    if (!person || !isShown(person, now)) continue;
    const { personId, name, role, here } = person;
    const player = playerOf(personId);
    const line: PersonLine = {
      ...{ personId, name, role, here, onStage: onStage.has(personId), reconnects: reconnectsOf(personId) },
      ...(player === undefined ? {} : { player }),
    };
    ranked.push({ line, rank: rankOf(line) });
  }
  ranked.sort((a, b) => b.rank - a.rank);
  return ranked.slice(0, LINES_MAX).map(({ line }) => line);
}

function isShown({ here, awaySince }: Person, now: number): boolean {
  return here || (awaySince !== undefined && now - awaySince < AWAY_SHOWN_MS);
}

function rankOf(line: PersonLine): number {
  const first = isStaff(line.role) ? 2e9 : line.onStage ? 1e9 : 0;
  return first + Math.min(troubleOf(line), 1e8);
}

/** A stall a minute weighs as much as being lost four times, or twenty seconds behind. */
function troubleOf({ player, reconnects, here }: PersonLine): number {
  const away = here ? 0 : 10;
  return (player?.stallsPerMinute ?? 0) * 20 + reconnects * 5 + (player?.delayMs ?? 0) / 1000 + away;
}
