import type { Overview, OverviewClass } from '@rostrum/protocol/http';
import { type ClassId, type RoomState, emptyRoom } from '@rostrum/protocol/room';
import { countHere } from './count-here.ts';

interface ClassNames {
  readonly classId: ClassId;
  readonly code: string;
  readonly classTitle: string;
  readonly courseTitle: string;
  readonly institutionName: string;
}

export interface OverviewFacts {
  readonly version: string;
  readonly startedAt: number;
  readonly at: number;
  readonly transcoder: Overview['transcoder'];
  readonly media: Overview['media'];
  readonly classes: readonly ClassNames[];
  /** Undefined where nobody has opened the class since the start. */
  readonly stateOf: (classId: ClassId) => RoomState | undefined;
  readonly mediaOf: (classId: ClassId) => Pick<OverviewClass, 'ingest' | 'broadcast'>;
}

/** The admin's one look at everything. */
export function assembleOverview(facts: OverviewFacts): Overview {
  const { version, startedAt, at, transcoder, media } = facts;
  return {
    institutionName: facts.classes[0]?.institutionName ?? 'No institution yet',
    version,
    startedAt,
    at,
    transcoder,
    media,
    classes: facts.classes.map(({ classId, code, classTitle, courseTitle }) => {
      const state = facts.stateOf(classId) ?? emptyRoom;
      const names = { classId, code, classTitle, courseTitle };
      return { ...names, here: countHere(state), ...streamOf(state), ...facts.mediaOf(classId) };
    }),
  };
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
