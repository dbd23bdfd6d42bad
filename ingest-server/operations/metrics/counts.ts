import { alertKinds } from '@rostrum/protocol/operations';
import { Counter, Histogram, type Registry } from 'prom-client';

/** What is counted as it happens: a number that only grows, or how long something took. */
export function createCounts(registry: Registry) {
  const registers = [registry];
  const counter = (name: string, help: string) => new Counter({ name, help, registers });
  const counterBy = <Label extends string>(label: Label, name: string, help: string) =>
    new Counter<Label>({ name, help, labelNames: [label], registers });
  const times = (name: string, help: string, buckets: number[]) =>
    new Histogram({ name, help, buckets, registers });

  const connectionAttempts = counterBy(
    'kind',
    'rostrum_connection_attempts_total',
    'Connections that were tried',
  );
  const connectionFailures = counterBy(
    'kind',
    'rostrum_connection_failures_total',
    'Connections that came to nothing',
  );
  const alertsRaised = counterBy(
    'kind',
    'rostrum_alerts_raised_total',
    'What the server found wrong, by kind',
  );
  // A rate needs something to rise from.
  for (const kind of ['socket', 'webrtc'] as const) {
    connectionAttempts.inc({ kind }, 0);
    connectionFailures.inc({ kind }, 0);
  }
  for (const kind of alertKinds) alertsRaised.inc({ kind }, 0);

  return {
    ...{ connectionAttempts, connectionFailures, alertsRaised },
    logAppends: counter('rostrum_log_appends_total', 'Appends to class logs'),
    logEvents: counter('rostrum_log_events_total', 'Events written to class logs'),
    logWrite: times(
      'rostrum_log_write_seconds',
      'Time of one write of the log, which serves all appends that were waiting',
      [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1],
    ),
    delivery: times(
      'rostrum_delivery_seconds',
      'From the moment an event was decided, before its write, to its frame on the way to a listener; about one in each round of a class',
      [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.5, 1, 2.5, 5],
    ),
    reconnects: counter(
      'rostrum_reconnects_total',
      'Pages that came back with what they had been told before',
    ),
    commands: counterBy('type', 'rostrum_commands_total', 'Commands that came, by type'),
    refusals: counterBy('code', 'rostrum_refusals_total', 'What was refused over sockets, by code'),
    playerPlayed: counter(
      'rostrum_player_played_seconds_total',
      'What players have played, by their own reports',
    ),
    playerStalls: counter('rostrum_player_stalls_total', 'How often players stood still for want of media'),
    playerStalled: counter('rostrum_player_stalled_seconds_total', 'How long players stood still'),
    playerErrors: counter('rostrum_player_errors_total', 'Errors that players reported'),
    playerSwitches: counter('rostrum_player_switches_total', 'How often players changed the rendition'),
    playerStart: times(
      'rostrum_player_start_seconds',
      'From opening the page to the first picture, by players’ own reports',
      [0.25, 0.5, 1, 1.5, 2, 3, 5, 10, 30],
    ),
    hlsRequests: counter('rostrum_hls_requests_total', 'Requests for playlists and media, live and recorded'),
    hlsRefusals: counter('rostrum_hls_refusals_total', 'Those of them that were refused'),
    hlsFromMemory: counter('rostrum_hls_memory_hits_total', 'Those for which nothing had to be read'),
    hlsBytes: counter('rostrum_hls_sent_bytes_total', 'Playlists and media that left the server'),
    transcoderRestarts: ofClasses(
      counterBy(
        'class',
        'rostrum_transcoder_restarts_total',
        'How often the transcoder of a class on air was begun anew',
      ),
    ),
  };
}

/** A counter with a line for each class on air; that of a class that is over goes. */
function ofClasses(counter: Counter<'class'>) {
  const known = new Set<string>();
  return {
    add(label: string, value: number): void {
      known.add(label);
      counter.inc({ class: label }, value);
    },
    keepOnly(labels: ReadonlySet<string>): void {
      for (const label of known) {
        if (labels.has(label)) continue;
        known.delete(label);
        counter.remove({ class: label });
      }
    },
  };
}
