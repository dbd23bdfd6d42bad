import { alertKinds } from '@rostrum/protocol/operations';
import { countHere } from '../../pure/count-here.ts';
import type { Figure, Seen } from './seen.ts';

const DAY_S = 86_400;
const severities = ['warn', 'bad'] as const;

/** Figures of the whole server. Units are those of Prometheus: seconds, bytes, shares of one. */
export const serverFigures: readonly Figure[] = [
  {
    name: 'rostrum_build_info',
    help: 'Which Rostrum this is; always 1',
    labels: ['version'],
    values: ({ version }) => (version === undefined ? [] : [{ labels: { version }, value: 1 }]),
  },
  one('rostrum_sockets', 'WebSocket connections that are open', ({ sockets }) => sockets),
  one('rostrum_people_here', 'People in a class at this moment', peopleHere),
  one(
    'rostrum_people_here_peak',
    'The most people in classes at any look at these figures since the server’s start',
    ({ herePeak }) => herePeak,
  ),
  one('rostrum_people_on_stage', 'People on a stage at this moment', ({ states }) =>
    sum(states.map(({ stage }) => stage.guests.length)),
  ),
  one('rostrum_hands_up', 'Hands that are raised at this moment', ({ states }) =>
    sum(states.map(({ hands }) => hands.length)),
  ),
  one(
    'rostrum_live_classes',
    'Classes with a programme on air',
    ({ states }) => states.filter(({ stream }) => stream.status === 'live').length,
  ),
  one(
    'rostrum_webrtc_connections',
    'WebRTC connections that carry media at this moment',
    ({ second }) => second?.node.webRtc,
  ),
  one(
    'rostrum_players_reporting',
    'Players that have lately said how they play',
    ({ second }) => second && sum(second.classes.map(({ overview }) => overview.players?.reporting ?? 0)),
  ),
  one(
    'rostrum_store_behind_bytes',
    'Bytes of media that came and are not in the store yet',
    ({ archive }) => archive.behind.bytes,
  ),
  one(
    'rostrum_store_behind_segments',
    'Segments that came and are not in the store yet',
    ({ archive }) => archive.behind.segments,
  ),
  one('rostrum_store_failing', 'Whether the store can’t be written at this moment', ({ archive }) =>
    archive.behind.failing === undefined ? 0 : 1,
  ),
  one(
    'rostrum_recordings_stopped',
    'Streams on air of which nothing can be kept at this moment',
    ({ archive }) => archive.stopped,
  ),
  one(
    'rostrum_disk_free_bytes',
    'What is free on the disk of the data folder',
    ({ second }) => second?.node.diskFreeBytes ?? undefined,
  ),
  one(
    'rostrum_certificate_remaining_seconds',
    'Until the server’s own certificate ends; missing where it has none',
    ({ second }) => {
      const days = second?.node.certificateDays ?? undefined;
      return days === undefined ? undefined : days * DAY_S;
    },
  ),
  one(
    'rostrum_draining',
    'Whether the server is about to go and takes nothing new',
    ({ second }) => second && (second.node.draining ? 1 : 0),
  ),
  {
    name: 'rostrum_alerts_open',
    help: 'What the server finds wrong at this moment, by kind and severity',
    labels: ['kind', 'severity'],
    values: ({ alerts }) =>
      alertKinds.flatMap((kind) =>
        severities.map((severity) => ({
          labels: { kind, severity },
          value: alerts.filter((alert) => alert.kind === kind && alert.severity === severity).length,
        })),
      ),
  },
];

export function peopleHere({ states }: Pick<Seen, 'states'>): number {
  return sum(states.map(countHere));
}

/** Without labels; undefined where it can't be said now. */
function one(name: string, help: string, read: (seen: Seen) => number | undefined): Figure {
  return {
    ...{ name, help, labels: [] },
    values(seen) {
      const value = read(seen);
      return value === undefined ? [] : [{ labels: {}, value }];
    },
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}
