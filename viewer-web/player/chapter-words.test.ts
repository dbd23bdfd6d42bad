import type { ChapterName } from '@rostrum/protocol/room';
import { applyLanguage } from '@rostrum/ui/language';
import { expect, test, vi } from 'vitest';
import { chapterWords } from './chapter-words.ts';

vi.stubGlobal('document', { documentElement: { lang: '' } });
vi.stubGlobal('navigator', { languages: [] });

test.each([
  [{ is: 'beginning' }, 'Beginning', 'Anfang'],
  [{ is: 'titled', title: 'Good morning' }, 'Good morning', 'Good morning'],
  [{ is: 'slide', page: 3 }, 'Slide 3', 'Folie 3'],
  [{ is: 'slide', page: 3, title: 'Light' }, 'Light', 'Light'],
  [{ is: 'poll', question: 'Which?' }, 'Poll: Which?', 'Umfrage: Which?'],
  [{ is: 'break' }, 'Break', 'Pause'],
  [{ is: 'after-break' }, 'After the break', 'Nach der Pause'],
  [{ is: 'scene', shows: 'camera' }, 'Camera', 'Kamera'],
  [{ is: 'scene', shows: 'guests' }, 'Guests', 'Gäste'],
  [{ is: 'scene', shows: 'slides' }, 'Slides', 'Folien'],
  [{ is: 'scene', shows: 'screen' }, 'Screen', 'Bildschirm'],
  [{ is: 'scene', shows: 'board' }, 'Whiteboard', 'Tafel'],
  [{ is: 'own-scene', title: 'Bench' }, 'Bench', 'Bench'],
] satisfies [ChapterName, string, string][])('a chapter like %j is %s', (name, english, german) => {
  applyLanguage('en');
  expect(chapterWords(name)).toBe(english);
  applyLanguage('de');
  expect(chapterWords(name)).toBe(german);
});
