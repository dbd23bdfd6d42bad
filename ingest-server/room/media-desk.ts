import type { MediaQuestion } from '@rostrum/protocol/media';
import type { ClassId, PersonId, Refusal, Role } from '@rostrum/protocol/room';

/** One connection of one person, as the media side knows it; gone with its socket. */
export interface MediaSession {
  readonly id: string;
  readonly classId: ClassId;
  readonly personId: PersonId;
  readonly role: Role;
}

export type MediaReply = { ok: true; answer: Record<string, unknown> } | { ok: false; refusal: Refusal };

/** Where questions of WebRTC signalling are answered. Whether this role may ask them is the desk's to say. */
export interface MediaDesk {
  ask(session: MediaSession, question: MediaQuestion): Promise<MediaReply>;
  /** The socket is gone: whatever was opened for this session goes too. Not said when the whole server goes. */
  sessionClosed(session: MediaSession): void;
}
