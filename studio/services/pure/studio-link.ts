import { linkKeySchema } from '@rostrum/protocol/http';
import * as v from 'valibot';

/** Which server and, by the key, which class and who. */
export interface StudioLink {
  server: string;
  key: string;
}

export type LinkProblem = 'empty' | 'no-link' | 'no-server' | 'cut-off';
export type StudioLinkReading = { ok: true; link: StudioLink } | { ok: false; problem: LinkProblem };

const no = (problem: LinkProblem): StudioLinkReading => ({ ok: false, problem });

/** Reads `rostrum://studio?server=…&key=…`, as pasted by a person: blanks around it and a line break in it are fine. */
export function readStudioLink(typed: string): StudioLinkReading {
  const text = typed.replace(/\s/g, '');
  if (text === '') return no('empty');
  if (!URL.canParse(text)) return no('no-link');
  const url = new URL(text);
  // Some systems hand the link over with a slash behind the host.
  const isStudio = url.protocol === 'rostrum:' && url.hostname === 'studio' && /^\/?$/.test(url.pathname);
  if (!isStudio) return no('no-link');

  const server = originOf(url.searchParams.get('server') ?? '');
  if (!server) return no('no-server');
  const key = v.safeParse(linkKeySchema, url.searchParams.get('key'));
  if (!key.success) return no('cut-off');
  return { ok: true, link: { server, key: key.output } };
}

function originOf(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  // Whatever comes behind the origin is not ours to follow.
  return url.origin;
}
