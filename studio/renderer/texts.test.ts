import { applyLanguage } from '@rostrum/ui/language';
import { expect, test, vi } from 'vitest';
import { copyOf, untranslated } from '../../ui/test-untranslated.ts';
import { texts as board } from '../../ui/board/texts.ts';
import { texts as polls } from '../../ui/polls/texts.ts';
import { texts as shared } from '../../ui/texts.ts';

vi.stubGlobal('document', { documentElement: { lang: '' } });
vi.stubGlobal('navigator', { languages: [] });

const folders = import.meta.glob<Record<string, object>>(
  ['./texts.ts', './*/texts.ts', './*/*-texts.ts', '!./slides/page-texts.ts'],
  { eager: true },
);
const words = {
  '@rostrum/ui': shared,
  '@rostrum/ui/board': board,
  '@rostrum/ui/polls': polls,
  ...Object.fromEntries(
    Object.entries(folders).map(([file, exported]) => [file, Object.values(exported)[0] as object]),
  ),
};

/** Looked at, one by one: the same word in both languages, a name, a figure or a sign. */
const SAME: Readonly<Record<string, readonly string[]>> = {
  '@rostrum/ui': ['productName'],
  '@rostrum/ui/board': ['tools.ellipse', 'tools.text', 'colours.orange'],
  './control-room/texts.ts': ['panels.chat', 'questions.answered'],
  './mixer/texts.ts': ['gainValue'],
  './recorder/texts.ts': ['form.mp4', 'exports.running'],
  './scenes/texts.ts': [
    ...['keys.list.0.0', 'overlays.names.logo', 'overlays.name'],
    ...['picture.sizes.720p', 'picture.sizes.1080p'],
  ],
  './sign-in/texts.ts': ['gate.server', 'link.placeholder', 'classes.who'],
  './slides/texts.ts': ['dismiss'],
  './texts.ts': ['title', 'studio', 'health.ms', 'health.percent', 'health.unknown'],
};

test.each(Object.entries(words))('what %s says in German is not what it says in English', (file, its) => {
  applyLanguage('en');
  const english = copyOf(its);
  applyLanguage('de');
  expect(untranslated(english, its)).toEqual(SAME[file] ?? []);
});

test('every folder of the studio that has words is among them', () => {
  expect(Object.keys(words).length).toBeGreaterThanOrEqual(11);
});
