// Classes and alerts as the server tells them: for tests of the dashboard only.
import type { OverviewClass } from '@rostrum/protocol/http';
import type { Alert, AlertKind } from '@rostrum/protocol/operations';

export const ingest: NonNullable<OverviewClass['ingest']> = {
  ...{ videoBps: 2_400_000, audioBps: 41_000, lossPct: 0.1, jitterMs: 2, roundTripMs: 12 },
  ...{ framesPerSecond: 29.8, codec: 'H264' },
  protocol: 'udp',
  lately: {
    ...{ seconds: 600, lossPct: 2.4, jitterMs: 9, roundTripMs: 80, framesPerSecond: 21 },
    ...{ nacks: 14, plis: 3, firs: 0 },
  },
};
export const broadcast: NonNullable<OverviewClass['broadcast']> = {
  status: 'running',
  ...{ restarts: 0, framesPerSecond: 30, lastPartAgeMs: 310 },
  rungs: [
    { name: 'v540', kind: 'video', width: 960, height: 540, bitrateBps: 1_400_000 },
    { name: 'av1-540', kind: 'video', codec: 'AV1', width: 960, height: 540, bitrateBps: 903_000 },
    { name: 'a96', kind: 'audio', bitrateBps: 96_000 },
  ],
};

export function oneClass(title: string, facts: Partial<OverviewClass> = {}): OverviewClass {
  return {
    ...{ classId: title as OverviewClass['classId'], code: title, classTitle: title, courseTitle: 'Physics' },
    ...{ here: 0, since: 0, ingest, broadcast },
    stream: 'live',
    ...facts,
  };
}

export function oneAlert(kind: AlertKind, facts: Partial<Alert> = {}): Alert {
  return { id: `${kind}-1`, kind, severity: 'warn', since: 1_000, figures: {}, ...facts };
}
