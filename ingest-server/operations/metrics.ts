import type { RoomState } from '@rostrum/protocol/room';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import { countHere } from './pure/count-here.ts';

export interface MetricsOptions {
  readonly sockets: () => number;
  /** Of every class that was opened. */
  readonly states: () => readonly RoomState[];
  /** What came and isn't in the store yet, and the streams of which nothing can be kept. */
  readonly archive: () => {
    readonly behind: { segments: number; bytes: number; failing?: string };
    readonly stopped: number;
  };
}

export interface Metrics {
  /** One write of the log: how many appends and events it served, and how long it took. */
  handleWrite(write: { appends: number; events: number; durationMs: number }): void;
  /** In Prometheus's text format. */
  render(): Promise<{ contentType: string; body: string }>;
}

export function createMetrics(options: MetricsOptions): Metrics {
  const registry = new Registry();
  const registers = [registry];
  // Among them the event loop's delay, the first thing to rise when a node has too much to do.
  collectDefaultMetrics({ register: registry });

  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  gauge('rostrum_sockets', 'WebSocket connections that are open', options.sockets);
  gauge('rostrum_people_here', 'People in a class at this moment', () =>
    options.states().reduce((sum, state) => sum + countHere(state), 0),
  );
  gauge('rostrum_hands_up', 'Hands that are raised at this moment', () =>
    options.states().reduce((sum, state) => sum + state.hands.length, 0),
  );
  gauge(
    'rostrum_live_classes',
    'Classes with a programme on air',
    () => options.states().filter(({ stream }) => stream.status === 'live').length,
  );
  gauge(
    'rostrum_store_behind_bytes',
    'Bytes of media that came and are not in the store yet',
    () => options.archive().behind.bytes,
  );
  gauge(
    'rostrum_store_behind_segments',
    'Segments that came and are not in the store yet',
    () => options.archive().behind.segments,
  );
  gauge('rostrum_store_failing', 'Whether the store can’t be written at this moment', () =>
    options.archive().behind.failing === undefined ? 0 : 1,
  );
  gauge(
    'rostrum_recordings_stopped',
    'Streams on air of which nothing can be kept at this moment',
    () => options.archive().stopped,
  );

  const appends = new Counter({
    name: 'rostrum_log_appends_total',
    help: 'Appends to class logs',
    registers,
  });
  const events = new Counter({
    name: 'rostrum_log_events_total',
    help: 'Events written to class logs',
    registers,
  });
  const duration = new Histogram({
    name: 'rostrum_log_write_seconds',
    help: 'Time of one write of the log, which serves all appends that were waiting',
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1],
    registers,
  });

  return {
    handleWrite(write) {
      appends.inc(write.appends);
      events.inc(write.events);
      duration.observe(write.durationMs / 1000);
    },
    async render() {
      return { contentType: registry.contentType, body: await registry.metrics() };
    },
  };
}
