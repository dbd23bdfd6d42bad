export type ShortcutAction =
  | 'play'
  | 'sound'
  | 'fullscreen'
  | 'captions'
  | 'back'
  | 'forward'
  | 'louder'
  | 'quieter'
  | 'picture-in-picture'
  | 'live'
  | 'help';

/**
 * Where somebody is: at the picture, on a page that scrolls by keys, on one of the picture’s buttons or sliders, which have
 * keys of their own, or somewhere else, where every key is somebody else’s.
 */
export type KeyPlace = 'picture' | 'page' | 'button' | 'slider' | 'elsewhere';

export interface KeyPress {
  readonly key: string;
  readonly isShifted: boolean;
  /** With Ctrl, Alt or the command key. */
  readonly isCommand: boolean;
  readonly isRepeated: boolean;
}

const LETTERS: Readonly<Record<string, ShortcutAction>> = {
  k: 'play',
  m: 'sound',
  f: 'fullscreen',
  c: 'captions',
  j: 'back',
  l: 'forward',
  p: 'picture-in-picture',
  e: 'live',
  '?': 'help',
};

const OTHERS: Readonly<Record<string, ShortcutAction>> = {
  ' ': 'play',
  ArrowLeft: 'back',
  ArrowRight: 'forward',
  ArrowUp: 'louder',
  ArrowDown: 'quieter',
  End: 'live',
};

const SCROLLS: ReadonlySet<string> = new Set(['ArrowUp', 'ArrowDown', 'End']);

const GOES_ON: ReadonlySet<ShortcutAction> = new Set(['back', 'forward', 'louder', 'quieter']);

/** What a key does, as it is shown to people; a letter first. */
export const shortcutKeys: readonly (readonly [ShortcutAction, readonly string[]])[] = [
  ['play', ['K', ' ']],
  ['back', ['J', 'ArrowLeft']],
  ['forward', ['L', 'ArrowRight']],
  ['live', ['E', 'End']],
  ['sound', ['M']],
  ['louder', ['ArrowUp']],
  ['quieter', ['ArrowDown']],
  ['captions', ['C']],
  ['fullscreen', ['F']],
  ['picture-in-picture', ['P']],
  ['help', ['?']],
];

export function shortcutOf(
  { key, isShifted, isCommand, isRepeated }: KeyPress,
  place: KeyPlace,
  areLettersOn: boolean,
): ShortcutAction | undefined {
  if (isCommand || place === 'elsewhere' || (isShifted && key !== '?')) return undefined;
  const action = (areLettersOn ? ownOf(LETTERS, key.toLowerCase()) : undefined) ?? otherOf(key, place);
  return action && isRepeated && !GOES_ON.has(action) ? undefined : action;
}

function otherOf(key: string, place: KeyPlace): ShortcutAction | undefined {
  const isTaken =
    place === 'slider' || (place === 'button' && key === ' ') || (place === 'page' && SCROLLS.has(key));
  return isTaken ? undefined : ownOf(OTHERS, key);
}

function ownOf(keys: Readonly<Record<string, ShortcutAction>>, key: string): ShortcutAction | undefined {
  return Object.hasOwn(keys, key) ? keys[key] : undefined;
}
