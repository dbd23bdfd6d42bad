import type { OverviewClass } from '@rostrum/protocol/http';
import type { Figure, Seen, Value } from './seen.ts';

/** So many classes have lines of their own: every line is one that Prometheus keeps. */
export const CLASSES_MAX = 200;
/** All the others together. */
export const OTHERS = 'other';

/** How the figure of all the others is made: what adds up, or what is worst. */
type Together = 'sum' | 'max' | 'min';

/** Undefined where it isn't known now. */
type Read = (overview: OverviewClass, at: number) => number | undefined;

/** Of each class on air. */
export const classFigures: readonly Figure[] = [
  {
    name: 'rostrum_class_info',
    help: 'Which class the label stands for; always 1',
    labels: ['class', 'title', 'code'],
    values: (seen) =>
      onAir(seen)
        .slice(0, CLASSES_MAX)
        .map(({ classId, classTitle: title, code }) => ({
          labels: { class: classId, title, code },
          value: 1,
        })),
  },
  of('rostrum_class_people_here', 'People in the class at this moment', 'sum', ({ here }) => here),
  of(
    'rostrum_class_players_reporting',
    'Its players that have lately said how they play',
    'sum',
    ({ players }) => players?.reporting,
  ),
  of(
    'rostrum_class_player_delay_p95_seconds',
    'How far its players are behind the studio, all but the worst twentieth',
    'max',
    ({ players }) => seconds(players?.delayP95Ms ?? undefined),
  ),
  of('rostrum_ingest_video_bytes_per_second', 'Picture that comes in', 'sum', ({ ingest }) =>
    bytes(ingest?.videoBps),
  ),
  of('rostrum_ingest_audio_bytes_per_second', 'Sound that comes in', 'sum', ({ ingest }) =>
    bytes(ingest?.audioBps),
  ),
  of(
    'rostrum_ingest_frames_per_second',
    'Frames that the studio sends',
    'min',
    ({ ingest }) => ingest?.framesPerSecond,
  ),
  of(
    'rostrum_ingest_loss_ratio',
    'Share of the packets from the studio that were lost',
    'max',
    ({ ingest }) => ingest && ingest.lossPct / 100,
  ),
  of('rostrum_ingest_jitter_seconds', 'Jitter of what comes from the studio', 'max', ({ ingest }) =>
    seconds(ingest?.jitterMs),
  ),
  of('rostrum_ingest_round_trip_seconds', 'Round trip to the studio', 'max', ({ ingest }) =>
    seconds(ingest?.roundTripMs),
  ),
  of('rostrum_ingest_keyframe_age_seconds', 'Since the newest key frame came', 'max', ({ ingest }) =>
    seconds(ingest?.keyframeAgeMs),
  ),
  of(
    'rostrum_transcoder_running',
    'Whether its transcoder gives parts',
    'min',
    ({ broadcast }) => broadcast && (broadcast.status === 'running' ? 1 : 0),
  ),
  of(
    'rostrum_transcoder_failed',
    'Whether its transcoder dies again and again',
    'max',
    ({ broadcast }) => broadcast && (broadcast.status === 'failed' ? 1 : 0),
  ),
  of(
    'rostrum_transcoder_speed_ratio',
    'Its transcoder’s speed as a share of real time; 1 keeps up',
    'min',
    ({ broadcast }) => broadcast?.speed,
  ),
  of(
    'rostrum_programme_frames_per_second',
    'Frames that go out',
    'min',
    ({ broadcast }) => broadcast?.framesPerSecond,
  ),
  of('rostrum_programme_part_age_seconds', 'Since its newest part came', 'max', ({ broadcast }) =>
    seconds(broadcast?.lastPartAgeMs),
  ),
  of('rostrum_programme_rungs', 'Renditions that go out', 'sum', ({ broadcast }) => broadcast?.rungs.length),
  of(
    'rostrum_programme_rungs_left_out',
    'Renditions that are left out because the machine can’t keep up',
    'sum',
    ({ broadcast }) => broadcast && (broadcast.leftOut?.length ?? 0),
  ),
  of(
    'rostrum_programme_slate',
    'Whether a still picture goes out in the studio’s place',
    'max',
    ({ broadcast }) => broadcast && (broadcast.slate === undefined ? 0 : 1),
  ),
  of(
    'rostrum_programme_black_seconds',
    'How long its picture has been black',
    'max',
    ({ broadcast }, at) => broadcast && since(broadcast.blackSince, at),
  ),
  of(
    'rostrum_programme_frozen_seconds',
    'How long what moved in its picture has stood still',
    'max',
    ({ broadcast }, at) => broadcast && since(broadcast.frozenSince, at),
  ),
  of(
    'rostrum_programme_silent_seconds',
    'How long nothing has been heard in it',
    'max',
    ({ broadcast }, at) => broadcast && since(broadcast.silentSince, at),
  ),
];

/** Those that went on air first stand first: a class that has a line of its own keeps it until it ends. */
export function onAir({ second }: Pick<Seen, 'second'>): OverviewClass[] {
  return (second?.classes ?? [])
    .flatMap(({ overview }) => (overview.stream === 'live' || overview.broadcast ? overview : []))
    .sort((one, other) => startOf(one) - startOf(other) || (one.classId < other.classId ? -1 : 1));
}

/** The label of each class on air. */
export function labelsOf(classes: readonly OverviewClass[]): ReadonlyMap<string, string> {
  return new Map(classes.map(({ classId }, i) => [classId, i < CLASSES_MAX ? classId : OTHERS]));
}

function of(name: string, help: string, together: Together, read: Read): Figure {
  return {
    ...{ name, help: `${help}, of a class on air`, labels: ['class'] },
    values(seen) {
      const at = seen.second?.node.at ?? 0;
      const classes = onAir(seen);
      const rest = classes.slice(CLASSES_MAX).flatMap((overview) => read(overview, at) ?? []);
      return [
        ...classes.slice(0, CLASSES_MAX).flatMap((overview) => valueOf(overview.classId, read(overview, at))),
        ...(rest.length > 0 ? valueOf(OTHERS, joined(rest, together)) : []),
      ];
    },
  };
}

function valueOf(label: string, value: number | undefined): Value[] {
  return value === undefined ? [] : [{ labels: { class: label }, value }];
}

function joined(values: readonly number[], together: Together): number {
  switch (together) {
    case 'sum':
      return values.reduce((all, value) => all + value, 0);
    case 'max':
      return values.reduce((most, value) => Math.max(most, value), -Infinity);
    case 'min':
      return values.reduce((least, value) => Math.min(least, value), Infinity);
  }
}

function startOf({ since: startedAt }: OverviewClass): number {
  return startedAt ?? Number.MAX_SAFE_INTEGER;
}

function seconds(ms: number | undefined): number | undefined {
  return ms === undefined ? undefined : ms / 1000;
}

function bytes(bits: number | undefined): number | undefined {
  return bits === undefined ? undefined : bits / 8;
}

/** 0 while all is well. */
function since(begunAt: number | undefined, at: number): number {
  return begunAt === undefined ? 0 : Math.max(0, at - begunAt) / 1000;
}
