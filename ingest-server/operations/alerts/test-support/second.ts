import type { OverviewClass } from '@rostrum/protocol/http';
import type { NodeFacts } from '@rostrum/protocol/operations';
import type { ClassId } from '@rostrum/protocol/room';
import type { Connections, Now } from '../pure/now.ts';

type Ingest = NonNullable<OverviewClass['ingest']>;
type Broadcast = NonNullable<OverviewClass['broadcast']>;

/** What is another way in that second than where all is well. */
export interface Otherwise {
  readonly at?: number;
  readonly node?: Partial<NodeFacts>;
  readonly connections?: Connections;
  readonly overview?: Partial<OverviewClass>;
  readonly ingest?: Partial<Ingest>;
  readonly broadcast?: Partial<Broadcast>;
}

export const START = 1_800_000_000_000;
export const classId = 'physics' as ClassId;
export const institutionId = 'uni';
export const classTitle = 'Physics';

const ingest: Ingest = {
  ...{
    videoBps: 2_500_000,
    audioBps: 64_000,
    lossPct: 0.4,
    jitterMs: 3,
    roundTripMs: 24,
    framesPerSecond: 30,
  },
  ...{ codec: 'H264', protocol: 'udp', keyframeAgeMs: 900 },
  lately: { seconds: 60, lossPct: 0.4, jitterMs: 3, nacks: 0, plis: 0, firs: 0 },
};

const broadcast: Broadcast = {
  ...{ status: 'running', restarts: 0, framesPerSecond: 30, lastPartAgeMs: 200, speed: 1 },
  rungs: ['720p', '360p', 'audio'].map((name) => ({ name, kind: 'video', bitrateBps: 1_000_000 })),
};

const node: NodeFacts = {
  ...{ at: START, cpu: 0.4, memoryBytes: 400e6, eventLoopP99Ms: 12, sockets: 420, webRtc: 2 },
  ...{ diskFreeBytes: 200e9, logWriteP95Ms: 4, certificateDays: 60, draining: false },
  spool: { segments: 3, bytes: 2_000_000 },
};

/** A second with one class on air; all is well but for what is said. */
export function second(otherwise: Otherwise = {}): Now {
  const { at = START } = otherwise;
  const overview: OverviewClass = {
    ...{ classId, code: 'PHYS', classTitle, courseTitle: 'Science', here: 142, phase: 'live' },
    ...{ stream: 'live', since: START - 600_000 },
    ingest: { ...ingest, ...otherwise.ingest },
    broadcast: { ...broadcast, ...otherwise.broadcast },
    players: { reporting: 140, delayP95Ms: 1_400, stallsPerMinute: 0 },
    ...otherwise.overview,
  };
  return {
    at,
    node: { ...node, at, ...otherwise.node },
    connections: otherwise.connections ?? { tried: 40, failed: 0 },
    classes: [{ classId: overview.classId, classTitle: overview.classTitle, institutionId, overview }],
  };
}
