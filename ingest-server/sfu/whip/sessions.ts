import type { ClassId, PersonId } from '@rostrum/protocol/room';
import type { types } from 'mediasoup';
import { randomBytes } from 'node:crypto';
import type { After } from '../lost-sessions.ts';
import { writeFragment } from './pure/fragment.ts';
import { type Patch, type PatchPlan, planPatch } from './pure/patch-plan.ts';

/** Whoever was answered and has not come over WebRTC by then is gone. */
const CONNECT_WITHIN_MS = 20_000;
/** How soon at the latest whoever may not stay is out. */
const LOOK_EVERY_MS = 30_000;
const ID_BYTES = 18;

/** Whose a session is, and whether they may still have it. */
export interface Holder {
  readonly classId: ClassId;
  readonly personId: PersonId;
  /** The same for whoever may touch what the other began. */
  readonly owner: string;
  stillMay(): Promise<boolean>;
}

export interface SessionMedia {
  readonly transport: types.WebRtcTransport;
  /** The other side's, which tells an ICE restart from candidates. */
  readonly ufrag: string;
  /** Lets go of all that is open for it; `ended`: its own side has said that it is over. */
  close(because: 'ended' | 'gone'): void | Promise<void>;
}

export interface NewSession extends SessionMedia {
  readonly kind: 'encoder' | 'player';
  readonly holder: Holder;
}

interface Session extends NewSession {
  /** Names its ICE session (RFC 9725 4.3.1). */
  tag: string;
  ufrag: string;
  readonly cancel: () => void;
}

export type Patched =
  | Exclude<PatchPlan, { is: 'restart' }>
  | { is: 'restarted'; tag: string; fragment: string }
  | { is: 'not-found' };

export interface SessionsOptions {
  readonly after: After;
  handleTrouble(error: unknown): void;
}

/** The encoders and players that are connected, or about to be, each known by an id that nobody guesses. */
export class Sessions {
  readonly #options: SessionsOptions;
  readonly #sessions = new Map<string, Session>();
  readonly #looking: NodeJS.Timeout;

  constructor(options: SessionsOptions) {
    this.#options = options;
    this.#looking = setInterval(() => void this.look(), LOOK_EVERY_MS);
    this.#looking.unref();
  }

  add(session: NewSession): { id: string; tag: string } {
    const id = randomBytes(ID_BYTES).toString('base64url');
    const tag = newTag();
    const { transport } = session;
    const cancel = this.#options.after(CONNECT_WITHIN_MS, () => {
      if (transport.dtlsState !== 'connected') this.drop(id);
    });
    this.#sessions.set(id, { ...session, tag, cancel });
    transport.observer.once('close', () => this.drop(id));
    return { id, tag };
  }

  holderOf(kind: NewSession['kind'], id: string): Holder | undefined {
    const session = this.#sessions.get(id);
    return session?.kind === kind ? session.holder : undefined;
  }

  async patch(id: string, patch: Patch): Promise<Patched> {
    const session = this.#sessions.get(id);
    if (!session) return { is: 'not-found' };
    const plan = planPatch(patch, session);
    if (plan.is !== 'restart') return plan;
    const { usernameFragment, password } = await session.transport.restartIce();
    session.tag = newTag();
    session.ufrag = plan.ufrag;
    const fragment = writeFragment({ ufrag: usernameFragment, password });
    return { is: 'restarted', tag: session.tag, fragment };
  }

  /** Its own side has said that it is over. */
  async end(id: string): Promise<void> {
    await this.#take(id)?.close('ended');
  }

  drop(id: string): void {
    // What is only let go of waits for nothing.
    void this.#take(id)?.close('gone');
  }

  dropAll(classId: ClassId): void {
    for (const [id] of this.#of(classId)) this.drop(id);
  }

  /** Lets go of those who may not stay. */
  async look(): Promise<void> {
    await Promise.all([...this.#sessions].map(([id, { holder }]) => this.#lookAt(id, holder)));
  }

  close(): void {
    clearInterval(this.#looking);
    for (const id of [...this.#sessions.keys()]) this.drop(id);
  }

  async #lookAt(id: string, holder: Holder): Promise<void> {
    try {
      if (!(await holder.stillMay())) this.drop(id);
    } catch (error) {
      // Whom nobody can be asked about just now stays until the next look.
      this.#options.handleTrouble(error);
    }
  }

  #of(classId: ClassId): [string, Session][] {
    return [...this.#sessions].filter(([, { holder }]) => holder.classId === classId);
  }

  #take(id: string): Session | undefined {
    const session = this.#sessions.get(id);
    this.#sessions.delete(id);
    session?.cancel();
    return session;
  }
}

function newTag(): string {
  return `"${randomBytes(9).toString('base64url')}"`;
}
