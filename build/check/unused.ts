import type { Gate } from './gate.ts';
import { runTool } from './tool.ts';

export const unused: Gate = {
  name: 'unused',
  holds: 'knip: no file, export or dependency that nobody uses',
  async run(root) {
    const reporters = ['--reporter', 'symbols', '--reporter', './build/check/knip-count-reporter.ts'];
    const args = ['--no-progress', '--treat-config-hints-as-errors', ...reporters];
    const { code, stdout, stderr } = await runTool(root, 'knip/bin/knip.js', args);
    const looked = Number(/^looked at (\d+)$/m.exec(stdout)?.[1] ?? 0);
    const said = `${stdout}\n${stderr}`.replace(/^looked at \d+$/m, '').trim();
    return { ok: code === 0, looked, unit: 'files', output: code === 0 ? '' : said };
  },
};
