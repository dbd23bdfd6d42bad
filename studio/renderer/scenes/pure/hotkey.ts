/** Where a key goes when nobody takes it: into a field, to a control that has its own use for it, or nowhere. */
export type KeyTarget = 'field' | 'button' | 'page';

export interface KeyFacts {
  key: string;
  isModified: boolean;
  isShifted: boolean;
  isRepeated: boolean;
  /** Something nearer to the key's target has used it already. */
  isTaken: boolean;
  target: KeyTarget;
}

export type Hotkey = { do: 'choose'; number: number } | { do: 'cut' } | { do: 'fade' };

export function hotkeyOf(facts: KeyFacts): Hotkey | undefined {
  const { key, isModified, isShifted, isRepeated, isTaken, target } = facts;
  if (isTaken || isModified || isRepeated || target === 'field') return undefined;
  if (!isShifted && /^[1-9]$/.test(key)) return { do: 'choose', number: Number(key) };
  // A button is pressed by Enter, and nothing else may happen by it.
  if (key !== 'Enter' || target === 'button') return undefined;
  return isShifted ? { do: 'fade' } : { do: 'cut' };
}
