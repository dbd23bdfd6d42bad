/*
 * What Svelte's runtime asks itself at every step, and what is known of a page as it is built: it was not made by a server, so
 * nothing of it is to be hydrated; every component is written in runes; awaiting in markup is not turned on. Said as
 * constants, the bundler leaves out what stands behind each question.
 */

interface Known {
  /** Ends the address of the module. */
  readonly module: string;
  readonly constants: readonly string[];
}

const known: readonly Known[] = [
  { module: '/svelte/src/internal/client/dom/hydration.js', constants: ['hydrating'] },
  {
    module: '/svelte/src/internal/flags/index.js',
    constants: ['async_mode_flag', 'legacy_mode_flag', 'tracing_mode_flag'],
  },
];

/** The module with these as constants; undefined where it holds none of them. */
export function withConstants(id: string, source: string): string | undefined {
  const found = known.find(({ module }) => id.split('?')[0]?.endsWith(module));
  return found?.constants.reduce((text, name) => {
    const declared = `export let ${name} = false;`;
    if (!text.includes(declared)) throw new Error(`Svelte is not as it was: ${name} in ${found.module}`);
    return text
      .replace(declared, `export const ${name} = false;`)
      .replace(new RegExp(`^\\t+${name} = \\w+;\\n`, 'gm'), '');
  }, source);
}
