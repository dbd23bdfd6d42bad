import { setTimeout as wait } from 'node:timers/promises';
import { descendantsOf, percentile } from '@rostrum/e2e/support';
import { now } from '../crowd/person.ts';
import type { Staff } from '../crowd/staff.ts';
import type { Workers } from '../crowd/workers.ts';
import type { Studio } from '../studio/studio.ts';
import { killTranscoder, newestRun, untilNextRun } from '../timeline/kill-transcoder.ts';
import type { Ground } from './ground.ts';
import { type FaultKind, lastsMs } from './pure/fault-schedule.ts';
import type { BackSeen } from './pure/verdict.ts';
import type { FromRehearsal, ToRehearsal } from './student-messages.ts';
import type { TimelineWatch } from './timeline-watch.ts';
import { within, wordsOf } from './within.ts';

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
  /** Why it did not become as it was before; missing where it did. */
  readonly trouble?: string;
}

/** Players have filled up again, and what waited was done. */
const SETTLE_MS = 2_000;
const PATIENCE_MS = 30_000;
/** A server that starts, students that come back and a picture that appears may each take their patience. */
const FAULT_MAX_MS = 3 * PATIENCE_MS;
const LOOK_EVERY_MS = 200;
const SAY_AGAIN_MS = 500;

/** Always tells what came of it, also where what was broken stays broken. */
export async function breakIt(kind: FaultKind, tools: FaultTools): Promise<FaultDone> {
  const atMs = now();
  try {
    const outcome = outcomeOf(kind, atMs, tools);
    return { kind, atMs, ...(await within(FAULT_MAX_MS, 'it was not over in time', outcome)) };
  } catch (error) {
    const trouble = wordsOf(error);
    console.error(`The fault “${kind}” did not go as it should: ${trouble}`);
    return { kind, atMs, mendedMs: now(), calmMs: now() + SETTLE_MS, figures: {}, trouble };
  }
}

type Outcome = Omit<FaultDone, 'kind' | 'atMs'>;

function outcomeOf(kind: FaultKind, atMs: number, tools: FaultTools): Promise<Outcome> {
  switch (kind) {
    case 'transcoder':
      return breakTranscoder(atMs, tools);
    case 'studio-network':
      return breakStudioNetwork(atMs, tools);
    case 'server':
      return breakServer(atMs, tools);
    case 'database':
      return breakDatabase(atMs, tools);
  }
}

async function breakTranscoder(atMs: number, { ground, timeline, playlist }: FaultTools): Promise<Outcome> {
  const tookMs = await killTranscoder(ground.server?.server.process.pid, playlist());
  const mendedMs = now();
  await wait(SETTLE_MS);
  const calmMs = now();
  const gapMs = timeline.gapBetweenMs(atMs, calmMs);
  return {
    ...{ mendedMs, calmMs, gapMs },
    figures: { 'until the next picture was listed (ms)': tookMs, 'picture missing (ms)': gapMs },
  };
}

/** Our own picture takes the place of the studio's meanwhile, and gives way to it again. */
async function breakStudioNetwork(
  atMs: number,
  { studio, timeline, playlist }: FaultTools,
): Promise<Outcome> {
  const before = await newestRun(playlist());
  await studio.cut(true);
  try {
    await wait(lastsMs['studio-network']);
  } finally {
    await studio.cut(false);
  }
  const mendedMs = now();
  const meanwhile = await newestRun(playlist());
  // A machine that is busy may not have come to show its own picture.
  if (meanwhile !== before) await untilNextRun(playlist(), meanwhile);
  const pictureMs = await pictureAgain(timeline, mendedMs);
  await wait(SETTLE_MS);
  const calmMs = now();
  return {
    ...{ mendedMs, calmMs },
    figures: {
      'studio’s picture again after (ms)': pictureMs - atMs,
      'nothing at all to see (ms)': timeline.gapBetweenMs(atMs, calmMs),
    },
  };
}

async function breakServer(atMs: number, { ground, students, timeline }: FaultTools): Promise<Outcome> {
  const { server } = ground;
  if (!server) throw new Error('there is no server to kill');
  const coming = students.all('back', () => ({ do: 'await-back', sinceMs: atMs, patienceMs: PATIENCE_MS }));
  // Where the server does not start, nobody is there to hear what came of it.
  coming.catch(() => undefined);
  const { pid } = server.server.process;
  const started = pid === undefined ? [] : descendantsOf(pid, /./);
  await server.server.kill();
  for (const child of started) killIfThere(child);
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
      'server ready after (ms)': mendedMs - atMs,
      'everybody back after (ms)': back.maxMs,
      'picture again after (ms)': pictureMs - atMs,
    },
  };
}

/** A power cut takes what a server has started as well; most of it has ended by itself. */
function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function breakDatabase(atMs: number, { ground, staff }: FaultTools): Promise<Outcome> {
  const { postgres } = ground;
  if (!postgres) throw new Error('there is no database to stop');
  await postgres.goAway();
  try {
    await wait(lastsMs.database);
  } finally {
    await postgres.comeBack();
  }
  const mendedMs = now();
  await within(PATIENCE_MS, 'nothing was written any more', write(staff, 'The database is back.'));
  const writtenMs = now();
  await wait(SETTLE_MS);
  return { mendedMs, calmMs: now(), figures: { 'written again after (ms)': writtenMs - atMs } };
}

/** What is acknowledged is written. Who is refused meanwhile says it again, as people do. */
async function write(staff: Staff, text: string): Promise<void> {
  for (;;) {
    const outcome = await staff.client.send({ type: 'chat.send', text });
    if (outcome.ok) return;
    await wait(outcome.refusal.retryAfterMs ?? SAY_AGAIN_MS);
  }
}

/** When the timeline had something new. */
async function pictureAgain(timeline: TimelineWatch, sinceMs: number): Promise<number> {
  while (timeline.endsAtMs < sinceMs) {
    if (now() > sinceMs + PATIENCE_MS) throw new Error(`no picture came for ${PATIENCE_MS / 1_000} s`);
    await wait(LOOK_EVERY_MS);
  }
  return now();
}
