import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { defineConfig } from 'vite';

const here = import.meta.dirname;
// Electron brings its own Node; everything else is bundled, so that the package needs no node_modules.
const external = ['electron', ...builtinModules, ...builtinModules.map((name) => `node:${name}`)];

const buildOf = (entry: string, file: string, format: 'es' | 'cjs', emptyOutDir: boolean) => ({
  resolve: { noExternal: true as const, conditions: ['node', 'import', 'default'] },
  build: {
    outDir: join(here, 'dist'),
    emptyOutDir,
    target: 'node24',
    minify: false,
    lib: { entry: join(here, entry), formats: [format], fileName: () => file },
    rolldownOptions: { external },
  },
});

/** Electron's two sides: the main process as a module, the preload as CommonJS, which its sandbox asks for. */
export default defineConfig({
  root: here,
  publicDir: false,
  builder: {
    async buildApp(builder) {
      for (const name of ['main', 'preload']) {
        const environment = builder.environments[name];
        if (environment) await builder.build(environment);
      }
    },
  },
  environments: {
    main: { consumer: 'server', ...buildOf('main/main.ts', 'main.js', 'es', true) },
    preload: { consumer: 'server', ...buildOf('preload/preload.ts', 'preload.cjs', 'cjs', false) },
  },
});
