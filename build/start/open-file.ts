import { rmSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { redirectPage } from './pure/redirect-page.ts';

/**
 * A file that only this user can read and that leads a browser to an address with a key in it: what stands on a
 * command line, everybody on the machine can read. Returns the file's own address.
 */
export function writeOpenFile(file: string, url: string): string {
  // A mode is given only to a file that is made.
  rmSync(file, { force: true });
  writeFileSync(file, redirectPage(url), { mode: 0o600 });
  return pathToFileURL(file).href;
}
