import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { StartProblem } from './start-problem.ts';
import { texts } from './texts.ts';

/** Makes sure of the studio's own folder in the data folder, by writing in it once. */
export async function prepareStudioFolder(dataFolder: string): Promise<string> {
  const folder = resolve(dataFolder, 'studio');
  const trial = join(folder, `.trial-${process.pid}`);
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(trial, '');
    await rm(trial, { force: true });
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? String(cause);
    throw new StartProblem(texts().noFolder(folder, reason), { cause });
  }
  return folder;
}
