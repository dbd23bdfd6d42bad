import type { MediaQuestion } from '@rostrum/protocol/media';
import type { ClassId, PersonId, Role } from '@rostrum/protocol/room';
import type { ProgrammeFeed } from '../../broadcast/index.ts';
import type { MediaReply, MediaSession } from '../../room/index.ts';
import { type Sfu, type SfuOptions, createSfu } from '../index.ts';
import type { Standing } from '../pure/stage-flow.ts';
import { pictureParameters, soundParameters } from './worker.ts';

let sessions = 0;

const outsiders: ReadonlySet<string> = new Set<Role>(['student', 'guest']);

export function standing(over: Partial<Standing> = {}): Standing {
  return { isStaff: false, is: 'audience', held: [], mayShareScreen: false, ...over };
}

export function session(classId = `c${(sessions += 1)}`, role: Role = 'instructor'): MediaSession {
  const id = `session-${(sessions += 1)}`;
  const personId = (role === 'instructor' ? 'p1' : role) as PersonId;
  return { id, classId: classId as ClassId, personId, role };
}

export const create: MediaQuestion = { type: 'media.transport.create', direction: 'send' };
export const capabilities: MediaQuestion = { type: 'media.capabilities' };

export function close(transportId: string, programme: 'ended' | 'goes-on' = 'ended'): MediaQuestion {
  return { type: 'media.transport.close', transportId, programme };
}

export function watch(transportId: string): MediaQuestion {
  return { type: 'media.transport.watch', transportId };
}

export function produce(transportId: string, kind: 'audio' | 'video', rtpParameters: object): MediaQuestion {
  return {
    type: 'media.produce',
    transportId,
    kind,
    source: 'programme',
    rtpParameters: { ...rtpParameters },
  };
}

export function outcome(reply: MediaReply): string {
  return reply.ok ? 'ok' : reply.refusal.code;
}

function kindsOf({ video, audio }: ProgrammeFeed): string {
  return [video && 'picture', audio && 'sound'].filter(Boolean).join(' and ');
}

/** An SFU, the studios that ask it, and what it says of them. */
export class Desk {
  readonly sfu: Sfu;
  readonly said: string[];
  readonly logged: string[];

  private constructor(sfu: Sfu, said: string[], logged: string[]) {
    this.sfu = sfu;
    this.said = said;
    this.logged = logged;
  }

  static async open(options: Partial<SfuOptions> & Pick<SfuOptions, 'workerBin'>): Promise<Desk> {
    const [said, logged]: [string[], string[]] = [[], []];
    const log = (_: object, text: string) => void logged.push(text);
    const sfu = await createSfu({
      ...{ workers: 2, port: 0, listenAddress: '127.0.0.1', announcedAddress: '127.0.0.1' },
      logger: { info: log, warn: log, error: log },
      standingOf: (_classId, personId) => standing({ isStaff: !outsiders.has(personId) }),
      programmeUnavailable: () => undefined,
      codecRefusal: () => undefined,
      handleFeed: (classId, feed) => said.push(`feed of ${classId}: ${kindsOf(feed)}`),
      handleFeedLost: (classId) => said.push(`lost ${classId}`),
      handleEnded: (classId) => said.push(`ended ${classId}`),
      ...options,
    });
    return new Desk(sfu, said, logged);
  }

  ask(who: MediaSession, question: MediaQuestion): Promise<MediaReply> {
    return this.sfu.desk.ask(who, question);
  }

  async createTransport(who: MediaSession): Promise<string> {
    const reply = await this.ask(who, create);
    if (!reply.ok) throw new Error(reply.refusal.text);
    return String(reply.answer['transportId']);
  }

  /** Its transport’s id. */
  async goOnAir(who: MediaSession): Promise<string> {
    const transportId = await this.createTransport(who);
    const picture = await this.ask(who, produce(transportId, 'video', pictureParameters(11)));
    const sound = await this.ask(who, produce(transportId, 'audio', soundParameters(12)));
    for (const reply of [picture, sound]) if (!reply.ok) throw new Error(reply.refusal.text);
    return transportId;
  }

  leave(...who: MediaSession[]): void {
    for (const session of who) this.sfu.desk.sessionClosed(session);
  }
}
