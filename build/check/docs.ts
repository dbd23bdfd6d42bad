import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Gate } from './gate.ts';
import { citedIds, relativeLinks, ruleIds } from './pure/documents.ts';
import { listSourceFiles } from './source-files.ts';

async function deadLinks(
  root: string,
  files: readonly string[],
): Promise<{ links: number; wrong: string[] }> {
  let links = 0;
  const wrong: string[] = [];
  for (const file of files) {
    for (const target of relativeLinks(await readFile(path.join(root, file), 'utf8'))) {
      links += 1;
      const place = target.startsWith('/') ? target : path.join(path.dirname(file), target);
      if (!existsSync(path.join(root, place))) wrong.push(`${file} links to ${target}, which is not there`);
    }
  }
  return { links, wrong };
}

async function uncitedRules(
  root: string,
  specifications: readonly string[],
  tests: readonly string[],
): Promise<{ rules: number; wrong: string[] }> {
  const cited = new Set<string>();
  for (const file of tests) {
    for (const id of citedIds(await readFile(path.join(root, file), 'utf8'))) cited.add(id);
  }
  let rules = 0;
  const wrong: string[] = [];
  for (const file of specifications) {
    for (const id of ruleIds(await readFile(path.join(root, file), 'utf8'))) {
      rules += 1;
      if (!cited.has(id)) wrong.push(`${file}: no test's title cites ${id}`);
    }
  }
  return { rules, wrong };
}

export const docs: Gate = {
  name: 'docs',
  holds: 'every link points somewhere, every rule of a SPEC.md has a test',
  async run(root) {
    const files = listSourceFiles(root);
    const pages = files.filter((file) => file.endsWith('.md'));
    const specifications = pages.filter((file) => path.basename(file) === 'SPEC.md');
    const tests = files.filter((file) => /\.(test|spec)\.ts$/.test(file));
    const { links, wrong: dead } = await deadLinks(root, pages);
    const { rules, wrong: uncited } = await uncitedRules(root, specifications, tests);
    const wrong = [...dead, ...uncited];
    return {
      ok: wrong.length === 0,
      looked: pages.length,
      unit: 'files',
      notes: `${links} links, ${rules} rules`,
      output: wrong.join('\n'),
    };
  },
};
