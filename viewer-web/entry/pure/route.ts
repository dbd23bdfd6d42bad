import { classCodeSchema } from '@rostrum/protocol/http';
import * as v from 'valibot';

export type Route = { page: 'home' } | { page: 'class'; code: string } | { page: 'unknown' };

/** What an address means. A code typed in small letters or with spaces is the same code. */
export function routeOf(pathname: string): Route {
  if (pathname === '/') return { page: 'home' };
  const typed = /^\/c\/([^/]+)\/?$/.exec(pathname)?.[1];
  if (typed === undefined) return { page: 'unknown' };
  const code = parseCode(decode(typed));
  return code === undefined ? { page: 'unknown' } : { page: 'class', code };
}

export function pathOf(code: string): string {
  return `/c/${code}`;
}

export function parseCode(typed: string): string | undefined {
  const parsed = v.safeParse(classCodeSchema, typed);
  return parsed.success ? parsed.output : undefined;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // A stray % is just a character that no code has.
    return part;
  }
}
