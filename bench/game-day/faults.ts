import { setTimeout as wait } from 'node:timers/promises';
import { percentile } from '@rostrum/e2e/support';
import { now } from '../crowd/person.ts';
import type { Staff } from '../crowd/staff.ts';
import type { Workers } from '../crowd/workers.ts';
import type { Studio } from '../studio/studio.ts';
import { killTranscoder } from '../timeline/kill-transcoder.ts';
import type { Ground } from './ground.ts';
import { type FaultKind, lastsMs } from './pure/fault-schedule.ts';
import type { BackSeen } from './pure/verdict.ts';
import type { FromRehearsal, ToRehearsal } from './student-messages.ts';
import type { TimelineWatch } from './timeline-watch.ts';

/** What a fault is done with, and watched with. */
export interface FaultTools {
  readonly ground: Ground;
  readonly studio: Studio;
  readonly staff: Staff;
  readonly students: Workers<ToRehearsal, FromRehearsal>;
  readonly timeline: TimelineWatch;
  /** Of the picture. */
  playlist(): string;
}

/** By the wall clock. */
export interface FaultDone {
  readonly kind: FaultKind;
  readonly atMs: number;
  readonly mendedMs: number;
  readonly calmMs: number;
  readonly figures: Readonly<Record<string, number>>;
  readonly back?: BackSeen;
  readonly gapMs?: number;
}

/** Players have filled up again, and what waited was done. */
const SETTLE_MS = 2_000;
/** Our own picture gives way to the studio's. */
const PICTURE_BACK_MS = 4_000;
const PATIENCE_MS = 30_000;
const LOOK_EVERY_MS = 200;

export async function breakIt(kind: FaultKind, tools: FaultTools): Promise<FaultDone> {
  const atMs = now();
  switch (kind) {
    case 'transcoder':
      return { kind, atMs, ...(await breakTranscoder(atMs, tools)) };
    case 'studio-network':
      return { kind, atMs, ...(await breakStudioNetwork(tools)) };
    case 'server':
      return { kind, atMs, ...(await breakServer(atMs, tools)) };
    case 'database':
      return { kind, atMs, ...(await breakDatabase(atMs, tools)) };
  }
}

type Outcome = Omit<FaultDone, 'kind' | 'atMs'>;

async function breakTranscoder(atMs: number, { ground, timeline, playlist }: FaultTools): Promise<Outcome> {
  const tookMs = await killTranscoder(ground.server?.server.process.pid, playlist());
  const mendedMs = now();
  await wait(SETTLE_MS);
  const calmMs = now();
  const gapMs = timeline.gapBetweenMs(atMs, calmMs);
  return { mendedMs, calmMs, gapMs, figures: { 'until the next part (ms)': tookMs, 'gap (ms)': gapMs } };
}

async function breakStudioNetwork({ studio }: FaultTools): Promise<Outcome> {
  await studio.cut(true);
  await wait(lastsMs['studio-network']);
  await studio.cut(false);
  const mendedMs = now();
  await wait(PICTURE_BACK_MS);
  return { mendedMs, calmMs: now(), figures: {} };
}

async function breakServer(atMs: number, { ground, students, timeline }: FaultTools): Promise<Outcome> {
  const { server } = ground;
  if (!server) throw new Error('there is no server to kill');
  const coming = students.all('back', () => ({ do: 'await-back', sinceMs: atMs, patienceMs: PATIENCE_MS }));
  await server.server.kill();
  await server.restartServer();
  const mendedMs = now();
  const told = await coming;
  const pictureMs = await pictureAgain(timeline, mendedMs);
  const afterMs = told.flatMap((one) => one.afterMs);
  const lost = told.reduce((sum, one) => sum + one.lost, 0);
  const back = {
    ...{ of: afterMs.length + lost, lost },
    p95Ms: percentile(afterMs, 0.95),
    maxMs: percentile(afterMs, 1),
  };
  await wait(SETTLE_MS);
  return {
    ...{ mendedMs, calmMs: now(), back },
    figures: {
      'server ready (ms)': mendedMs - atMs,
      'all back (ms)': back.maxMs,
      'picture again (ms)': pictureMs - atMs,
    },
  };
}

async function breakDatabase(atMs: number, { ground, staff }: FaultTools): Promise<Outcome> {
  const { postgres } = ground;
  if (!postgres) throw new Error('there is no database to stop');
  await postgres.goAway();
  await wait(lastsMs.database);
  await postgres.comeBack();
  const mendedMs = now();
  // Acknowledged means written.
  await staff.do({ type: 'chat.send', text: 'The database is back.' });
  const writtenMs = now();
  await wait(SETTLE_MS);
  return { mendedMs, calmMs: now(), figures: { 'written again (ms)': writtenMs - atMs } };
}

/** When the timeline had something new. */
async function pictureAgain(timeline: TimelineWatch, sinceMs: number): Promise<number> {
  while (timeline.endsAtMs < sinceMs && now() < sinceMs + PATIENCE_MS) await wait(LOOK_EVERY_MS);
  return now();
}
