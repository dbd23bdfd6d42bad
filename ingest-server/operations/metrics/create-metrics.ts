import type { Alert, PlayerReport } from '@rostrum/protocol/operations';
import type { CommandType, RefusalCode, RoomState } from '@rostrum/protocol/room';
import { Gauge, Registry, collectDefaultMetrics } from 'prom-client';
import { createCounts } from './counts.ts';
import { classFigures, labelsOf, onAir } from './pure/class-figures.ts';
import { Growth } from './pure/growth.ts';
import type { ArchiveSeen, Figure, HlsSeen, Second, Seen } from './pure/seen.ts';
import { peopleHere, serverFigures } from './pure/server-figures.ts';

export interface MetricsOptions {
  readonly version?: string;
  readonly sockets: () => number;
  /** Of every class that was opened. */
  readonly states: () => readonly RoomState[];
  readonly archive: () => ArchiveSeen;
  /** Undefined until there is one. */
  readonly second?: () => Second | undefined;
  /** What was asked of the origin since the server began. */
  readonly hls?: () => HlsSeen;
}

export type ConnectionKind = 'socket' | 'webrtc';

export interface Metrics {
  /** One write of the log: how many appends and events it served, and how long it took. */
  handleWrite(write: { appends: number; events: number; durationMs: number }): void;
  /** From the moment an event was decided to its frame on the way to one listener; of some of them. */
  handleDelivered(ms: number): void;
  /** Somebody tried to connect; said once for each try. */
  handleConnection(kind: ConnectionKind, outcome: 'connected' | 'failed'): void;
  /** A page came back that had been here before. */
  handleReconnect(): void;
  handleCommand(type: CommandType): void;
  handleRefusal(code: RefusalCode): void;
  /** A player said how it plays. */
  handleReport(report: PlayerReport): void;
  handleAlert(is: 'raised' | 'cleared', alert: Alert): void;
  /** In Prometheus's text format. */
  render(): Promise<{ contentType: string; body: string }>;
}

export function createMetrics(options: MetricsOptions): Metrics {
  const registry = new Registry();
  // Among them the event loop's delay, the first thing to rise when a node has too much to do.
  collectDefaultMetrics({ register: registry });
  const counts = createCounts(registry);
  const gauges = [...serverFigures, ...classFigures].map((figure) => ({
    figure,
    gauge: new Gauge({
      name: figure.name,
      help: figure.help,
      labelNames: [...figure.labels],
      registers: [registry],
    }),
  }));
  const openAlerts = new Map<string, Alert>();
  const restarts = new Growth();
  const hls = new Growth();
  let herePeak = 0;

  function look(): Seen {
    const states = options.states();
    herePeak = Math.max(herePeak, peopleHere({ states }));
    return {
      ...{
        version: options.version,
        sockets: options.sockets(),
        states,
        herePeak,
        archive: options.archive(),
      },
      second: options.second?.(),
      alerts: [...openAlerts.values()],
    };
  }

  /** What the broadcast counts by itself. */
  function count(seen: Seen): void {
    const classes = onAir(seen);
    const labels = labelsOf(classes);
    counts.transcoderRestarts.keepOnly(new Set(labels.values()));
    for (const { classId, broadcast } of classes) {
      if (!broadcast) continue;
      counts.transcoderRestarts.add(labels.get(classId) ?? classId, restarts.of(classId, broadcast.restarts));
    }
    const asked = options.hls?.();
    if (!asked) return;
    counts.hlsRequests.inc(hls.of('requests', asked.requests));
    counts.hlsRefusals.inc(hls.of('refusals', asked.errors));
    counts.hlsFromMemory.inc(hls.of('from memory', asked.fromMemory));
    counts.hlsBytes.inc(hls.of('bytes', asked.bytes));
  }

  return {
    handleWrite({ appends, events, durationMs }) {
      counts.logAppends.inc(appends);
      counts.logEvents.inc(events);
      counts.logWrite.observe(durationMs / 1000);
    },

    handleDelivered: (ms) => counts.delivery.observe(ms / 1000),

    handleConnection(kind, outcome) {
      counts.connectionAttempts.inc({ kind });
      if (outcome === 'failed') counts.connectionFailures.inc({ kind });
    },

    handleReconnect: () => counts.reconnects.inc(),
    handleCommand: (type) => counts.commands.inc({ type }),
    handleRefusal: (code) => counts.refusals.inc({ code }),

    handleReport({ playedMs, stalls, stalledMs, errors, switches, startMs }) {
      counts.playerPlayed.inc(playedMs / 1000);
      counts.playerStalls.inc(stalls);
      counts.playerStalled.inc(stalledMs / 1000);
      counts.playerErrors.inc(errors);
      counts.playerSwitches.inc(switches);
      if (startMs !== undefined) counts.playerStart.observe(startMs / 1000);
    },

    handleAlert(is, alert) {
      if (is === 'cleared') openAlerts.delete(alert.id);
      else if (!openAlerts.has(alert.id)) {
        openAlerts.set(alert.id, alert);
        counts.alertsRaised.inc({ kind: alert.kind });
      }
    },

    async render() {
      const seen = look();
      count(seen);
      for (const { figure, gauge } of gauges) tell(gauge, figure, seen);
      return { contentType: registry.contentType, body: await registry.metrics() };
    },
  };
}

function tell(gauge: Gauge, figure: Figure, seen: Seen): void {
  gauge.reset();
  // Without labels it would stand there as 0, also where it can't be said.
  if (figure.labels.length === 0) gauge.remove();
  for (const { labels, value } of figure.values(seen)) gauge.set(labels, value);
}
