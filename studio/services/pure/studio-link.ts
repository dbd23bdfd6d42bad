import { linkKeySchema } from '@rostrum/protocol/http';
import * as v from 'valibot';

/** Which server and, by the key, which class and who. */
export interface StudioLink {
  server: string;
  key: string;
}

export type StudioLinkReading = { ok: true; link: StudioLink } | { ok: false; text: string };

const no = (text: string): StudioLinkReading => ({ ok: false, text });

/** Reads `rostrum://studio?server=…&key=…`, as pasted by a person: blanks around it and a line break in it are fine. */
export function readStudioLink(typed: string): StudioLinkReading {
  const text = typed.replace(/\s/g, '');
  if (text === '') return no('Paste the studio link first.');
  if (!URL.canParse(text)) return no('This is not a studio link. It begins with rostrum://studio');
  const url = new URL(text);
  // Some systems hand the link over with a slash behind the host.
  const isStudio = url.protocol === 'rostrum:' && url.hostname === 'studio' && /^\/?$/.test(url.pathname);
  if (!isStudio) return no('This is not a studio link. It begins with rostrum://studio');

  const server = originOf(url.searchParams.get('server') ?? '');
  if (!server) return no('This studio link names no server. Copy it again, whole.');
  const key = v.safeParse(linkKeySchema, url.searchParams.get('key'));
  if (!key.success) return no('This studio link is cut off or damaged. Copy it again, whole.');
  return { ok: true, link: { server, key: key.output } };
}

function originOf(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  // Whatever comes behind the origin is not ours to follow.
  return url.origin;
}
