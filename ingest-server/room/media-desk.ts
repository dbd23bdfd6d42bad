import type { MediaQuestion } from '@rostrum/protocol/media';
import type { ClassId, PersonId, Refusal, Role, StreamSource } from '@rostrum/protocol/room';

/** One connection of one person, as the media side knows it. */
export interface MediaSession {
  readonly id: string;
  readonly classId: ClassId;
  readonly personId: PersonId;
  readonly role: Role;
  /** Missing: a studio, or a page. An encoder's person needn't be in the room. */
  readonly source?: StreamSource;
}

export type MediaReply = { ok: true; answer: Record<string, unknown> } | { ok: false; refusal: Refusal };

/** Where questions of WebRTC signalling are answered. Whether this role may ask them is the desk's to say. */
export interface MediaDesk {
  ask(session: MediaSession, question: MediaQuestion): Promise<MediaReply>;
  /** Its person left, or may not stay: whatever was opened for it goes too. Not said when the whole server goes. */
  sessionClosed(session: MediaSession): void;
  /** Its socket broke, and nobody said goodbye: who published over it may be back in a moment, as another session. */
  sessionLost(session: MediaSession): void;
}
