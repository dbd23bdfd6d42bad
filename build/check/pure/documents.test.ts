import { describe, expect, it } from 'vitest';
import { citedIds, relativeLinks, ruleIds } from './documents.ts';

describe('links', () => {
  it('into the repository are found, in every way Markdown has', () => {
    const text = [
      'See [the map](docs/map.md), ![a picture](<docs/a.png> "with a title") and [a part](docs/map.md#part).',
      '<img src="docs/b.png" width="400">',
      '[defined]: docs/c.md',
    ].join('\n');
    expect(relativeLinks(text)).toEqual([
      'docs/map.md',
      'docs/a.png',
      'docs/map.md',
      'docs/c.md',
      'docs/b.png',
    ]);
  });

  it('to other places, within a page or in code are none of ours', () => {
    const text =
      '[web](https://example.org) [mail](mailto:a@b.c) [here](#part) `[x](y.md)`\n```\n[x](z.md)\n```\n';
    expect(relativeLinks(text)).toEqual([]);
  });
});

describe('rules', () => {
  it('of a specification open their line', () => {
    const text =
      '# Rooms\n\n- **ROOM-7** Nobody speaks twice, see ROOM-1.\n### HLS-12 Parts\n| LOG-3 | text |\n';
    expect(ruleIds(text)).toEqual(['ROOM-7', 'HLS-12', 'LOG-3']);
  });

  it('are cited by titles, and a mention elsewhere is no test', () => {
    const source = [
      '// ROOM-1 is tested elsewhere',
      "it('ROOM-7: nobody speaks twice', () => {});",
      'describe("HLS-12", () => {});',
      'it.each([1, 2])(`LOG-3 keeps %s`, () => {});',
      "const text = 'ROOM-2';",
    ].join('\n');
    expect(citedIds(source)).toEqual(['ROOM-7', 'HLS-12', 'LOG-3']);
  });
});
