import type { StaffLinks } from './identity/index.ts';

/** Where the three faces are found, for the person who started the server. */
export interface Links {
  readonly studio: string;
  readonly viewer: string;
  readonly dashboard: string;
}

const EVERYWHERE = new Set(['0.0.0.0', '::']);
// A server that listens on this machine only, or on every address, is reached here by this name.
const HERE = new Set([...EVERYWHERE, '127.0.0.1', '::1', 'localhost']);

/** Where the server is found on the machine that it runs on. */
export function originHere(host: string, port: number, scheme: 'http' | 'https' = 'http'): string {
  const name = HERE.has(host) ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `${scheme}://${name}:${port}`;
}

/** What the links don't say by themselves: a server that listens for others doesn't know how they reach it. */
export function reachWords(host: string, publicOrigin: string | undefined): string | undefined {
  if (publicOrigin !== undefined || !EVERYWHERE.has(host)) return undefined;
  return 'These links work on this machine only: set ROSTRUM_PUBLIC_URL to the address that others reach it at.';
}

export function linksFor(origin: string, staff: StaffLinks): Links {
  return {
    studio: `rostrum://studio?server=${encodeURIComponent(origin)}&key=${staff.instructorKey}`,
    viewer: `${origin}/c/${staff.code}`,
    dashboard: `${origin}/dashboard/#key=${staff.adminKey}`,
  };
}
