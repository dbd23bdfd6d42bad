import { expect, it } from 'vitest';
import { nextThemeChoice, parseThemeChoice, themeChoices } from './theme-choice.ts';

it('goes through every theme and back to the first', () => {
  expect(themeChoices.map(nextThemeChoice)).toEqual([...themeChoices.slice(1), themeChoices[0]]);
});

it.each([undefined, '', 'purple'])('takes the system’s theme when what was kept is %s', (stored) => {
  expect(parseThemeChoice(stored)).toBe('system');
});
