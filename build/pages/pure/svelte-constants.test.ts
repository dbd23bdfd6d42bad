import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { withConstants } from './svelte-constants.ts';

const svelte = dirname(createRequire(import.meta.url).resolve('svelte/package.json'));

it.each([
  ['src/internal/client/dom/hydration.js', ['hydrating']],
  ['src/internal/flags/index.js', ['async_mode_flag', 'legacy_mode_flag', 'tracing_mode_flag']],
])('%s says for good what never changes', async (file, names) => {
  const place = join(svelte, file);
  const text = withConstants(place, await readFile(place, 'utf8')) ?? '';
  for (const name of names) {
    expect(text).toContain(`export const ${name} = false;`);
    expect(text).not.toMatch(new RegExp(`[^.\\w]${name} = (?!false)`));
  }
});

it('no element that attributes are spread on is a select', async () => {
  const place = join(svelte, 'src/internal/client/dom/elements/attributes.js');
  const text = withConstants(place, await readFile(place, 'utf8')) ?? '';
  expect(text).toContain('is_select = false;');
  expect(text).not.toContain('nodeName === SELECT_TAG');
});

it('nothing in markup is waited for', async () => {
  const place = join(svelte, 'src/internal/client/reactivity/async.js');
  const text = withConstants(place, await readFile(place, 'utf8')) ?? '';
  expect(text).toContain('if (true) {\n\t\tfn(deriveds);\n\t\treturn;');
});

it('no style is parsed', async () => {
  const place = join(svelte, 'src/internal/shared/attributes.js');
  const text = withConstants(place, await readFile(place, 'utf8')) ?? '';
  expect(text).toContain('if (false) {\n\t\t\t// strip comments');
});

it('leaves every other module as it is, and refuses one that it doesn’t know any more', () => {
  expect(withConstants('/svelte/src/internal/client/runtime.js', 'let a;')).toBeUndefined();
  expect(() => withConstants('/svelte/src/internal/flags/index.js', 'let a;')).toThrow('async_mode_flag');
});
