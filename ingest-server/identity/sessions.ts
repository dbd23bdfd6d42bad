import type { Session, SessionClass, SessionRequest } from '@rostrum/protocol/http';
import { type ClassId, type PersonId, type Refusal, type Role, isStaff } from '@rostrum/protocol/room';
import type { Database } from '../records/index.ts';
import { type ClassRecord, readParticipations, readPerson } from './directory.ts';
import type { Claims, Holder } from './pure/claims.ts';
import { badToken, inNoClass, noGuests, notInClass, notSignedIn, revokedToken } from './pure/refusals.ts';
import { roleInClass } from './pure/roles-in-class.ts';
import type { Revocations } from './revocations.ts';
import { ACCESS_LIFETIME_MS, type Read, type Tokens } from './tokens.ts';

/** Signed in: what the page is told, and the token by which it stays in. */
export type SignedIn =
  { ok: true; session: Session; refreshToken: string; isGuest: boolean } | { ok: false; refusal: Refusal };

/** The classes there are. */
export interface ClassBook {
  readonly all: readonly ClassRecord[];
  byId(classId: ClassId): ClassRecord | undefined;
  byCode(code: string): ClassRecord | undefined;
}

export interface SessionsOptions {
  readonly database: Database;
  readonly classes: ClassBook;
  readonly tokens: Tokens;
  readonly revocations: Revocations;
  readonly now: () => number;
}

export interface Sessions {
  open(holder: Holder, wanted: ClassId | undefined): Promise<SignedIn>;
  /** The newest of these refresh tokens that lets in where it is wanted. */
  renew(refreshTokens: readonly string[], wanted: SessionRequest): Promise<SignedIn>;
  /** Whom the newest valid one of these refresh tokens is for. */
  find(refreshTokens: readonly string[], wanted: SessionRequest): Promise<Found>;
  /** Who in this browser takes part in this class already; never its staff, who may look at it as a guest does. */
  findParticipant(refreshTokens: readonly string[], classId: ClassId): Promise<Holder | undefined>;
}

type Found = { ok: true; holder: Holder } | { ok: false; refusal: Refusal };

/** A class somebody may enter, and as what. */
interface Seat {
  readonly record: ClassRecord;
  readonly role: Role;
}

export function createSessions(options: SessionsOptions): Sessions {
  const { database, classes, tokens, revocations, now } = options;

  async function seatsOf(personId: PersonId): Promise<{ name: string; seats: readonly Seat[] } | undefined> {
    const person = await readPerson(database, personId);
    if (!person) return undefined;
    const participations = await readParticipations(database, personId);
    const seats = classes.all.flatMap((record) => {
      if (record.institutionId !== person.institutionId) return [];
      const role = roleInClass(person.role, participations.get(record.classId));
      return role === undefined ? [] : [{ record, role }];
    });
    return { name: person.name, seats };
  }

  async function openKnown(
    holder: Extract<Holder, { is: 'known' }>,
    wanted: ClassId | undefined,
  ): Promise<SignedIn> {
    const found = await seatsOf(holder.personId);
    if (!found) return { ok: false, refusal: badToken };
    const only = holder.classId;
    const seats = found.seats.filter(({ record }) => only === undefined || record.classId === only);
    const seat = wanted === undefined ? seats[0] : seats.find(({ record }) => record.classId === wanted);
    if (!seat) return { ok: false, refusal: seats.length === 0 && !wanted ? inNoClass : notInClass };
    const more = only === undefined ? { classes: seats.map(({ record }) => sessionClassOf(record)) } : {};
    return sign(holder, seat.record, { name: found.name, role: seat.role }, more);
  }

  async function openGuest(
    holder: Extract<Holder, { is: 'guest' }>,
    wanted: ClassId | undefined,
  ): Promise<SignedIn> {
    const record = classes.byId(holder.classId);
    if (!record) return { ok: false, refusal: badToken };
    if (wanted !== undefined && wanted !== holder.classId) return { ok: false, refusal: notInClass };
    if (!record.guestsAllowed) return { ok: false, refusal: noGuests };
    return sign(holder, record, { name: holder.name, role: 'guest' });
  }

  async function sign(
    holder: Holder,
    { classId, classTitle }: ClassRecord,
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
    const session = { token, classId, classTitle, personId, name, role, expiresAt, at, ...more };
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
        const seats = (await seatsOf(holder.personId))?.seats ?? [];
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
