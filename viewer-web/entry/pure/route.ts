import { classCodeSchema } from '@rostrum/protocol/http';
import * as v from 'valibot';

/** What has an address of its own in a class: its recordings, or one of them. */
export type ClassPart = { is: 'recordings'; streamId?: string };

export type Route =
  { page: 'home' } | { page: 'class'; code: string; part?: ClassPart } | { page: 'unknown' };

const OF_CLASS = /^\/c\/([^/]+)(\/recordings(?:\/([A-Za-z0-9_-]{1,40}))?)?\/?$/;

/** What an address means. A code typed in small letters or with spaces is the same code. */
export function routeOf(pathname: string): Route {
  if (pathname === '/') return { page: 'home' };
  const [, typed, recordings, streamId] = OF_CLASS.exec(pathname) ?? [];
  const code = typed === undefined ? undefined : parseCode(decode(typed));
  if (code === undefined) return { page: 'unknown' };
  if (recordings === undefined) return { page: 'class', code };
  return { page: 'class', code, part: { is: 'recordings', ...(streamId === undefined ? {} : { streamId }) } };
}

export function pathOf(code: string, part?: ClassPart): string {
  if (!part) return `/c/${code}`;
  return part.streamId === undefined ? `/c/${code}/recordings` : `/c/${code}/recordings/${part.streamId}`;
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
