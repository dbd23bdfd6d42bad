import type { Tool } from './tools.ts';

/** What a key does while the board has the focus. */
export type BoardKey =
  | { readonly is: 'tool'; readonly tool: Tool }
  | {
      readonly is:
        'undo' | 'redo' | 'next-page' | 'previous-page' | 'thicker' | 'thinner' | 'write' | 'cancel';
    };

export interface KeyFacts {
  readonly key: string;
  readonly ctrl: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
  /** Somebody types into a field. */
  readonly isTyping: boolean;
  /** Slides or a screen are drawn over: page keys turn those, not the board. */
  readonly isOver: boolean;
}

const toolKeys: Readonly<Record<string, Tool>> = {
  p: 'pen',
  h: 'highlighter',
  e: 'eraser',
  l: 'line',
  a: 'arrow',
  r: 'rectangle',
  o: 'ellipse',
  t: 'text',
  x: 'laser',
};

/** Undefined: not a key of the board's. */
export function boardKeyOf({ key, ctrl, shift, alt, isTyping, isOver }: KeyFacts): BoardKey | undefined {
  if (isTyping || alt) return undefined;
  const letter = key.toLowerCase();
  if (ctrl) {
    if (letter === 'z') return { is: shift ? 'redo' : 'undo' };
    return letter === 'y' && !shift ? { is: 'redo' } : undefined;
  }
  if (letter === 'e' && shift) return { is: 'tool', tool: 'area-eraser' };
  const tool = Object.hasOwn(toolKeys, letter) ? toolKeys[letter] : undefined;
  if (tool && !shift) return { is: 'tool', tool };
  switch (key) {
    case 'PageDown':
      return isOver ? undefined : { is: 'next-page' };
    case 'PageUp':
      return isOver ? undefined : { is: 'previous-page' };
    case ']':
      return { is: 'thicker' };
    case '[':
      return { is: 'thinner' };
    case 'Enter':
      return { is: 'write' };
    case 'Escape':
      return { is: 'cancel' };
    default:
      return undefined;
  }
}
