import type { Overview, OverviewClass } from '@rostrum/protocol/http';
import type { Players } from '@rostrum/protocol/operations';
import { type ClassId, type Phase, type RoomState, emptyRoom } from '@rostrum/protocol/room';
import { countHere } from './count-here.ts';

interface ClassNames {
  readonly classId: ClassId;
  readonly code: string;
  readonly classTitle: string;
  readonly courseTitle: string;
  readonly institutionName: string;
  /** When it is to be, where that was said. */
  readonly startsAt?: number | undefined;
}

export interface ClassFacts {
  readonly names: ClassNames;
  /** Undefined where nobody has opened the class since the start. */
  readonly state: RoomState | undefined;
  /** How many people are here, where that is known without counting. */
  readonly here?: number | undefined;
  readonly media: Pick<OverviewClass, 'ingest' | 'broadcast'>;
  /** What the pages of who watches have reported lately. */
  readonly players?: Players | undefined;
  /** Of a class that is open. */
  readonly phase?: Phase | undefined;
}

export interface OverviewFacts {
  readonly version: string;
  readonly startedAt: number;
  readonly at: number;
  readonly transcoder: Overview['transcoder'];
  readonly media: Overview['media'];
  readonly institutionName: string | undefined;
  readonly classes: readonly OverviewClass[];
}

/** The admin's one look at everything. */
export function assembleOverview(facts: OverviewFacts): Overview {
  const { version, startedAt, at, transcoder, media, classes } = facts;
  return {
    institutionName: facts.institutionName ?? 'No institution yet',
    ...{ version, startedAt, at, transcoder, media },
    classes: [...classes],
  };
}

/** One class in it. */
export function overviewOf(facts: ClassFacts): OverviewClass {
  const { names, state = emptyRoom, here, media, players, phase } = facts;
  const { classId, code, classTitle, courseTitle, startsAt } = names;
  const { guests } = state.stage;
  const { stream } = state;
  return {
    ...{ classId, code, classTitle, courseTitle },
    here: here ?? countHere(state),
    ...streamOf(state),
    ...media,
    ...(guests.length > 0 ? { onStage: guests.length } : {}),
    ...(state.hands.length > 0 ? { hands: state.hands.length } : {}),
    ...(players && players.reporting > 0 ? { players: playersOf(players) } : {}),
    ...(startsAt === undefined ? {} : { startsAt }),
    ...(phase === undefined ? {} : { phase }),
    ...(stream.status === 'live' && stream.unrecorded !== undefined ? { unrecorded: stream.unrecorded } : {}),
  };
}

function playersOf({ reporting, delayP95Ms, stallsPerMinute }: Players): OverviewClass['players'] {
  return { reporting, delayP95Ms, stallsPerMinute };
}

function streamOf({ stream }: RoomState): Pick<OverviewClass, 'stream' | 'since'> {
  switch (stream.status) {
    case 'idle':
      return { stream: 'idle' };
    case 'live':
      return { stream: 'live', since: stream.since };
    case 'stopped':
      return { stream: 'stopped', since: stream.at };
  }
}
