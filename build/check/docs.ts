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

/** Rules without a test, and tests that cite a rule which no longer is, or never was. */
async function wrongRules(
  root: string,
  specifications: readonly string[],
  tests: readonly string[],
): Promise<{ rules: number; wrong: string[] }> {
  const fileByRule = new Map<string, string>();
  for (const file of specifications)
    for (const id of ruleIds(await readFile(path.join(root, file), 'utf8'))) fileByRule.set(id, file);
  const series = new Set([...fileByRule.keys()].map(seriesOf));
  const cited = new Set<string>();
  const wrong: string[] = [];
  for (const file of tests) {
    for (const id of citedIds(await readFile(path.join(root, file), 'utf8'))) {
      cited.add(id);
      // Other words look like ids too (UTF-8): only a series that some page begins is one of ours.
      if (series.has(seriesOf(id)) && !fileByRule.has(id))
        wrong.push(`${file} cites ${id}, which is no rule`);
    }
  }
  for (const [id, file] of fileByRule) if (!cited.has(id)) wrong.push(`${file}: no test's title cites ${id}`);
  return { rules: fileByRule.size, wrong };
}

function seriesOf(id: string): string {
  return id.replace(/-\d+$/, '');
}

export const docs: Gate = {
  name: 'docs',
  holds: 'every link points somewhere, every rule of a SPEC.md has a test, every cited rule is one',
  async run(root) {
    const files = listSourceFiles(root);
    const pages = files.filter((file) => file.endsWith('.md'));
    const specifications = pages.filter((file) => path.basename(file) === 'SPEC.md');
    const tests = files.filter((file) => /\.(test|spec)\.ts$/.test(file));
    const { links, wrong: dead } = await deadLinks(root, pages);
    const { rules, wrong: uncited } = await wrongRules(root, specifications, tests);
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
