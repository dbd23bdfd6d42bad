import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { passes } from './gate.ts';
import { gates } from './gates.ts';
import { runGate } from './run-gate.ts';
import { type TreeCopy, copyTree } from './tree-copy.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** For each gate: what is planted, and what the gate must say about it, beside the file's own name. */
interface Plant {
  file: string;
  text: string;
  says: string;
}

const plants: Record<string, Plant[]> = {
  format: [
    { file: 'protocol/planted.ts', text: 'export const  a = "x"\n', says: 'not as Prettier writes it' },
  ],
  lint: [
    {
      file: 'protocol/planted-clock.ts',
      text: 'export const now = () => Date.now();\nexport const day = () => new Date();\n',
      says: 'no-restricted-properties',
    },
    {
      file: 'ui/pure/planted-outside.ts',
      text: "import { readFileSync } from 'node:fs';\nexport const a = () => [Math.random(), process.pid, readFileSync('x')];\n",
      says: 'no-restricted-imports',
    },
    {
      file: 'ingest-server/planted-promise.ts',
      text: 'async function act(): Promise<void> {\n  await Promise.resolve();\n}\nexport function go(): void {\n  act();\n}\n',
      says: '@typescript-eslint/no-floating-promises',
    },
    {
      file: 'ingest-server/planted-switch.ts',
      text: "export function say(is: 'a' | 'b'): string {\n  switch (is) {\n    case 'a':\n      return 'a';\n  }\n  return '';\n}\n",
      says: '@typescript-eslint/switch-exhaustiveness-check',
    },
    {
      file: 'ingest-server/planted-any.ts',
      text: "export const a: any = 1;\nconsole.log('a');\n",
      says: '@typescript-eslint/no-explicit-any',
    },
    {
      file: 'ingest-server/sfu/planted-builder.ts',
      text: "import { createPlanted } from '../log/index.ts';\nexport const log = createPlanted();\n",
      says: 'rostrum/rooms-are-built-by-main',
    },
    {
      file: 'ingest-server/sfu/planted-opener.ts',
      text: "import { openPlanted } from '../records/index.ts';\nexport const records = openPlanted();\n",
      says: '"openPlanted" builds another room',
    },
    {
      file: 'ingest-server/sfu/planted-maker.ts',
      text: "import { PlantedLog } from '../log/index.ts';\nexport const log = new PlantedLog();\n",
      says: '"PlantedLog" builds another room',
    },
    {
      file: 'studio/services/planted-electron.ts',
      text: "import { app } from 'electron';\nexport const name = app.name;\n",
      says: 'Only studio/main and studio/preload may import electron',
    },
    { file: 'studio/services/planted-long.ts', text: 'export {};\n'.repeat(351), says: 'max-lines' },
    {
      file: 'viewer-web/PlantedMarkup.svelte',
      text: '<script lang="ts">\n  const rows = [1, 2];\n</script>\n\n{@html rows}\n{#each rows as row}{row}{/each}\n',
      says: 'svelte/require-each-key',
    },
    {
      file: 'viewer-web/PlantedHandler.svelte',
      text: '<script lang="ts">\n  function act() {\n    Promise.resolve();\n  }\n</script>\n\n<button onclick={act}>a</button>\n',
      says: '@typescript-eslint/no-floating-promises',
    },
  ],
  types: [
    { file: 'protocol/planted-type.ts', text: "export const a: number = 'x';\n", says: 'TS2322' },
    { file: 'e2e/planted-type.ts', text: 'document.title = 1;\n', says: 'TS2322' },
  ],
  svelte: [
    {
      file: 'viewer-web/PlantedType.svelte',
      text: '<script lang="ts">\n  const a: number = \'x\';\n</script>\n\n{a}\n',
      says: 'ERROR',
    },
    { file: 'viewer-web/PlantedWarning.svelte', text: '<img src="a.png" />\n', says: 'WARNING' },
  ],
  imports: [
    ...imports('protocol-imports-nothing-of-ours', 'protocol/planted-up.ts', '../ui/index.ts'),
    ...imports('protocol-runs-anywhere', 'protocol/planted-node.ts', 'node:fs'),
    ...imports('ui-imports-only-protocol', 'ui/planted-app.ts', '../studio/services/index.ts'),
    ...imports(
      'studio-imports-only-protocol-and-ui',
      'studio/planted-app.ts',
      '../ingest-server/room/index.ts',
    ),
    ...imports(
      'viewer-imports-only-protocol-and-ui',
      'viewer-web/planted-app.ts',
      '../studio/services/index.ts',
    ),
    ...imports(
      'dashboard-imports-only-protocol-and-ui',
      'ingest-server/dashboard/planted.ts',
      '../room/index.ts',
    ),
    ...imports('server-imports-only-protocol', 'ingest-server/room/planted-ui.ts', '../../ui/index.ts'),
    ...imports(
      'a-room-is-entered-by-its-door',
      'ingest-server/room/planted-door.ts',
      '../log/planted-inside.ts',
    ),
    ...imports('nobody-imports-an-entry', 'ingest-server/room/planted-entry.ts', '../main.ts'),
    ...imports('pure-imports-only-pure-and-protocol', 'ui/pure/planted-shell.ts', '../planted-app.ts'),
    ...imports('pure-does-no-io', 'ui/pure/planted-io.ts', 'node:os'),
    ...imports('pure-uses-no-library', 'ingest-server/room/pure/planted-library.ts', 'ws'),
    ...imports('only-the-shell-of-electron-knows-electron', 'studio/renderer/planted.ts', 'electron'),
    {
      file: 'protocol/planted-circle-a.ts',
      text: "export type { Planted } from './planted-circle-b.ts';\n",
      says: 'no-cycles: protocol/planted-circle-',
    },
    ...imports('everything-resolves', 'protocol/planted-lost.ts', './nowhere.ts'),
    { file: 'ingest-server/log/planted-inside.ts', text: 'export type Planted = 1;\n', says: '' },
    {
      file: 'protocol/planted-circle-b.ts',
      text: "export type { Planted } from './planted-circle-a.ts';\n",
      says: 'no-cycles: protocol/planted-circle-',
    },
  ],
  unused: [
    { file: 'build/check/planted-unused.ts', text: 'export const a = 1;\n', says: 'Unused files' },
    {
      file: 'build/check/tool.ts',
      text: `${read('build/check/tool.ts')}\nexport const planted = 1;\n`,
      says: 'planted',
    },
    {
      file: 'protocol/package.json',
      text: read('protocol/package.json').replace(
        '"dependencies": {',
        '"dependencies": { "semver": "7.0.0",',
      ),
      says: 'semver',
    },
  ],
  docs: [
    { file: 'docs/planted.md', text: 'See [nothing](nowhere.md).\n', says: 'nowhere.md' },
    { file: 'protocol/planted/SPEC.md', text: '- **PLANT-1** Nothing tests this.\n', says: 'PLANT-1' },
    {
      file: 'protocol/planted/planted.test.ts',
      text: "it('PLANT-2: is no rule', () => undefined);\n",
      says: 'cites PLANT-2, which is no rule',
    },
  ],
};

function read(file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}

/** A type-only import that breaks one clause of the one-way rule. */
function imports(rule: string, file: string, target: string): Plant[] {
  return [
    {
      file,
      text: `import * as planted from '${target}';\nexport type Planted = typeof planted;\n`,
      says: rule,
    },
  ];
}

describe.concurrent('a gate turns red for what is planted, and names it:', () => {
  let tree: TreeCopy;
  beforeAll(() => {
    tree = copyTree(root);
    for (const { file, text } of Object.values(plants).flat()) tree.plant(file, text);
  });
  afterAll(() => tree.remove());

  it.for(gates.map(({ name }) => name))('%s', async (name, { expect }) => {
    const planted = plants[name] ?? [];
    const only = [...new Set(planted.map(({ file }) => file))];
    const result = await runGate(name, tree.root, { only });
    expect(passes(result)).toBe(false);
    expect(result.looked).toBeGreaterThan(0);
    for (const { file, says } of planted) {
      expect.soft(result.output).toContain(file);
      expect.soft(result.output).toContain(says);
    }
  });

  it('every gate has something planted for it', () => {
    expect(Object.keys(plants).sort()).toEqual(gates.map(({ name }) => name).sort());
  });
});

it('a gate that looked at nothing is red, whatever its tool says', () => {
  expect(passes({ ok: true, looked: 0, unit: 'files', output: '' })).toBe(false);
  expect(passes({ ok: true, looked: 1, unit: 'files', output: '' })).toBe(true);
});
