import type { PasswordChange, PasswordSignIn } from '@rostrum/protocol/http';
import { Limit } from '@rostrum/protocol/limits';
import type { ClassId, PersonId, Refusal } from '@rostrum/protocol/room';
import type { Database } from '../records/index.ts';
import type { Codes } from './codes.ts';
import type { EncoderKeys } from './encoder-keys.ts';
import { newSessionId } from './new-id.ts';
import type { Passwords } from './passwords.ts';
import type { KnownHolder } from './pure/claims.ts';
import { loginTaken, tooManyTries, wrongCurrentPassword, wrongPassword } from './pure/refusals.ts';
import type { Revocations } from './revocations.ts';

// Enough for a person who forgot which password it was, too few for a program that tries them. It is of a login from
// one address, so that nobody's login is locked by somebody elsewhere; for many addresses there is a larger one.
const WRONG_BY_BOTH = { capacity: 10, refillMs: 60_000 };
const WRONG_BY_LOGIN = { capacity: 100, refillMs: 10_000 };
const WRONG_BY_ADDRESS = { capacity: 50, refillMs: 10_000 };

const UNIQUE_VIOLATION = '23505';

export interface AccountsOptions {
  readonly database: Database;
  readonly codes: Codes;
  readonly passwords: Passwords;
  readonly encoderKeys: EncoderKeys;
  readonly revocations: Revocations;
  readonly now: () => number;
}

/** Whose login and password it was, in a session of their own, and the class that they asked for. */
export type Recognised =
  { ok: true; holder: KnownHolder; classId: ClassId | undefined } | { ok: false; refusal: Refusal };

/** Staff who come by login and password. */
export interface Accounts {
  recognise(request: PasswordSignIn, address: string): Promise<Recognised>;
  /** Undefined when it was changed; all other sessions and all encoder keys of theirs are over then. */
  change(
    who: { personId: PersonId; sessionId: string },
    request: PasswordChange,
    address: string,
  ): Promise<Refusal | undefined>;
}

export function createAccounts({
  database,
  codes,
  passwords,
  encoderKeys,
  revocations,
  now,
}: AccountsOptions): Accounts {
  const byBoth = new Limit(WRONG_BY_BOTH, now);
  const byLogin = new Limit(WRONG_BY_LOGIN, now);
  const byAddress = new Limit(WRONG_BY_ADDRESS, now);

  /** Takes a try before it looks, and gives it back when it was right: a thousand at once are no way around. */
  async function limited<T>(
    login: string,
    address: string,
    check: () => Promise<T | undefined>,
  ): Promise<{ is: 'right'; value: T } | { is: 'wrong' } | { is: 'too-many'; refusal: Refusal }> {
    // The narrowest first: who is stopped there takes nothing from others who try the same login.
    const tries = [
      { limit: byBoth, key: `${address} ${login}` },
      { limit: byAddress, key: address },
      { limit: byLogin, key: login },
    ];
    for (const { limit, key } of tries) {
      const taken = limit.take(key);
      if (!taken.ok) return { is: 'too-many', refusal: tooManyTries(taken.retryAfterMs) };
    }
    const value = await check();
    if (value === undefined) return { is: 'wrong' };
    for (const { limit, key } of tries) limit.giveBack(key);
    return { is: 'right', value };
  }

  async function findPerson(login: string, password: string, institutionId: string | undefined) {
    // A login is one person's within an institution; two institutions may both have it.
    const people = await database
      .selectFrom('people')
      .select(['id', 'institution_id', 'password_hash'])
      .where('login', '=', login)
      .execute();
    const here = people.filter((each) => (institutionId ?? each.institution_id) === each.institution_id);
    const candidates = here.length > 0 ? here : [{ id: undefined, password_hash: null }];
    for (const { id, password_hash: hash } of candidates) {
      if ((await passwords.matches(password, hash)) && id !== undefined) return id as PersonId;
    }
    return undefined;
  }

  return {
    async recognise({ login, password, code }, address) {
      const sessionId = newSessionId(now());
      const found = code === undefined ? undefined : await codes.find(code, address);
      if (found && !found.ok) return found;
      const record = found?.record;
      const tried = await limited(login, address, () => findPerson(login, password, record?.institutionId));
      if (tried.is === 'too-many') return { ok: false, refusal: tried.refusal };
      if (tried.is === 'wrong') return { ok: false, refusal: wrongPassword };
      const holder = { is: 'known', sessionId, personId: tried.value } as const;
      return { ok: true, holder, classId: record?.classId };
    },

    async change({ personId, sessionId }, { login, password, current }, address) {
      const before = await database
        .selectFrom('people')
        .select('password_hash')
        .where('id', '=', personId)
        .executeTakeFirstOrThrow();
      if (before.password_hash !== null) {
        const tried = await limited(personId, address, async () =>
          (await passwords.matches(current ?? '', before.password_hash)) ? true : undefined,
        );
        if (tried.is === 'too-many') return tried.refusal;
        if (tried.is === 'wrong') return wrongCurrentPassword;
      }
      const changed = { login, password_hash: await passwords.hash(password) };
      try {
        await database.updateTable('people').set(changed).where('id', '=', personId).execute();
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === UNIQUE_VIOLATION) return loginTaken;
        throw error;
      }
      // Whoever knew the old one may be in by it, or have made a key.
      await encoderKeys.revokeAllOf(personId);
      await revocations.revoke({ personId, exceptSessionId: sessionId });
      return undefined;
    },
  };
}
