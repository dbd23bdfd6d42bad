// The one message that each process sends when it is ready, checked where it comes in.

export interface Links {
  viewer: string;
  dashboard: string;
  studio: string;
}

export interface ServerReady {
  /** For people, wherever they are. */
  links: Links;
  /** For programs on this machine. */
  here: Links;
  note: string | undefined;
}

export interface HostReady {
  url: string;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function textOf(record: Record<string, unknown>, name: string): string {
  const value = record[name];
  if (typeof value !== 'string')
    throw new Error(`a ready message without "${name}": ${JSON.stringify(record)}`);
  return value;
}

function linksOf(message: Record<string, unknown>, name: string): Links {
  const links = message[name];
  if (!isRecord(links)) throw new Error(`a ready message without "${name}": ${JSON.stringify(message)}`);
  return {
    viewer: textOf(links, 'viewer'),
    dashboard: textOf(links, 'dashboard'),
    studio: textOf(links, 'studio'),
  };
}

export function readServerReady(message: unknown): ServerReady | undefined {
  if (!isRecord(message) || message['type'] !== 'ready') return undefined;
  return {
    links: linksOf(message, 'links'),
    here: linksOf(message, 'here'),
    note: message['note'] === undefined ? undefined : textOf(message, 'note'),
  };
}

export function readHostReady(message: unknown): HostReady | undefined {
  if (!isRecord(message) || message['type'] !== 'ready') return undefined;
  return { url: textOf(message, 'url') };
}
