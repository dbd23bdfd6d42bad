import type {
  ClassChange,
  JoinRequest,
  LinkRequest,
  NewClass,
  PasswordChange,
  PasswordSignIn,
  SessionRequest,
} from '@rostrum/protocol/http';
import { hkdfSync, randomInt } from 'node:crypto';
import { Limit } from '@rostrum/protocol/limits';
import type { RosterReport } from '@rostrum/protocol/administration';
import { type ClassId, type PersonId, type Refusal, isStaff } from '@rostrum/protocol/room';
import type { Database } from '../records/index.ts';
import { createAccounts } from './accounts.ts';
import { type Admitted, type VerifiedUntil, createAdmission } from './admission.ts';
import { ClassBook } from './class-book.ts';
import { type LinkMaker, type NewLinkOutcome, createClassLink } from './class-links.ts';
import { type FoundByCode, createCodes } from './codes.ts';
import { type ClassRecord, addDemoContent, readFirstWithRole, readPerson } from './directory.ts';
import { type FindEncoder, type KeyHolder, createEncoderKeys } from './encoder-keys.ts';
import { joinByCode } from './join.ts';
import { LINK_LIFETIMES_MS, type NewLink, createLinks } from './links.ts';
import { newId, newSessionId } from './new-id.ts';
import type { Note, Who } from './note.ts';
import { createPasswords } from './passwords.ts';
import type { Claims, Holder } from './pure/claims.ts';
import { classCode } from './pure/class-code.ts';
import { personNotInClass, staffOnly, tooManyTries } from './pure/refusals.ts';
import { type Revoked, openRevocations } from './revocations.ts';
import { type RosterOutcome, importRoster, previewRoster } from './roster.ts';
import { openSecretKey } from './secret-key.ts';
import { type AccountOpened, type SignedIn, createSessions } from './sessions.ts';
import { type IsLive, type Listed, type Made, createTeaching } from './teaching.ts';
import { type Verified, createTokens } from './tokens.ts';
import { type Upkeep, createUpkeep } from './upkeep.ts';
import type { Visitor } from './visitor.ts';

const KEY_BYTES = 32;
const DAY_MS = 24 * 60 * 60 * 1000;
/** For a day of looking around; whoever came by one stays signed in, and can give themselves a password. */
const STAFF_LINK_LIFETIME_MS = DAY_MS;

/** A whole campus may come from one address, and at one time. */
const ARRIVALS = { capacity: 10_000, refillMs: 20 };

/** Keys of the links that are printed at start. */
export interface StaffLinks {
  readonly code: string;
  readonly instructorKey: string;
  readonly adminKey: string;
}

export interface Identity {
  /** Every class, in the order they are shown. */
  classes(): readonly ClassRecord[];
  findClass(classId: ClassId): ClassRecord | undefined;
  findClassByCode(code: string): ClassRecord | undefined;
  /** The same for somebody who typed it: of one address, wrong ones are soon too many. */
  askForCode(code: string, visitor: Visitor): Promise<FoundByCode>;

  join(request: JoinRequest, visitor: Visitor): Promise<SignedIn>;
  signInWithLink(key: string, visitor: Visitor): Promise<SignedIn>;
  signInWithPassword(request: PasswordSignIn, visitor: Visitor): Promise<SignedIn>;
  /** The same without entering a class. */
  openAccount(request: PasswordSignIn, visitor: Visitor): Promise<AccountOpened>;
  /** Undefined when it was changed. */
  changePassword(
    request: PasswordChange,
    wanted: SessionRequest,
    visitor: Visitor,
  ): Promise<Refusal | undefined>;
  refresh(wanted: SessionRequest, visitor: Visitor): Promise<SignedIn>;
  /** Ends the session that these refresh tokens are of, and says whose it was. */
  endSession(wanted: SessionRequest, visitor: Visitor): Promise<Holder | undefined>;

  /** The classes that whoever this is may teach. */
  listTaught(visitor: Visitor, wanted: { find: string; isLive: IsLive }): Promise<Listed>;
  makeClass(visitor: Visitor, request: NewClass): Promise<Made>;
  /** Asked by staff of the class; undefined when it was done. */
  changeClass(classId: ClassId, change: ClassChange, who: Who): Promise<Refusal | undefined>;

  /** A key of its own for another purpose: it is kept with ours, and tells nothing of it. */
  keyFor(purpose: string): Uint8Array;

  /** Access tokens, and no others. */
  verify(token: string): Promise<Verified>;
  /** The same for whoever stays longer than a question takes. */
  verifyUntil(token: string): Promise<VerifiedUntil>;
  /** Access and resume tokens, at a class's door: with a token that brings the same person back. */
  admit(token: string): Promise<Admitted>;
  /** Whether what let them in was withdrawn meanwhile. */
  isRevoked(session: { sessionId: string; personId: PersonId }): boolean;
  revoke(revoked: Revoked): Promise<void>;
  /** Listeners are called as soon as nothing of it counts any more; returns the way to end it. */
  onRevoked(listener: (revoked: Revoked) => void): () => void;
  /** Ends everything of somebody: sessions and links. Nobody reaches into another institution. */
  revokePerson(actor: Claims, personId: PersonId): Promise<Refusal | undefined>;

  createLink(link: NewLink): Promise<{ key: string; expiresAt: number }>;
  /** A link for somebody of the class, made by its staff. */
  createClassLink(maker: LinkMaker, request: LinkRequest): Promise<NewLinkOutcome>;

  /** A key for somebody's encoder in a class, in the place of the one before. */
  createEncoderKey(
    holder: KeyHolder,
  ): Promise<{ ok: true; key: string; expiresAt: number } | { ok: false; refusal: Refusal }>;
  /** Until when theirs is good; undefined where they have none. */
  encoderKeyUntil(holder: KeyHolder): Promise<number | undefined>;
  revokeEncoderKey(holder: KeyHolder): Promise<void>;
  /** Whose key this is, as what they are in its class now. */
  findEncoder(key: string): Promise<FindEncoder>;
  /** The same for a person who writes a class's captions and needs no account: whose link it is, and in which class. */
  createCaptionerKey: Identity['createEncoderKey'];
  findCaptioner: Identity['findEncoder'];

  importRoster(classId: ClassId, text: string, who: Who): Promise<RosterOutcome>;
  /** What it would do, line by line, with nothing of it done. */
  previewRoster(classId: ClassId, text: string): Promise<RosterReport>;
  /** For the first class, where it has both an instructor and an admin; those of earlier starts end with it. */
  staffLinks(): Promise<StaffLinks | undefined>;
  /** For whoever changes the directory's rows beside us. */
  readonly upkeep: Upkeep;
  /** Safe twice. */
  close(): void;
}

export interface IdentityOptions {
  readonly database: Database;
  readonly secretKeyPath: string;
  readonly now: () => number;
  /** Keeps account of what staff change; without it nobody does. */
  readonly note?: Note;
  /** How often to look what other servers have changed in the same database; without it, never unasked. */
  readonly readAgain?:
    { readonly everyMs: number; readonly handleFailed: (error: unknown) => void } | undefined;
}

export async function openIdentity(options: IdentityOptions): Promise<Identity> {
  const { database, secretKeyPath, now, readAgain, note = () => Promise.resolve() } = options;
  const secretKey = await openSecretKey(secretKeyPath);
  const tokens = await createTokens(secretKey, now);
  await addDemoContent(database);
  const classes = await ClassBook.open(database, now);
  const revocations = await openRevocations(database, now);
  const links = createLinks(database, now);
  await links.forgetExpired();
  const encoderKeys = createEncoderKeys({ database, classes, now });
  const captionerKeys = createEncoderKeys({ database, classes, now, kind: 'captioner' });
  const sessions = createSessions({ database, classes, tokens, revocations, now });
  const codes = createCodes(classes, now);
  const passwords = await createPasswords();
  const accounts = createAccounts({ database, codes, passwords, encoderKeys, revocations, now });
  const admission = createAdmission({ database, classes, tokens, revocations, now });
  const newCode = () => classCode((limit) => randomInt(limit));
  const teaching = createTeaching({ database, classes, sessions, newCode, note, now });
  const upkeep = createUpkeep({ classes, passwords, revocations, newCode, now });
  const arrivals = new Limit(ARRIVALS, now);
  const reading =
    readAgain && setInterval(() => void classes.readAgain().catch(readAgain.handleFailed), readAgain.everyMs);

  async function ifNotTooFast({ address }: Visitor, enter: () => Promise<SignedIn>): Promise<SignedIn> {
    const taken = arrivals.take(address);
    return taken.ok ? enter() : { ok: false, refusal: tooManyTries(taken.retryAfterMs) };
  }

  async function revokePerson(personId: PersonId): Promise<void> {
    // First: a link would only open the next session, and whoever hears of it looks at the encoders' keys.
    await links.revokeAllOf(personId);
    await revocations.revoke({ personId });
  }

  return {
    classes: () => classes.all,
    findClass: (classId) => classes.byId(classId),
    keyFor: (purpose) => new Uint8Array(hkdfSync('sha256', secretKey, '', `rostrum:${purpose}`, KEY_BYTES)),
    findClassByCode: (code) => classes.byCode(code),
    askForCode: (code, { address }) => codes.find(code, address),

    join: (request, visitor) =>
      ifNotTooFast(visitor, () => joinByCode(request, visitor, { codes, sessions, now })),

    signInWithLink: (key, visitor) =>
      ifNotTooFast(visitor, async () => {
        const sessionId = newSessionId(now());
        const opened = await links.open(key);
        if (!opened.ok) return opened;
        const { personId, classId } = opened;
        const only = classId === undefined ? {} : { classId };
        return sessions.open({ is: 'known', sessionId, personId, ...only }, undefined);
      }),

    async signInWithPassword(request, { address }) {
      const who = await accounts.recognise(request, address);
      return who.ok ? sessions.open(who.holder, who.classId) : who;
    },

    async openAccount(request, { address }) {
      const who = await accounts.recognise(request, address);
      return who.ok ? sessions.openAccount(who.holder) : who;
    },

    async changePassword(request, wanted, { address, refreshTokens }) {
      const found = await sessions.find(refreshTokens, wanted);
      if (!found.ok) return found.refusal;
      const { holder } = found;
      // A session of one class was opened for that class: it must not lead to the whole account.
      const person =
        holder.is === 'guest' || holder.classId ? undefined : await readPerson(database, holder.personId);
      if (!person || !isStaff(person.role)) return staffOnly;
      return accounts.change(holder, request, address);
    },

    refresh: (wanted, visitor) => ifNotTooFast(visitor, () => sessions.renew(visitor.refreshTokens, wanted)),

    async endSession(wanted, visitor) {
      const found = await sessions.find(visitor.refreshTokens, wanted);
      if (!found.ok) return undefined;
      await revocations.revoke({ sessionId: found.holder.sessionId });
      return found.holder;
    },

    listTaught: teaching.list,
    makeClass: teaching.make,
    changeClass: teaching.change,

    verify: admission.verify,
    verifyUntil: admission.verifyUntil,
    admit: admission.admit,
    isRevoked: revocations.isRevoked,

    revoke: (revoked) =>
      'personId' in revoked ? revokePerson(revoked.personId) : revocations.revoke(revoked),
    onRevoked: (listener) => revocations.listen(listener),

    async revokePerson(actor, personId) {
      const person = await readPerson(database, personId);
      const institutionId = classes.byId(actor.classId)?.institutionId;
      if (institutionId === undefined || (person && person.institutionId !== institutionId))
        return personNotInClass;
      const count = await database.transaction().execute(async (transaction) => {
        // A guest is in no directory, and in the log of their class under the name they gave.
        const subject = { kind: 'person', id: personId, title: person?.name ?? 'A guest' } as const;
        const noted = {
          institutionId,
          who: actor,
          action: 'person.signed-out',
          subject,
          details: {},
        } as const;
        await note(transaction, noted);
        return upkeep.signOut(transaction, personId, 'everything');
      });
      count();
      return undefined;
    },

    createLink: (link) => links.create(link),

    createClassLink: (maker, request) => createClassLink({ database, classes, note, now }, maker, request),

    createEncoderKey: (holder) => encoderKeys.create(holder, LINK_LIFETIMES_MS.personal),
    encoderKeyUntil: encoderKeys.expiryOf,
    revokeEncoderKey: encoderKeys.revoke,
    findEncoder: encoderKeys.find,
    createCaptionerKey: (holder) => captionerKeys.create(holder, LINK_LIFETIMES_MS.personal),
    findCaptioner: captionerKeys.find,

    async importRoster(classId, text, who) {
      const record = classes.byId(classId);
      if (!record) throw new Error(`there is no class ${classId} to import into`);
      return importRoster({ database, newId, note }, record, text, who);
    },

    async previewRoster(classId, text) {
      const record = classes.byId(classId);
      if (!record) throw new Error(`there is no class ${classId} to look at a roster for`);
      return previewRoster(database, record, text);
    },

    async staffLinks() {
      await links.revokePrinted();
      const first = classes.all.find(({ archivedAt }) => archivedAt === undefined) ?? classes.all[0];
      if (!first) return undefined;
      const keyFor = async (role: 'instructor' | 'admin') => {
        const person = await readFirstWithRole(database, first.institutionId, role);
        if (!person) return undefined;
        const { personId } = person;
        return (await links.create({ personId, kind: 'printed', lifetimeMs: STAFF_LINK_LIFETIME_MS })).key;
      };
      const instructorKey = await keyFor('instructor');
      const adminKey = await keyFor('admin');
      if (instructorKey === undefined || adminKey === undefined) return undefined;
      return { code: first.code, instructorKey, adminKey };
    },

    upkeep,

    close: () => clearInterval(reading),
  };
}
