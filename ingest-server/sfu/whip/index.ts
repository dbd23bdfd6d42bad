// Encoders and players that speak HTTP and SDP (WHIP, RFC 9725, and WHEP): what they offer becomes what a studio would ask
// of the media desk, or a way out for the programme. Whether they may is asked of whoever sends them here.
import type { ClassId, PersonId } from '@rostrum/protocol/room';
import type { IceServer } from '../turn.ts';
import { type CreateRouter, Egress } from './egress.ts';
import { type Encoder, type PublishOptions, publish } from './publish.ts';
import type { Patch } from './pure/patch-plan.ts';
import { ReplacedEncoders } from './replaced-encoders.ts';
import type { Opened } from './reply.ts';
import { type Holder, type NewSession, type Patched, Sessions, type SessionsOptions } from './sessions.ts';
import { type WatchOptions, watch } from './watch.ts';

export type { Programme } from './egress.ts';
export type { Encoder } from './publish.ts';
export type { Holder, Patched } from './sessions.ts';

export interface WhipOptions
  extends
    SessionsOptions,
    Omit<PublishOptions, 'sessions' | 'replaced'>,
    Omit<WatchOptions, 'sessions' | 'egress'> {
  readonly createRouter: CreateRouter;
  /** Relays for networks that let nothing else through. */
  iceServersFor(personId: PersonId): readonly IceServer[];
}

/** `iceServers`: what the other side may relay its media through. */
export type Let =
  (Extract<Opened, { ok: true }> & { iceServers: readonly IceServer[] }) | Extract<Opened, { ok: false }>;

export interface Whip {
  /** WHIP: the answer to an encoder's offer. */
  publish(encoder: Encoder, sdp: string): Promise<Let>;
  /** WHEP: the answer to a player's. */
  watch(player: Holder, sdp: string): Promise<Let>;
  holderOf(kind: NewSession['kind'], id: string): Holder | undefined;
  patch(id: string, patch: Patch): Promise<Patched>;
  end(id: string): Promise<void>;
  /** Lets go of whoever may not stay, now and not at the next look. */
  look(): Promise<void>;
  /** Nothing comes in of the class's programme any more, whoever sent it. */
  handleGone(classId: ClassId): void;
  /** The class's programme is over: whoever sends or watches it is let go of. */
  endClass(classId: ClassId): void;
  close(): void;
}

export function createWhip(options: WhipOptions): Whip {
  const sessions = new Sessions(options);
  const egress = new Egress(options.createRouter);
  const replaced = new ReplacedEncoders({
    isOnAir: (classId) => options.programmeOf(classId) !== undefined,
    now: options.now,
  });
  const letIn = (opened: Opened, { personId }: Holder): Let =>
    opened.ok ? { ...opened, iceServers: options.iceServersFor(personId) } : opened;
  return {
    publish: async (encoder, sdp) =>
      letIn(await publish({ ...options, sessions, replaced }, encoder, sdp), encoder),
    watch: async (player, sdp) => letIn(await watch({ ...options, sessions, egress }, player, sdp), player),
    holderOf: (kind, id) => sessions.holderOf(kind, id),
    patch: (id, patch) => sessions.patch(id, patch),
    end: (id) => sessions.end(id),
    look: () => sessions.look(),
    handleGone: (classId) => replaced.handleGone(classId),
    endClass(classId) {
      replaced.handleGone(classId);
      sessions.dropAll(classId);
    },
    close: () => sessions.close(),
  };
}
