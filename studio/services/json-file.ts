import { chmod, readFile, rename, rm, writeFile } from 'node:fs/promises';
import * as v from 'valibot';

export type JsonReading<T> =
  | { is: 'read'; value: T }
  | { is: 'missing' }
  /** It was there and could not be understood; it now lies beside, under this name. */
  | { is: 'set-aside'; asideFile: string };

/** Reads a file of ours. One that can't be understood is kept for a person to look at, never written over. */
export async function readJsonFile<S extends v.GenericSchema>(
  file: string,
  schema: S,
): Promise<JsonReading<v.InferOutput<S>>> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return { is: 'missing' };
    throw new Error(`${file} can't be read`, { cause });
  }
  const read = v.safeParse(schema, parsedOrNothing(text));
  if (read.success) return { is: 'read', value: read.output };
  const asideFile = `${file}.broken-${Date.now()}`;
  await rename(file, asideFile);
  return { is: 'set-aside', asideFile };
}

/** Written beside and renamed: a crash or a full disk leaves the old file whole. Only its owner may read it. */
export async function writeJsonFile(file: string, value: unknown): Promise<void> {
  const beside = `${file}.${process.pid}.${++written}.new`;
  try {
    await writeFile(beside, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600, flush: true });
    await chmod(beside, 0o600);
    await rename(beside, file);
  } catch (cause) {
    await rm(beside, { force: true });
    throw new Error(`${file} can't be written`, { cause });
  }
}

/** Two writes at once must not share a file beside. */
let written = 0;

function parsedOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
