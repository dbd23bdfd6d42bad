// The one message that each process sends when it is ready, checked where it comes in.

export interface ServerReady {
  links: { viewer: string; dashboard: string; studio: string };
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

export function readServerReady(message: unknown): ServerReady | undefined {
  if (!isRecord(message) || message['type'] !== 'ready') return undefined;
  const { links } = message;
  if (!isRecord(links)) throw new Error(`a ready message without "links": ${JSON.stringify(message)}`);
  return {
    links: {
      viewer: textOf(links, 'viewer'),
      dashboard: textOf(links, 'dashboard'),
      studio: textOf(links, 'studio'),
    },
  };
}

export function readHostReady(message: unknown): HostReady | undefined {
  if (!isRecord(message) || message['type'] !== 'ready') return undefined;
  return { url: textOf(message, 'url') };
}
