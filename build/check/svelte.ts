import type { Gate } from './gate.ts';
import { runTool } from './tool.ts';

export const svelte: Gate = {
  name: 'svelte',
  holds: 'svelte-check over the pages, warnings count',
  async run(root) {
    const args = ['--tsconfig', './tsconfig.web.json', '--fail-on-warnings', '--output', 'machine'];
    const { code, stdout, stderr } = await runTool(root, 'svelte-check/bin/svelte-check', args);
    const lines = `${stdout}\n${stderr}`.split('\n').map((line) => line.replace(/^\d+ /, ''));
    const completed = lines.find((line) => line.startsWith('COMPLETED'));
    return {
      ok: code === 0,
      looked: Number(/COMPLETED (\d+) FILES/.exec(completed ?? '')?.[1] ?? 0),
      unit: 'files',
      output:
        code === 0 ? '' : lines.filter((line) => !/^(START|COMPLETED)/.test(line) && line !== '').join('\n'),
    };
  },
};
