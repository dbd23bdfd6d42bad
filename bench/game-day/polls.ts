import { setTimeout as wait } from 'node:timers/promises';
import type { PollId } from '@rostrum/protocol/room';
import { now } from '../crowd/person.ts';
import type { Staff } from '../crowd/staff.ts';
import { ANSWER_WITHIN_MS } from './pure/schedule.ts';
import type { PollSeen } from './pure/verdict.ts';
import type { RehearsalRecord } from './record.ts';
import { within } from './within.ts';

/** Answers that come as the last ones are still acknowledged after this. */
const LATE_MS = 1_500;
/** By then a killed server is back, and everybody has answered again. */
const PATIENCE_MS = 40_000;
const LOOK_EVERY_MS = 250;
/** Staff say a thing until it is done, however often they come back meanwhile; but not for ever. */
const DONE_MAX_MS = 60_000;

export interface PollHeld {
  readonly pollId: PollId;
  readonly publishedAtMs: number;
}

/** Asks, waits until everybody who answers has, and shows what came of it. */
export async function holdPoll(staff: Staff, record: RehearsalRecord, number: number): Promise<PollHeld> {
  const done = <T>(what: string, doing: Promise<T>) =>
    within(DONE_MAX_MS, `poll ${number} was not ${what} within a minute`, doing);
  const opening = staff.openPoll({
    question: `Rehearsal, question ${number}: which of these?`,
    form: { kind: 'single', options: ['a', 'b', 'c', 'd'] },
    anonymous: false,
  });
  const pollId = await done('opened', opening);
  const openedAtMs = now();
  const poll = record.poll(pollId);
  const isSettled = () => poll.asked > 0 && poll.acknowledged + poll.refused >= poll.asked;
  await wait(ANSWER_WITHIN_MS + LATE_MS);
  while (!isSettled() && now() - openedAtMs < PATIENCE_MS) await wait(LOOK_EVERY_MS);
  await done('closed', staff.do({ type: 'poll.close', pollId }));
  const publishedAtMs = now();
  await done('published', staff.do({ type: 'poll.publish', pollId }));
  return { pollId, publishedAtMs };
}

/** What the class has of it at the end, beside what students say that they did: of this machine, or all of them. */
export function pollSeen(
  staff: Staff,
  record: RehearsalRecord,
  { pollId }: PollHeld,
  isOfAll: boolean,
): PollSeen {
  const { asked, acknowledged } = record.poll(pollId);
  const poll = staff.client.room.polls[pollId];
  const counted = poll?.tally.counts.reduce((sum, count) => sum + count, 0) ?? 0;
  const distinct = Object.values(poll?.attempts ?? {}).filter(({ answer }) => answer !== undefined).length;
  return { asked, acknowledged, counted, distinct, isOfAll };
}
