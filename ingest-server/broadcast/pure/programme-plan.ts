// What a programme's transcoder is to do, and when another one takes its place. Knows no process and no timer.

/** What goes out: from the studio, or of our own making where it sends nothing. */
export interface Plan {
  picture: 'feed' | 'reconnecting' | 'no-picture';
  sound: 'feed' | 'silence';
  /** Whose feed; 0 where none is needed. */
  feedId: number;
  /** The rungs with a picture, the top one first. */
  video: readonly string[];
}

interface Flow {
  /** When its packets came last; undefined before the first. */
  flowedAt: number | undefined;
}

export interface FeedFacts {
  id: number;
  cameAt: number;
  picture: Flow | undefined;
  sound: Flow | undefined;
}

/** One life of the transcoder. */
export interface LifeFacts {
  plan: Plan;
  startedAt: number;
  pictureAt: number | undefined;
  soundAt: number | undefined;
  /** How much later than it could its newest picture came. */
  lateMs: number;
}

/** How often the one on air was thought to hang and went on, and when last. */
export interface FalseAlarms {
  count: number;
  at: number;
}

export interface ProgrammeFacts {
  now: number;
  /** What the studio sends, or sent until it went. */
  feed: FeedFacts | undefined;
  video: readonly string[];
  /** An admin wants our own picture in place of whatever comes. */
  isSlateChosen: boolean;
  /** Students have seen it: from then on it doesn't stop. */
  wasSeen: boolean;
  /** What gives parts now; undefined where it died. */
  onAir: LifeFacts | undefined;
  /** What is to take its place with its first part. */
  candidate: (LifeFacts & { because: StartReason }) | undefined;
  /** Deaths one after the other, and when the next try is due. */
  deaths: number;
  nextTryAt: number;
  falseAlarms: FalseAlarms;
}

/** `interim`: while what is wanted keeps dying. `asked`: somebody wants another one to do the same. */
export type StartReason = 'wanted' | 'hung' | 'interim' | 'asked';

export type Step =
  | { is: 'stay' }
  /** `makesRoom`: what is on air ends first, for there is no room for two. */
  | { is: 'start'; plan: Plan; because: StartReason; makesRoom?: true }
  /** The candidate is not needed: what is on air only was slow. */
  | { is: 'call-off' }
  /** The candidate gives nothing. */
  | { is: 'give-up' };

/** Without packets of a kind for so long its place is taken by our own. */
const GONE_AFTER_MS = 2_000;
/** A studio that has just come may take longer for its first picture. */
const FIRST_PATIENCE_MS = 8_000;
/** A healthy start takes half a second; a lecture's picture can keep a loaded machine busy for longer. */
const FIRST_PART_MAX_MS = 8_000;
const NEXT_FIRST_PART_MAX_MS = 4_000;
/** On a machine that has too much to do already, every try is slow: each has twice the time of the one before. */
const PATIENCE_DOUBLED_MAX = 2;
/** So late, players stand, and a transcoder for less would hardly come to anything beside one that can't keep up. */
const NO_ROOM_FROM_LATE_MS = 2_000;
/** Parts come four times a second. A false alarm costs little: what is on air goes on until the other is there. */
const HUNG_AFTER_MS = 700;
/** Of one kind alone, while the other comes: a picture of one frame a second is no hung one. */
const KIND_HUNG_AFTER_MS = 2_500;
/** Looked at four times a second: with packets in this time it flows. */
const FLOWS_WITHIN_MS = 600;
const FALSE_ALARMS_MAX = 3;
/** So long without one, and whatever had kept the machine busy is over: it would else be slow to see a hang for good. */
const CALM_AFTER_MS = 60_000;

export const noFalseAlarms: FalseAlarms = { count: 0, at: Number.NEGATIVE_INFINITY };
/** From so many deaths on our own picture bridges the waits; from twice as many on our own silence too. */
const INTERIM_FROM_DEATHS = 3;

export function nextStep(facts: ProgrammeFacts): Step {
  const { now, onAir, candidate, deaths, nextTryAt } = facts;
  const wanted = wantedPlan(facts);
  if (!wanted) return { is: 'stay' };
  if (candidate) {
    if (candidate.because !== 'interim' && !samePlan(candidate.plan, wanted)) {
      return startOf(wanted, 'wanted', onAir);
    }
    const goesOn = onAir && samePlan(onAir.plan, wanted) && !isHung(facts, onAir);
    if (candidate.because === 'hung' && goesOn) return { is: 'call-off' };
    const atFirstMs = onAir ? NEXT_FIRST_PART_MAX_MS : FIRST_PART_MAX_MS;
    const patienceMs = atFirstMs * 2 ** Math.min(deaths, PATIENCE_DOUBLED_MAX);
    return { is: now - candidate.startedAt > patienceMs ? 'give-up' : 'stay' };
  }
  if (onAir && samePlan(onAir.plan, wanted) && !isHung(facts, onAir)) return { is: 'stay' };
  if (now < nextTryAt) return interimStep(facts, wanted);
  const because = onAir && samePlan(onAir.plan, wanted) ? 'hung' : 'wanted';
  return startOf(wanted, because, onAir);
}

function startOf(plan: Plan, because: StartReason, onAir: LifeFacts | undefined): Step {
  const isLess = onAir !== undefined && plan.video.length < onAir.plan.video.length;
  const hasNoRoom = isLess && onAir.lateMs > NO_ROOM_FROM_LATE_MS;
  return { is: 'start', plan, because, ...(hasNoRoom && { makesRoom: true }) };
}

/** Something else is wanted in its place. */
export function isStopgap(facts: ProgrammeFacts, plan: Plan): boolean {
  const wanted = wantedPlan(facts);
  return wanted !== undefined && !samePlan(plan, wanted);
}

/** Undefined before there is anything to send. */
function wantedPlan({ now, feed, video, wasSeen, isSlateChosen }: ProgrammeFacts): Plan | undefined {
  if (!feed && !wasSeen) return undefined;
  if (isSlateChosen) return planOf(false, false, 0, video);
  const patienceMs = wasSeen ? GONE_AFTER_MS : FIRST_PATIENCE_MS;
  const isThere = (flow: Flow | undefined) =>
    feed !== undefined && flow !== undefined && now - Math.max(feed.cameAt, flow.flowedAt ?? 0) < patienceMs;
  const picture = isThere(feed?.picture);
  const sound = isThere(feed?.sound);
  if (feed && !wasSeen && !picture && !sound) {
    return planOf(feed.picture !== undefined, feed.sound !== undefined, feed.id, video);
  }
  return planOf(picture, sound, feed?.id ?? 0, video);
}

/** Our own picture has been shown alone, for nothing comes from the studio. */
export function isWaiting(plan: Plan): boolean {
  return plan.picture !== 'feed' && plan.sound === 'silence';
}

export function samePlan(a: Plan, b: Plan): boolean {
  return (
    a.picture === b.picture &&
    a.sound === b.sound &&
    a.feedId === b.feedId &&
    a.video.length === b.video.length &&
    a.video.every((name, i) => name === b.video[i])
  );
}

export function addFalseAlarm(before: FalseAlarms, now: number): FalseAlarms {
  return { count: lately(before, now) + 1, at: now };
}

function lately({ count, at }: FalseAlarms, now: number): number {
  return now - at < CALM_AFTER_MS ? count : 0;
}

function planOf(picture: boolean, sound: boolean, feedId: number, video: readonly string[]): Plan {
  if (!picture && !sound) return { picture: 'reconnecting', sound: 'silence', feedId: 0, video };
  return { picture: picture ? 'feed' : 'no-picture', sound: sound ? 'feed' : 'silence', feedId, video };
}

function interimStep({ now, onAir, wasSeen, deaths }: ProgrammeFacts, wanted: Plan): Step {
  const isBridged = onAir && now - lastPartAt(onAir) < GONE_AFTER_MS;
  if (isBridged || !wasSeen || deaths < INTERIM_FROM_DEATHS || isWaiting(wanted)) return { is: 'stay' };
  const withSound = wanted.sound === 'feed' && deaths < 2 * INTERIM_FROM_DEATHS;
  const plan = planOf(false, withSound, wanted.feedId, wanted.video);
  return { is: 'start', plan, because: 'interim' };
}

/** It gives nothing though what it is made of comes. */
function isHung({ now, feed, falseAlarms }: ProgrammeFacts, life: LifeFacts): boolean {
  const { plan, startedAt, pictureAt, soundAt } = life;
  const flows = (isOurs: boolean, flow: Flow | undefined) =>
    isOurs || now - (flow?.flowedAt ?? 0) < FLOWS_WITHIN_MS;
  const picture = flows(plan.picture !== 'feed', feed?.picture);
  const sound = flows(plan.sound !== 'feed', feed?.sound);
  const patience = 2 ** Math.min(lately(falseAlarms, now), FALSE_ALARMS_MAX);
  const silent = (at: number | undefined) => now - Math.max(startedAt, at ?? 0);
  if ((picture || sound) && now - lastPartAt(life) > HUNG_AFTER_MS * patience) return true;
  const kindMs = KIND_HUNG_AFTER_MS * patience;
  return (picture && silent(pictureAt) > kindMs) || (sound && silent(soundAt) > kindMs);
}

function lastPartAt({ startedAt, pictureAt, soundAt }: LifeFacts): number {
  return Math.max(startedAt, pictureAt ?? 0, soundAt ?? 0);
}
