import { ESLint } from 'eslint';
import type { Gate } from './gate.ts';

export const lint: Gate = {
  name: 'lint',
  holds: 'ESLint, with types, Svelte files included',
  async run(root, only) {
    const eslint = new ESLint({ cwd: root });
    const results = await eslint.lintFiles(only ? [...only] : ['.']);
    const problems = results.reduce(
      (sum, { errorCount, warningCount }) => sum + errorCount + warningCount,
      0,
    );
    const formatter = await eslint.loadFormatter('stylish');
    return {
      ok: problems === 0,
      looked: results.length,
      unit: 'files',
      output: problems === 0 ? '' : await formatter.format(results),
    };
  },
};
