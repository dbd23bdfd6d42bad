import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { type Rolldown, createBuilder } from 'vite';
import { beforeAll, describe, expect, it } from 'vitest';

type Chunk = Rolldown.OutputChunk;

/** What Electron would run, built in memory with the build's own configuration. */
async function build(name: string): Promise<Chunk[]> {
  const builder = await createBuilder({
    configFile: join(import.meta.dirname, '..', 'vite.main.config.ts'),
    logLevel: 'silent',
    build: { write: false },
    environments: { main: { build: { write: false } }, preload: { build: { write: false } } },
  });
  const environment = builder.environments[name];
  if (!environment) throw new Error(`the build knows no ${name}`);
  const built = (await builder.build(environment)) as Rolldown.RolldownOutput | Rolldown.RolldownOutput[];
  return [built].flat().flatMap(({ output }) => output.filter((file) => file.type === 'chunk'));
}

describe('what is built for Electron', () => {
  let main: Chunk[];
  let preload: Chunk[];

  beforeAll(async () => {
    main = await build('main');
    preload = await build('preload');
  });

  it('is one module for the main process, which needs only Electron and Node', () => {
    expect(main.map((chunk) => chunk.fileName)).toEqual(['main.js']);
    for (const name of main[0]?.imports ?? []) {
      expect(name === 'electron' || builtinModules.includes(name.replace('node:', ''))).toBe(true);
    }
  });

  it('is one CommonJS file for the sandboxed preload, which may require only Electron', () => {
    expect(preload.map((chunk) => chunk.fileName)).toEqual(['preload.cjs']);
    const code = preload[0]?.code ?? '';
    expect([...code.matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name)).toEqual(['electron']);
    expect(code).not.toMatch(/^\s*(import|export)\b/m);
  });
});
