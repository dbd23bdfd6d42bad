import type { Plugin } from 'vite';
import { withConstants } from './pure/svelte-constants.ts';

/** Builds Svelte’s runtime without what this page never does. For pages that are all in runes, and that no server renders. */
export function leanSvelte(): Plugin {
  return {
    name: 'rostrum-lean-svelte',
    apply: 'build',
    transform: {
      filter: { id: /\/svelte\/src\// },
      handler(source, id) {
        const code = withConstants(id, source);
        // It says nowhere that its modules do nothing by themselves: one that is not used would be loaded all the same.
        return { ...(code === undefined ? {} : { code, map: null }), moduleSideEffects: false };
      },
    },
  };
}
