import { join } from 'node:path';
import * as v from 'valibot';
import { readJsonFile } from '../json-file.ts';

/** Only over https: what comes from there is run. */
const updatesSchema = v.object({
  feed: v.pipe(v.string(), v.url(), v.startsWith('https://')),
});

/**
 * Where updates come from, if somebody has said so in updates.json in the studio's folder. It is a file of its own, and
 * not among the settings, because the page must not be able to say it.
 */
export async function readUpdateFeed(folder: string): Promise<string | undefined> {
  const reading = await readJsonFile(join(folder, 'updates.json'), updatesSchema);
  return reading.is === 'read' ? reading.value.feed : undefined;
}
