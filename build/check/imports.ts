import type { Gate } from './gate.ts';
import { type CruisedModule, findRoomCycle, unseenFiles } from './pure/import-graph.ts';
import { listSourceFiles } from './source-files.ts';
import { runTool } from './tool.ts';

const folders = ['protocol', 'ui', 'studio', 'viewer-web', 'ingest-server', 'bench', 'e2e', 'build'];

interface Cruise {
  modules: CruisedModule[];
  summary: {
    violations: { from: string; to: string; rule: { name: string }; cycle?: { name: string }[] }[];
  };
}

export const imports: Gate = {
  name: 'imports',
  holds: 'the one-way rule, by dependency-cruiser',
  async run(root) {
    const args = ['--config', '.dependency-cruiser.mjs', '--output-type', 'json', ...folders];
    const tool = 'dependency-cruiser/bin/dependency-cruiser.mjs';
    const { stdout, stderr } = await runTool(root, tool, args);
    if (!stdout.startsWith('{')) return { ok: false, looked: 0, unit: 'modules', output: stderr || stdout };
    const { modules, summary } = JSON.parse(stdout) as Cruise;
    const expected = listSourceFiles(root).filter(
      (file) => /\.(ts|mjs|svelte)$/.test(file) && folders.some((folder) => file.startsWith(`${folder}/`)),
    );
    const roomCycle = findRoomCycle(modules);
    const wrong = [
      ...summary.violations.map(({ from, to, rule, cycle }) => {
        const way = cycle ? cycle.map(({ name }) => name).join(' → ') : to;
        return `${rule.name}: ${from} → ${way}`;
      }),
      ...(roomCycle ? [`no-cycles-of-rooms: ${roomCycle.join(' → ')}`] : []),
      ...unseenFiles(modules, expected).map((file) => `unseen: dependency-cruiser did not read ${file}`),
    ];
    const looked = modules.filter(({ source }) => expected.includes(source)).length;
    return { ok: wrong.length === 0, looked, unit: 'modules', output: wrong.join('\n') };
  },
};
