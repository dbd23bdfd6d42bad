import type { Gate } from './gate.ts';
import { runTool } from './tool.ts';

/** Pages are checked by svelte-check, which sees into their Svelte files. */
const projects = ['tsconfig.json', 'e2e/tsconfig.json'];

export const types: Gate = {
  name: 'types',
  holds: 'TypeScript, without emitting',
  async run(root) {
    const files = new Set<string>();
    const errors: string[] = [];
    for (const project of projects) {
      const args = ['-p', project, '--noEmit', '--listFiles', '--pretty', 'false'];
      const { code, stdout, stderr } = await runTool(root, '@typescript/native/bin/tsc', args);
      const lines = `${stdout}\n${stderr}`.split('\n').filter((line) => line.trim() !== '');
      const listed = lines.filter((line) => isListed(line));
      for (const line of listed) if (!line.includes('/node_modules/')) files.add(line);
      if (code !== 0) errors.push(...lines.filter((line) => !isListed(line)));
    }
    return { ok: errors.length === 0, looked: files.size, unit: 'files', output: errors.join('\n') };
  },
};

/** A listed file is a bare absolute path; an error starts with a relative one and a position. */
function isListed(line: string): boolean {
  return /^(\/|[A-Za-z]:[\\/])/.test(line) && !/\(\d+,\d+\): /.test(line);
}
