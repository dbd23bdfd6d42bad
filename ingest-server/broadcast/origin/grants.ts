import { createHmac, timingSafeEqual } from 'node:crypto';

/** Everything of a class, or of one stream of it. */
export type GrantScope = 'all' | `stream-${string}`;

export type Checked = { ok: true; scope: string } | { ok: false; status: 403 | 404; text: string };

export interface Grants {
  /** What stands in the path after `~`; whoever asks within the same minutes is given the same, so that a CDN keeps one copy. */
  give(classId: string, scope: GrantScope): { grant: string; expiresAtMs: number };
  /** By the key alone: nothing is looked up. */
  check(classId: string, grant: string | undefined): Checked;
}

const STEP_MS = 10 * 60_000;
/** At least; at most one step more. */
const LIFETIME_MS = 20 * 60_000;
const KNOWN_MAX = 1_000;

/** `<expiry>.<scope>.<mac>`: seconds since 1970 in base 36, and an HMAC-SHA256 over class, expiry and scope. */
const PATTERN =
  /^(?<expiry>[0-9a-z]{1,10})\.(?<scope>all|stream-[A-Za-z0-9_-]{1,40})\.(?<mac>[A-Za-z0-9_-]{43})$/;

export function createGrants(key: Uint8Array, now: () => number): Grants {
  /** By class and grant: those that were found true. Thousands come with the same few. */
  const known = new Map<string, { expiresAtMs: number; scope: string }>();

  function macOf(classId: string, expiry: string, scope: string): string {
    return createHmac('sha256', key).update(`${classId}\n${expiry}\n${scope}`).digest('base64url');
  }

  function verify(classId: string, grant: string) {
    const { expiry, scope, mac } = PATTERN.exec(grant)?.groups ?? {};
    if (expiry === undefined || scope === undefined || mac === undefined) return undefined;
    // As text: of the bytes there would be four spellings, and a cache would keep each.
    if (!timingSafeEqual(Buffer.from(mac), Buffer.from(macOf(classId, expiry, scope)))) return undefined;
    return { expiresAtMs: Number.parseInt(expiry, 36) * 1000, scope };
  }

  return {
    give(classId, scope) {
      const expiresAtMs = Math.ceil((now() + LIFETIME_MS) / STEP_MS) * STEP_MS;
      const expiry = (expiresAtMs / 1000).toString(36);
      return { grant: `${expiry}.${scope}.${macOf(classId, expiry, scope)}`, expiresAtMs };
    },

    check(classId, grant) {
      if (grant === undefined) return notPublic;
      const name = `${classId}/${grant}`;
      const found = known.get(name) ?? verify(classId, grant);
      if (!found) return forged;
      if (found.expiresAtMs <= now()) {
        known.delete(name);
        return expired;
      }
      if (known.size >= KNOWN_MAX) known.clear();
      known.set(name, found);
      return { ok: true, scope: found.scope };
    },
  };
}

const refuse = (text: string): Checked => ({ ok: false, status: 403, text });
const notPublic = refuse('This class is not public: join it to watch.');
const forged = refuse('This address was not made by this server for this class.');
const expired = refuse('This address has expired: ask for a new one.');
