import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { StartProblem } from './start-problem.ts';

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
    throw new StartProblem(
      `The studio's settings folder ${folder} can't be written (${reason}): set ROSTRUM_DATA to a folder that can.`,
      { cause },
    );
  }
  return folder;
}
