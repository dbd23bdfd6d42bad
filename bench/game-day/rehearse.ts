import { availableParallelism } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { seededRandom } from '../../ingest-server/sfu/test-support/shape.ts';
import { now } from '../crowd/person.ts';
import type { Studio } from '../studio/studio.ts';
import { rungPlaylists } from '../timeline/rung-playlists.ts';
import { CrowdHere } from './crowd-here.ts';
import { type FaultDone, breakIt } from './faults.ts';
import type { Ground } from './ground.ts';
import { addressOf, joinClass } from './join.ts';
import { nothingCompared, takeLastLook } from './last-look.ts';
import { feltOf, measuredFrom } from './measured.ts';
import { type PollHeld, holdPoll, pollSeen } from './polls.ts';
import type { GameDay } from './pure/arguments.ts';
import { type PlannedFault, faultSchedule } from './pure/fault-schedule.ts';
import type { FaultSeen, Second } from './pure/report.ts';
import { BURST_MS, pollTimes, scheduleOf } from './pure/schedule.ts';
import type { Measured } from './pure/verdict.ts';
import { type WatchPlan, watchPlan } from './pure/watch-plan.ts';
import { RehearsalRecord } from './record.ts';
import { ServerCost } from './server-cost.ts';
import type { StaffEye } from './staff-eye.ts';
import { TimelineWatch } from './timeline-watch.ts';
import { within, wordsOf } from './within.ts';

export interface Rehearsed {
  readonly startsAtMs: number;
  readonly lastedS: number;
  readonly measured: Measured;
  readonly seconds: readonly Second[];
  readonly faults: readonly FaultSeen[];
  readonly plan: WatchPlan;
  /** What went wrong, in the words it was told in, and how often. */
  readonly problems: ReadonlyMap<string, number>;
}

export interface Rehearsal {
  readonly gameDay: GameDay;
  readonly ground: Ground;
  /** Both or none. */
  readonly studio: Studio | undefined;
  readonly eye: StaffEye | undefined;
  say(words: string): void;
}

/** Everybody is told what to do by then, and begins at the same moment. */
const AHEAD_MS = 2_000;
const STAND_BY_MAX_MS = 60_000;
/** Who came last has a picture by then. */
const WATCHED_AFTER_MS = BURST_MS + 4_000;
const ADDRESS_EVERY_MS = 5 * 60_000;
/** A studio on another machine may still be on its way on air. */
const ON_AIR_PATIENCE_MS = 120_000;
const LOOK_AGAIN_MS = 1_000;
const ANSWER_MAX_MS = 20_000;
/** So long is looked on after the last fault: that nothing of it is left is seen only then. */
const AFTERWARDS_MS = 5_000;

export async function rehearse(rehearsal: Rehearsal): Promise<Rehearsed> {
  const { gameDay, ground, studio, eye, say } = rehearsal;
  const [place] = ground.places;
  if (!place) throw new Error('there is no class to come to');
  const lastsMs = gameDay.minutes * 60_000;
  const students = studentsHere(gameDay);
  const plan = watchPlan(students, availableParallelism());
  const acts = scheduleOf({ students, lastsMs, random: seededRandom(gameDay.seed + gameDay.share.part) });
  const { planned, leftOut } = faultSchedule(lastsMs, gameDay.faults ? ground.mayBreak : []);
  const mediaBase = async () => addressOf(place, await joinClass(place, 'Rehearsal'));
  const onAir = await untilOnAir(mediaBase);
  let { base } = onAir;
  const { video, audio } = onAir;
  const timeline = new TimelineWatch(base, [video, audio]);
  const crowd = new CrowdHere(students);
  const troubles: string[] = [];
  const record = new RehearsalRecord();
  const cost = new ServerCost();
  const tag = `Rehearsal${gameDay.share.part}`;
  try {
    await within(STAND_BY_MAX_MS, 'the students’ processes did not start', crowd.standBy());
    const startsAtMs = now() + AHEAD_MS;
    await crowd.begin({
      ...{
        places: ground.places,
        isHere: ground.server !== undefined,
        acts,
        students,
        startsAtMs,
        tag,
        plan,
      },
      ...{ firstNumber: 1 + (gameDay.share.part - 1) * students, base, video, audio },
    });
    const until = (atMs: number) => wait(Math.max(0, startsAtMs + atMs - now()));

    const seconds: Second[] = [];
    let isDone = false;
    let sampledAtMs = startsAtMs;
    const sample = async () => {
      const [told, viewed] = await Promise.all([
        crowd.students.all('told', () => ({ do: 'tell' })),
        crowd.viewers.all('told', () => ({ do: 'tell' })),
      ]);
      const passedS = Math.max(0.1, (now() - sampledAtMs) / 1_000);
      sampledAtMs = now();
      const pid = ground.server?.server.process.pid;
      return { ...record.add(sampledAtMs, told, viewed, passedS), ...cost.sample(pid) };
    };
    /** Also while the last fault is still being mended. */
    const sampling = async () => {
      let addressDueMs = ADDRESS_EVERY_MS;
      // A second that took longer is one: those that it took are not made up for.
      const next = (afterMs: number) =>
        1_000 * Math.max(afterMs / 1_000 + 1, Math.floor((now() - startsAtMs) / 1_000));
      for (let atMs = 0; atMs <= lastsMs || !isDone; atMs = next(atMs)) {
        await until(atMs);
        seconds.push({ atS: atMs / 1_000, ...(await sample()) });
        // While the server is away the old one is good for some minutes more.
        const newer = atMs < addressDueMs ? undefined : await mediaBase().catch(() => undefined);
        if (newer === undefined) continue;
        addressDueMs = atMs + ADDRESS_EVERY_MS;
        say(`${clock(atMs)}  media has another address`);
        base = newer;
        timeline.moveTo(base);
        await crowd.move(base);
      }
    };
    const breaking = async () => {
      const done: FaultDone[] = [];
      if (!studio || !eye) return done;
      const tools = {
        ...{ ground, studio, staff: eye.staff, students: crowd.students, timeline },
        playlist: () => new URL(`${video}.m3u8`, base).href,
      };
      for (const { atMs, kind } of planned) {
        await until(atMs);
        say(`${clock(atMs)}  ${kind}`);
        const fault = await breakIt(kind, tools);
        done.push(fault);
        say(`${clock(now() - startsAtMs)}  ${kind}: ${fault.trouble ?? 'all is as before'}`);
      }
      if (done.length > 0) await wait(AFTERWARDS_MS);
      return done;
    };
    const asking = async () => {
      if (!eye) return [];
      const held: Promise<PollHeld | undefined>[] = [];
      for (const [i, atMs] of pollTimes(lastsMs, killsIn(planned)).entries()) {
        await until(atMs);
        say(`${clock(atMs)}  poll ${i + 1}`);
        const poll = holdPoll(eye.staff, record, i + 1);
        held.push(poll.catch((error: unknown) => void troubles.push(wordsOf(error))));
      }
      return (await Promise.all(held)).filter((poll) => poll !== undefined);
    };
    say(`${students} students come in…`);
    const acting = Promise.all([breaking(), asking()]).finally(() => (isDone = true));
    const [, [faults, held]] = await Promise.all([sampling(), acting]);
    const endedAtMs = now();

    say('Everybody hears the last words, and what each page has is compared…');
    const lastLook = await takeLastLook(crowd, place, { tag, share: gameDay.share }).catch(
      (error: unknown) => {
        troubles.push(wordsOf(error));
        return nothingCompared;
      },
    );
    // What players do while thousands of pages are compared is nobody's fault.
    record.add(now(), await crowd.students.all('told', () => ({ do: 'tell' })), []);
    const seenAt = (ms: number) => (ms - startsAtMs) / 1_000;
    return {
      ...{ startsAtMs, seconds, plan, problems: record.problems },
      lastedS: seconds.at(-1)?.atS ?? 0,
      faults: faults.map((fault) => ({
        ...{ kind: fault.kind, figures: { ...fault.figures, ...feltOf(fault, record) } },
        ...{ atS: seenAt(fault.atMs), mendedS: seenAt(fault.mendedMs), calmS: seenAt(fault.calmMs) },
        ...(fault.trouble === undefined ? {} : { trouble: fault.trouble }),
      })),
      measured: measuredFrom({
        ...{ record, faults, students, startsAtMs, endedAtMs, held, troubles, ...lastLook },
        watchedFromMs: startsAtMs + WATCHED_AFTER_MS,
        polls: eye ? held.map((one) => pollSeen(eye.staff, record, one, gameDay.share.of === 1)) : [],
        hasStudio: eye !== undefined,
        leftOut: leftOutOf(rehearsal, leftOut),
        sawHandAtMs: (personId, raisedAtMs) => eye?.sawAtMs(personId, raisedAtMs),
        hasRead: (text) => eye?.hasRead(text),
      }),
    };
  } finally {
    timeline.end();
    crowd.end();
  }
}

/** Where media is, and the names of what the students fetch of it: the smallest picture, and sound. */
async function untilOnAir(
  mediaBase: () => Promise<string>,
): Promise<{ base: string; video: string; audio: string }> {
  const sinceMs = now();
  for (;;) {
    try {
      const base = await mediaBase();
      const late = 'the list of pictures did not come';
      const [top, ...others] = await within(ANSWER_MAX_MS, late, rungPlaylists(base));
      return { base, video: nameIn(others.at(-2) ?? top), audio: nameIn(others.at(-1) ?? top) };
    } catch (error) {
      if (now() - sinceMs < ON_AIR_PATIENCE_MS) await wait(LOOK_AGAIN_MS);
      else throw new Error(`Nothing is on air in this class: ${wordsOf(error)}`, { cause: error });
    }
  }
}

/** What can't be done here, what found no room in the time, and what was not to be done. */
function leftOutOf(
  { gameDay, ground }: Rehearsal,
  noRoom: readonly PlannedFault['kind'][],
): Measured['leftOut'] {
  if (!gameDay.faults) return [];
  return [
    ...ground.mayNotBreak,
    ...noRoom.map((kind) => ({ kind, why: 'The rehearsal was too short for it.' })),
  ];
}

function killsIn(planned: readonly PlannedFault[]): number[] {
  return planned.filter(({ kind }) => kind === 'server').map(({ atMs }) => atMs);
}

/** The first parts take one more where it doesn't come out even. */
function studentsHere({ students, share }: GameDay): number {
  return Math.floor(students / share.of) + (share.part <= students % share.of ? 1 : 0);
}

function nameIn(playlist: string): string {
  return new URL(playlist).pathname.split('/').at(-1)?.replace('.m3u8', '') ?? '';
}

function clock(ms: number): string {
  return `${Math.floor(ms / 60_000)}:${String(Math.floor((ms / 1_000) % 60)).padStart(2, '0')}`;
}
