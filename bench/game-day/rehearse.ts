import { availableParallelism } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { seededRandom } from '../../ingest-server/sfu/test-support/shape.ts';
import { Person, now } from '../crowd/person.ts';
import type { Studio } from '../studio/studio.ts';
import { rungPlaylists } from '../timeline/rung-playlists.ts';
import { CrowdHere } from './crowd-here.ts';
import { type FaultDone, breakIt } from './faults.ts';
import type { Ground } from './ground.ts';
import { addressOf, joinClass } from './join.ts';
import { measuredFrom } from './measured.ts';
import { type PollHeld, holdPoll, pollSeen } from './polls.ts';
import type { GameDay } from './pure/arguments.ts';
import { comparable } from './pure/comparable.ts';
import { type PlannedFault, faultSchedule } from './pure/fault-schedule.ts';
import type { FaultSeen, Second } from './pure/report.ts';
import { BURST_MS, pollTimes, scheduleOf } from './pure/schedule.ts';
import type { Measured } from './pure/verdict.ts';
import { type WatchPlan, watchPlan } from './pure/watch-plan.ts';
import { RehearsalRecord } from './record.ts';
import { ServerCost } from './server-cost.ts';
import type { StaffEye } from './staff-eye.ts';
import { TimelineWatch } from './timeline-watch.ts';

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

/** Workers are begun, and students come in, at the same moment everywhere. */
const AHEAD_MS = 2_000;
/** Who came last has a picture by then. */
const WATCHED_AFTER_MS = BURST_MS + 4_000;
const ADDRESS_EVERY_MS = 5 * 60_000;
const LAST_WORDS_PATIENCE_MS = 20_000;
/** As many messages as a page keeps. */
const KEPT = 200;

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
  let base = await mediaBase();
  const [top, ...others] = await rungPlaylists(base);
  const names = [others.at(-2) ?? top, others.at(-1) ?? top].map(nameIn);
  const [video = '', audio = ''] = names;
  const timeline = new TimelineWatch(base, names);
  const crowd = new CrowdHere(students);
  const record = new RehearsalRecord();
  const cost = new ServerCost();
  const startsAtMs = now() + AHEAD_MS;
  const tag = `Rehearsal${gameDay.share.part}`;
  try {
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
    const sample = async () => {
      const [told, viewed] = await Promise.all([
        crowd.students.all('told', () => ({ do: 'tell' })),
        crowd.viewers.all('told', () => ({ do: 'tell' })),
      ]);
      return { ...record.add(now(), told, viewed), ...cost.sample(ground.server?.server.process.pid) };
    };
    /** Also while the last fault is still being mended. */
    const sampling = async () => {
      let addressDueMs = ADDRESS_EVERY_MS;
      for (let atMs = 0; atMs <= lastsMs || !isDone; atMs += 1_000) {
        await until(atMs);
        seconds.push({ atS: atMs / 1_000, ...(await sample()) });
        // While the server is away the old one is good for some minutes more.
        const newer = atMs < addressDueMs ? undefined : await mediaBase().catch(() => undefined);
        if (newer === undefined) continue;
        addressDueMs = atMs + ADDRESS_EVERY_MS;
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
        done.push(await breakIt(kind, tools));
      }
      return done;
    };
    const asking = async () => {
      if (!eye) return [];
      const held: Promise<PollHeld>[] = [];
      for (const [i, atMs] of pollTimes(lastsMs, killsIn(planned)).entries()) {
        await until(atMs);
        say(`${clock(atMs)}  poll ${i + 1}`);
        const poll = holdPoll(eye.staff, record, i + 1);
        // Whoever waits for all of them hears of it; until then nobody does.
        poll.catch(() => undefined);
        held.push(poll);
      }
      return Promise.all(held);
    };
    say(`${students} students come in…`);
    const acting = Promise.all([breaking(), asking()]).finally(() => (isDone = true));
    const [, [faults, held]] = await Promise.all([sampling(), acting]);
    const endedAtMs = now();

    say('Everybody hears the last words, and what each page has is compared…');
    const { folds, texts, textsFromMs } = await compareAll(crowd, rehearsal, tag);
    // What players do while thousands of pages are compared is nobody's fault.
    record.add(now(), await crowd.students.all('told', () => ({ do: 'tell' })), []);
    const seenAt = (ms: number) => (ms - startsAtMs) / 1_000;
    return {
      ...{ startsAtMs, seconds, plan, problems: record.problems },
      lastedS: seconds.at(-1)?.atS ?? 0,
      faults: faults.map(({ kind, atMs, mendedMs, calmMs, figures }) => ({
        ...{ kind, figures },
        ...{ atS: seenAt(atMs), mendedS: seenAt(mendedMs), calmS: seenAt(calmMs) },
      })),
      measured: measuredFrom({
        ...{ record, faults, students, startsAtMs, endedAtMs, held, folds, texts, textsFromMs },
        watchedFromMs: startsAtMs + WATCHED_AFTER_MS,
        polls: eye ? held.map((one) => pollSeen(eye.staff, record, one)) : [],
        hasStudio: eye !== undefined,
        leftOut: leftOutOf(rehearsal, leftOut),
        sawHandAtMs: (personId, raisedAtMs) => eye?.sawAtMs(personId, raisedAtMs),
      }),
    };
  } finally {
    timeline.end();
    crowd.end();
  }
}

/** Somebody new comes in: what they are told is what the server has. Their words are the last that everybody hears. */
async function compareAll(crowd: CrowdHere, { ground, gameDay }: Rehearsal, tag: string) {
  const [place] = ground.places;
  if (!place) throw new Error('there is no class to come to');
  const { token } = await joinClass(place, 'Newcomer');
  const newcomer = new Person(place.origin.replace('http', 'ws'), token);
  try {
    await newcomer.reaches(() => newcomer.isIn);
    const words = `The rehearsal is over (${gameDay.share.part}, ${now().toFixed(1)})`;
    const said = await newcomer.client.send({ type: 'chat.send', text: words });
    if (!said.ok) throw new Error(`the last words were refused: ${said.refusal.text}`);
    await newcomer.reaches(() => newcomer.client.room.chat.messages.some(({ text }) => text === words));
    const heard = await crowd.students.all('heard-words', () => ({
      ...{ do: 'await-words', words, patienceMs: LAST_WORDS_PATIENCE_MS },
    }));
    const { room } = newcomer.client;
    // As it would come over a wire: what is undefined is not there.
    const reference: unknown = JSON.parse(JSON.stringify(comparable(room)));
    const compared = await crowd.students.all('compared', () => ({ do: 'compare', reference }));
    const sample = compared.find((one) => one.sample !== undefined)?.sample;
    if (sample !== undefined) console.error(`A page differs from the server at ${sample}`);
    const { messages } = room.chat;
    const ours = messages.map(({ text }) => text).filter((text) => text.startsWith(tag));
    const oldest = ours.slice(0, Math.ceil(ours.length / 10)).map((text) => Number(text.split(' ').at(-1)));
    const sum = (pick: (one: (typeof compared)[number]) => number) =>
      compared.reduce((all, one) => all + pick(one), 0);
    return {
      folds: {
        compared: sum((one) => one.compared),
        different: sum((one) => one.different),
        missing: heard.reduce((all, one) => all + one.missing, 0),
      },
      texts: new Set(ours),
      textsFromMs: messages.length < KEPT ? 0 : Math.max(...oldest),
    };
  } finally {
    newcomer.client.close();
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
