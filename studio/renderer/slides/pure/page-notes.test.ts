import { expect, it } from 'vitest';
import { notesOf } from './page-notes.ts';

it('the notes of a page are what was stuck to it, each once; what is drawn on it is not among them', () => {
  expect(
    notesOf([
      { subtype: 'Link', contents: 'https://example.org/' },
      { subtype: 'Text', contents: 'Show the spring.\r\nThen the rope. ' },
      { subtype: 'Popup', contents: 'Show the spring.\nThen the rope.' },
      { subtype: 'Highlight', contents: 'important' },
      { subtype: 'Text', contents: ' ' },
      { subtype: 'Text', contents: 'Ask who surfs.' },
    ]),
  ).toBe('Show the spring.\nThen the rope.\n\nAsk who surfs.');
  expect(notesOf([])).toBe('');
});
