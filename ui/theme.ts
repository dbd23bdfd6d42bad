import { type ThemeChoice, parseThemeChoice } from './pure/theme-choice.ts';
import { readStored, writeStored } from './stored.ts';

const KEY = 'rostrum.theme';

export function storedTheme(): ThemeChoice {
  return parseThemeChoice(readStored('local', KEY));
}

export function chooseTheme(choice: ThemeChoice): void {
  writeStored('local', KEY, choice);
  applyTheme(choice);
}

/** Called before a page is mounted, so that it doesn't flash in the other theme. */
export function applyTheme(choice: ThemeChoice = storedTheme()): void {
  if (choice === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = choice;
}
