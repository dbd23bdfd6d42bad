import { randomBytes } from 'node:crypto';

/** 96 random bits in 16 characters: nobody guesses one, and two never meet. */
export function newId(): string {
  return randomBytes(12).toString('base64url');
}

/**
 * The moment of the sign-in is in it, and so in every token that ever comes of it: whatever is ended for a person ends
 * what began before, however late it is asked to go on.
 */
export function newSessionId(now: number): string {
  return `${now.toString(36)}-${newId()}`;
}

export function startOfSession(sessionId: string): number {
  return Number.parseInt(sessionId, 36);
}
