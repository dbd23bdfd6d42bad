/** A screen or window that was chosen; the page has to ask for it soon, and gets it once. */
export interface ScreenChoice {
  readonly id: string;
  readonly withSound: boolean;
  readonly atMs: number;
}

const VALID_MS = 30_000;

/** What the page is given when it asks for a screen; undefined where nobody has chosen any just now. */
export function choiceFor(choice: ScreenChoice | undefined, nowMs: number): ScreenChoice | undefined {
  return choice && nowMs - choice.atMs <= VALID_MS ? choice : undefined;
}

/** Whether what the system says of a permission keeps the list of screens from being asked for. */
export function blockedBy(platform: string, status: string): 'denied' | 'restricted' | undefined {
  // Elsewhere nothing has to be allowed first, or the system asks by itself.
  if (platform !== 'darwin') return undefined;
  return status === 'denied' || status === 'restricted' ? status : undefined;
}

/** Our own window is no use to anybody, and shows a corridor of mirrors; nameless ones can't be told apart. */
export function isWorthSharing(source: { id: string; name: string }, ownId: string | undefined): boolean {
  return source.id !== ownId && source.name.trim() !== '';
}

/** Only Windows gives the sound of the whole system. */
export function canShareSound(platform: string): boolean {
  return platform === 'win32';
}
