import type { StaffLinks } from './identity/index.ts';

/** Where the three faces are found, for the person who started the server. */
export interface Links {
  readonly studio: string;
  readonly viewer: string;
  readonly dashboard: string;
}

// A server that listens on this machine only, or on every address, is reached here by this name.
const HERE = new Set(['127.0.0.1', '0.0.0.0', '::1', '::', 'localhost']);

export function linksFor(host: string, port: number, staff: StaffLinks): Links {
  const name = HERE.has(host) ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  const origin = `http://${name}:${port}`;
  return {
    studio: `rostrum://studio?server=${encodeURIComponent(origin)}&token=${staff.instructorToken}`,
    viewer: `${origin}/c/${staff.code}`,
    dashboard: `${origin}/dashboard/#token=${staff.adminToken}`,
  };
}
