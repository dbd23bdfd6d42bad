import type { Account, Session, SessionClass, SessionRequest } from '@rostrum/protocol/http';
import { type ClassId, type Refusal, type Role, isStaff } from '@rostrum/protocol/room';
import type { Database } from '../records/index.ts';
import type { ClassBook } from './class-book.ts';
import { type ClassRecord, readPerson } from './directory.ts';
import type { Claims, Holder, KnownHolder } from './pure/claims.ts';
import {
  archived,
  badToken,
  inNoClass,
  noGuests,
  notInClass,
  notSignedIn,
  revokedToken,
} from './pure/refusals.ts';
import type { Revocations } from './revocations.ts';
import { readSeats } from './seats.ts';
import { ACCESS_LIFETIME_MS, type Read, type Tokens } from './tokens.ts';

/** Signed in: what the page is told, and the token by which it stays in. */
export type SignedIn =
  { ok: true; session: Session; refreshToken: string; isGuest: boolean } | { ok: false; refusal: Refusal };

/** Signed in and in no class yet. */
export type AccountOpened =
  { ok: true; account: Account; refreshToken: string } | { ok: false; refusal: Refusal };

export interface SessionsOptions {
  readonly database: Database;
  readonly classes: ClassBook;
  readonly tokens: Tokens;
  readonly revocations: Revocations;
  readonly now: () => number;
}

export interface Sessions {
  open(holder: Holder, wanted: ClassId | undefined): Promise<SignedIn>;
  /** The same without a class, for whoever chooses one or makes the first. */
  openAccount(holder: KnownHolder): Promise<AccountOpened>;
  /** The newest of these refresh tokens that lets in where it is wanted. */
  renew(refreshTokens: readonly string[], wanted: SessionRequest): Promise<SignedIn>;
  /** Whom the newest valid one of these refresh tokens is for. */
  find(refreshTokens: readonly string[], wanted: SessionRequest): Promise<Found>;
  /** Who in this browser takes part in this class already; never its staff, who may look at it as a guest does. */
  findParticipant(refreshTokens: readonly string[], classId: ClassId): Promise<Holder | undefined>;
}

type Found = { ok: true; holder: Holder } | { ok: false; refusal: Refusal };

export function createSessions(options: SessionsOptions): Sessions {
  const { database, classes, tokens, revocations, now } = options;

  async function openKnown(holder: KnownHolder, wanted: ClassId | undefined): Promise<SignedIn> {
    const person = await readPerson(database, holder.personId);
    if (!person) return { ok: false, refusal: badToken };
    const only = holder.classId;
    const asked = wanted ?? only;
    // It may have been made on another server.
    if (asked !== undefined) await classes.find(asked);
    const all = await readSeats(database, classes, person);
    const seats = all.filter(({ record }) => only === undefined || record.classId === only);
    const current = seats.filter(({ record }) => record.archivedAt === undefined);
    const first = current[0] ?? seats[0];
    const seat = wanted === undefined ? first : seats.find(({ record }) => record.classId === wanted);
    if (!seat) return { ok: false, refusal: seats.length === 0 && !wanted ? inNoClass : notInClass };
    // An archived one is left out, but for whoever looks at it now.
    const offered = seats.filter((each) => current.includes(each) || each === seat);
    const more = only === undefined ? { classes: offered.map(({ record }) => sessionClassOf(record)) } : {};
    return sign(holder, seat.record, { name: person.name, role: seat.role }, more);
  }

  async function openGuest(
    holder: Extract<Holder, { is: 'guest' }>,
    wanted: ClassId | undefined,
  ): Promise<SignedIn> {
    const record = await classes.find(holder.classId);
    if (!record) return { ok: false, refusal: badToken };
    if (wanted !== undefined && wanted !== holder.classId) return { ok: false, refusal: notInClass };
    if (record.archivedAt !== undefined) return { ok: false, refusal: archived };
    if (!record.guestsAllowed) return { ok: false, refusal: noGuests };
    return sign(holder, record, { name: holder.name, role: 'guest' });
  }

  async function sign(
    holder: Holder,
    { classId, code, classTitle }: ClassRecord,
    { name, role }: { name: string; role: Role },
    more: { classes?: SessionClass[] } = {},
  ): Promise<SignedIn> {
    const { personId, sessionId } = holder;
    const claims: Claims = { classId, personId, role, name, sessionId };
    const at = now();
    const token = await tokens.signAccess(claims, at);
    const refreshToken = await tokens.signRefresh(holder, at);
    // It may have been ended while its directory entry was looked up.
    if (revocations.isRevoked(holder)) return { ok: false, refusal: revokedToken };
    const expiresAt = at + ACCESS_LIFETIME_MS;
    const session = { token, classId, code, classTitle, personId, name, role, expiresAt, at, ...more };
    return { ok: true, session, refreshToken, isGuest: holder.is === 'guest' };
  }

  const open: Sessions['open'] = (holder, wanted) =>
    holder.is === 'known' ? openKnown(holder, wanted) : openGuest(holder, wanted);

  /** Those that count, the newest first; and why the others don't. */
  async function readAll(refreshTokens: readonly string[]) {
    const read = await Promise.all(refreshTokens.map((token) => tokens.readHolder(token)));
    const checked = read.map((each): Read<Holder> => {
      if (!each.ok) return each;
      return revocations.isRevoked(each.content) ? { ok: false, refusal: revokedToken } : each;
    });
    const good = checked.filter((each) => each.ok).sort((one, other) => other.issuedAt - one.issuedAt);
    const refusal = checked.find((each) => !each.ok)?.refusal ?? notSignedIn;
    return { holders: good.map(({ content }) => content), refusal };
  }

  const fits = (holder: Holder, { classId, personId }: SessionRequest) =>
    (personId === undefined || holder.personId === personId) &&
    (classId === undefined || holder.classId === undefined || holder.classId === classId);

  return {
    open,

    async openAccount(holder) {
      const person = await readPerson(database, holder.personId);
      if (!person) return { ok: false, refusal: badToken };
      const refreshToken = await tokens.signRefresh(holder, now());
      if (revocations.isRevoked(holder)) return { ok: false, refusal: revokedToken };
      const { personId, name } = person;
      return { ok: true, account: { personId, name }, refreshToken };
    },

    async renew(refreshTokens, wanted) {
      const { holders, refusal } = await readAll(refreshTokens);
      let last: SignedIn = { ok: false, refusal: holders.length > 0 ? notSignedIn : refusal };
      for (const holder of holders.filter((each) => fits(each, wanted))) {
        last = await open(holder, wanted.classId);
        if (last.ok) return last;
      }
      return last;
    },

    async find(refreshTokens, wanted) {
      const { holders, refusal } = await readAll(refreshTokens);
      const holder = holders.find((each) => fits(each, wanted));
      return holder ? { ok: true, holder } : { ok: false, refusal };
    },

    async findParticipant(refreshTokens, classId) {
      const { holders } = await readAll(refreshTokens);
      for (const holder of holders.filter((each) => fits(each, { classId }))) {
        if (holder.is === 'guest') return holder;
        const person = await readPerson(database, holder.personId);
        const seats = person ? await readSeats(database, classes, person) : [];
        const seat = seats.find(({ record }) => record.classId === classId);
        if (seat && !isStaff(seat.role)) return holder;
      }
      return undefined;
    },
  };
}

function sessionClassOf({ classId, code, classTitle, courseTitle }: ClassRecord): SessionClass {
  return { classId, code, classTitle, courseTitle };
}
