import type { ClassId, PersonId } from '@rostrum/protocol/room';
import { Desk } from '../../test-support/desk.ts';
import { workerBin } from '../../test-support/worker.ts';
import type { Encoder, Let, Whip } from '../index.ts';
import { chromiumPlayer, obs } from './offers.ts';

export interface Programs {
  readonly desk: Desk;
  readonly whip: Whip;
  /** What became of the programmes. */
  readonly said: string[];
  unavailable: string | undefined;
  /** Whether those who are there may stay. */
  isLetIn: boolean;
  newClass(): ClassId;
  encoder(classId: ClassId, personId?: string): Encoder;
  /** One that must be let in. */
  publish(classId: ClassId, sdp?: string, personId?: string): Promise<Extract<Let, { ok: true }>>;
  /** By somebody new, unless it is said who. */
  watch(classId: ClassId, sdp?: string, personId?: string): Promise<Let>;
  /** Lets the timers of this length run out. */
  runOut(ms: number): void;
  settle(): void;
}

/** An SFU with two workers, and encoders and players that come to it. */
export async function openPrograms(): Promise<Programs> {
  if (!workerBin) throw new Error('there is no media worker');
  const timers = new Set<{ ms: number; call: () => void }>();
  let classes = 0;
  let players = 0;
  const desk: Desk = await Desk.open({
    workerBin,
    turn: { urls: ['turn:relay.example.org'], secret: 'shared' },
    programmeUnavailable: () => its.unavailable,
    after(ms, call) {
      const timer = { ms, call };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    handleFeed(classId, { video, audio }, source) {
      const kinds = [video && 'picture', audio && 'sound'].filter(Boolean).join(' and ');
      desk.said.push(`${classId} from the ${source}: ${kinds}`);
    },
  });
  const { whip } = desk.sfu;
  const stillMay = () => Promise.resolve(its.isLetIn);
  const its: Programs = {
    ...{ desk, whip, said: desk.said, unavailable: undefined, isLetIn: true },
    newClass: () => `w${(classes += 1)}` as ClassId,
    encoder: (classId, personId = 'p1') => ({
      ...{ classId, personId: personId as PersonId, role: 'instructor', stillMay },
      owner: `key of ${personId} in ${classId}`,
    }),
    async publish(classId, sdp = obs, personId) {
      const opened = await whip.publish(its.encoder(classId, personId), sdp);
      if (!opened.ok) throw new Error(opened.refusal.text);
      return opened;
    },
    watch: (classId, sdp = chromiumPlayer, personId = `student ${(players += 1)}`) =>
      whip.watch({ classId, personId: personId as PersonId, owner: personId, stillMay }, sdp),
    runOut(ms) {
      for (const timer of [...timers]) if (timer.ms === ms) timer.call();
    },
    settle() {
      its.said.length = 0;
      [its.unavailable, its.isLetIn] = [undefined, true];
    },
  };
  return its;
}

export function lineOf(answer: string, start: string): string | undefined {
  return answer.split('\r\n').find((line) => line.startsWith(start));
}
