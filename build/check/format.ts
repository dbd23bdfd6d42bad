import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as prettier from 'prettier';
import type { Gate } from './gate.ts';
import { listSourceFiles } from './source-files.ts';

type Look = 'skipped' | 'fine' | { wrong: string };

async function look(root: string, file: string): Promise<Look> {
  const place = path.join(root, file);
  const info = await prettier.getFileInfo(place, {
    ignorePath: path.join(root, '.prettierignore'),
    resolveConfig: true,
  });
  if (info.ignored || info.inferredParser === null) return 'skipped';
  const config = await prettier.resolveConfig(place, { editorconfig: true });
  const text = await readFile(place, 'utf8');
  try {
    const fine = await prettier.check(text, { ...config, filepath: place });
    return fine ? 'fine' : { wrong: `${file} is not as Prettier writes it` };
  } catch (error) {
    return { wrong: `${file}: ${error instanceof Error ? error.message : String(error)}` };
  }
}

export const format: Gate = {
  name: 'format',
  holds: 'Prettier',
  async run(root, only) {
    const looks: Look[] = [];
    for (const file of only ?? listSourceFiles(root)) looks.push(await look(root, file));
    const wrong = looks.flatMap((seen) => (typeof seen === 'object' ? [seen.wrong] : []));
    return {
      ok: wrong.length === 0,
      looked: looks.filter((seen) => seen !== 'skipped').length,
      unit: 'files',
      output: wrong.length === 0 ? '' : [...wrong, 'Mend it with: npm run format'].join('\n'),
    };
  },
};
