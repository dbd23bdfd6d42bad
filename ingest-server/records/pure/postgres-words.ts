// What a person is told of a PostgreSQL database, which is never its password.

/** `rostrum on db.example.org:5432`, of an address. */
export function placeIn(url: string): string {
  const { hostname, port, pathname, searchParams } = new URL(url);
  const name = decodeURIComponent(pathname.slice(1)) || 'of this user';
  return `${name} on ${hostname || searchParams.get('host') || 'this machine'}:${port || 5432}`;
}

/** Why it can't be used, of whatever the driver threw. */
export function reasonOf(error: unknown): string {
  switch (codeOf(error)) {
    case 'ECONNREFUSED':
      return 'nothing listens there';
    case 'ENOENT':
      return 'its socket is not there';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'no machine has this name';
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return 'it does not answer';
    case '28P01':
    case '28000':
      return 'it turns this user or password away';
    case '3D000':
      return 'the server has no database of this name';
    case '42501':
      return 'this user may not make tables there';
    case '53300':
      return 'it has no connections left';
    case '57P03':
      return 'it is starting or stopping';
    default:
      return deepest(error);
  }
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  // One error for each address that a name stands for.
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return codeOf(error.cause);
}

function deepest(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause !== undefined) return `${error.message}: ${deepest(error.cause)}`;
  return error.message;
}
