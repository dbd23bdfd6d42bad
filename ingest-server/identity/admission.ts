import type { Refusal } from '@rostrum/protocol/room';
import type { Database } from '../records/index.ts';
import type { ClassBook } from './class-book.ts';
import { readStandings } from './directory.ts';
import type { Claims, Resumed } from './pure/claims.ts';
import { badToken, notInClass, revokedToken } from './pure/refusals.ts';
import { roleInClass } from './pure/roles-in-class.ts';
import type { Revocations } from './revocations.ts';
import { Standings } from './standings.ts';
import { ACCESS_LIFETIME_MS, type Tokens, type Verified } from './tokens.ts';

/** Somebody at the door of their class, and the token that brings them back through it. */
export type Admitted = { ok: true; claims: Claims; resume: string } | { ok: false; refusal: Refusal };

/** An access token that is good, and for how long. */
export type VerifiedUntil = { ok: true; claims: Claims; expiresAt: number } | { ok: false; refusal: Refusal };

export interface AdmissionOptions {
  readonly database: Database;
  readonly classes: ClassBook;
  readonly tokens: Tokens;
  readonly revocations: Revocations;
  readonly now: () => number;
}

/** Lets people into a class by an access token, or by the resume token that they were given inside. */
export interface Admission {
  /** Access tokens only: what brings somebody back to a class opens nothing else. */
  verify(token: string): Promise<Verified>;
  verifyUntil(token: string): Promise<VerifiedUntil>;
  admit(token: string): Promise<Admitted>;
}

export function createAdmission(options: AdmissionOptions): Admission {
  const { database, classes, tokens, revocations, now } = options;
  const standings = new Standings((personIds) => readStandings(database, personIds));

  async function verifyUntil(token: string): Promise<VerifiedUntil> {
    const read = await tokens.readClaims(token);
    if (!read.ok) return read;
    const { content: claims, issuedAt } = read;
    if (revocations.isRevoked(claims)) return { ok: false, refusal: revokedToken };
    // Whoever asks next for this class asks the book alone, and it may have been made on another server.
    await classes.find(claims.classId);
    // Whoever has a session of more than this class gets a token of another one.
    if (classes.isGone(claims.classId)) return { ok: false, refusal: badToken };
    return { ok: true, claims, expiresAt: issuedAt + ACCESS_LIFETIME_MS };
  }

  async function verify(token: string): Promise<Verified> {
    const verified = await verifyUntil(token);
    return verified.ok ? { ok: true, claims: verified.claims } : verified;
  }

  /** As the directory has them now: the token may be from hours ago. */
  async function asTheyAreNow(resumed: Resumed): Promise<Verified> {
    const { insideSince: _insideSince, ...claims } = resumed;
    if (revocations.isRevoked(claims)) return { ok: false, refusal: revokedToken };
    const record = await classes.find(claims.classId);
    if (!record) return { ok: false, refusal: badToken };
    // No directory has guests. Where the class takes none any more, those who were inside may stay until its end:
    // the door was closed to newcomers, and staff can remove whom they don't want.
    if (claims.role === 'guest') return { ok: true, claims };
    const standing = await standings.find(claims.personId);
    if (!standing || standing.person.institutionId !== record.institutionId)
      return { ok: false, refusal: notInClass };
    const role = roleInClass(standing.person.role, standing.inClasses.get(claims.classId));
    if (role === undefined) return { ok: false, refusal: notInClass };
    return { ok: true, claims: { ...claims, name: standing.person.name, role } };
  }

  return {
    ...{ verify, verifyUntil },

    async admit(token) {
      const resumed = await tokens.readResumed(token);
      // One that has run out is no access token either, and it is said so.
      if (!resumed.ok && resumed.refusal.code === 'expired-token') return resumed;
      const checked = resumed.ok ? await asTheyAreNow(resumed.content) : await verify(token);
      if (!checked.ok) return checked;
      const insideSince = resumed.ok ? resumed.content.insideSince : now();
      const resume = await tokens.signResume({ ...checked.claims, insideSince }, now());
      return { ...checked, resume };
    },
  };
}
