/*
 * What Svelte's runtime asks itself at every step, and what is known of a page as it is built: it was not made by a server, so
 * nothing of it is to be hydrated; every component is written in runes; awaiting in markup is not turned on. Said as
 * constants, the bundler leaves out what stands behind each question. And `{...rest}` stands on buttons, fields and spans
 * alone, never on a `<select>`; and no element has `style:` beside a `style` of its own, which would have to be parsed.
 */

/** Only with what stands behind it is it told from others like it. */
const STYLE_IS_PARSED = 'value) {\n\t\t\t// strip comments';

interface Known {
  /** Ends the address of the module. */
  readonly module: string;
  readonly constants?: readonly string[];
  /** What is asked there, and the answer that it always has. */
  readonly answers?: Readonly<Record<string, boolean>>;
}

const known: readonly Known[] = [
  { module: '/svelte/src/internal/client/dom/hydration.js', constants: ['hydrating'] },
  {
    module: '/svelte/src/internal/flags/index.js',
    constants: ['async_mode_flag', 'legacy_mode_flag', 'tracing_mode_flag'],
  },
  {
    module: '/svelte/src/internal/client/reactivity/async.js',
    answers: { 'async.length === 0 && pending.length === 0': true },
  },
  {
    module: '/svelte/src/internal/client/dom/elements/attributes.js',
    answers: { 'element.nodeName === SELECT_TAG': false, 'element.nodeName === OPTION_TAG': false },
  },
  { module: '/svelte/src/internal/shared/attributes.js', answers: { [STYLE_IS_PARSED]: false } },
];

/** The module with what is known of it said; undefined where nothing is. */
export function withConstants(id: string, source: string): string | undefined {
  const found = known.find(({ module }) => id.split('?')[0]?.endsWith(module));
  if (!found) return undefined;
  const { module, constants = [], answers = {} } = found;
  const expect = (text: string, name: string) => {
    if (!source.includes(text)) throw new Error(`Svelte is not as it was: ${name} in ${module}`);
  };
  const answered = Object.entries(answers).reduce((text, [question, answer]) => {
    expect(question, question);
    return text.replaceAll(question, question.replace(/^[^)]+/, String(answer)));
  }, source);
  return constants.reduce((text, name) => {
    const declared = `export let ${name} = false;`;
    expect(declared, name);
    return text
      .replace(declared, `export const ${name} = false;`)
      .replace(new RegExp(`^\\t+${name} = \\w+;\\n`, 'gm'), '');
  }, answered);
}
