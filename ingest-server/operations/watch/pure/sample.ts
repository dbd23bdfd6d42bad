import type { OverviewClass } from '@rostrum/protocol/http';
import type { Players, Sample } from '@rostrum/protocol/operations';

export interface Second {
  readonly at: number;
  readonly row: OverviewClass;
  readonly players: Players;
  readonly egressBps: number | null;
}

/** What was in one second, as a point of every curve; null where nothing could be read. */
export function sampleOf({ at, row, players, egressBps }: Second): Sample {
  const { ingest, broadcast } = row;
  const hasPlayers = players.reporting > 0;
  return {
    at,
    videoBps: whole(ingest?.videoBps),
    audioBps: whole(ingest?.audioBps),
    lossPct: fine(ingest?.lossPct),
    jitterMs: fine(ingest?.jitterMs),
    roundTripMs: fine(ingest?.roundTripMs),
    framesIn: fine(ingest?.framesPerSecond),
    framesOut: fine(broadcast?.framesPerSecond),
    speed: fine(broadcast?.speed),
    partAgeMs: whole(broadcast?.lastPartAgeMs),
    rungs: broadcast ? broadcast.rungs.length : null,
    here: row.here,
    onStage: row.onStage ?? 0,
    hands: row.hands ?? 0,
    players: players.reporting,
    delayMs: players.delayP95Ms,
    startMs: players.startP95Ms,
    stallsPerMinute: hasPlayers ? players.stallsPerMinute : null,
    egressBps: whole(egressBps ?? undefined),
  };
}

function whole(value: number | undefined): number | null {
  return value === undefined || !Number.isFinite(value) ? null : Math.round(value);
}

function fine(value: number | undefined): number | null {
  return value === undefined || !Number.isFinite(value) ? null : Math.round(value * 100) / 100;
}
