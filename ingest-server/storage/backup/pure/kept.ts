/** Where a backup is unpacked, in the data folder that it becomes. */
export const RESTORING = '.restoring';
/** What the server or a browser makes again by itself, at the top of the data folder. */
const madeAgain = new Set(['work', 'browser', 'db.unfinished', RESTORING]);
const DATABASE = 'db';

export interface KeptOptions {
  /** The database is in PostgreSQL: what may lie in the folder from earlier is nobody's. */
  readonly withDatabase: boolean;
}

/** Whether this belongs into a backup; a folder that doesn't takes all that is in it along. `path`: in the data folder. */
export function isKept(path: string, { withDatabase }: KeptOptions): boolean {
  const [top = '', ...rest] = path.split('/');
  if (madeAgain.has(top) || top.startsWith('server.lock')) return false;
  if (top === DATABASE && !withDatabase) return false;
  // Half of a file that was being written when somebody pulled the plug.
  return ![top, ...rest].some((name) => name.startsWith('.writing'));
}
