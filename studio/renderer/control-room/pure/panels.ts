export const PANELS = ['chat', 'questions', 'polls', 'people', 'class'] as const;
export type Panel = (typeof PANELS)[number];

/** Where the keyboard leads from one tab, as in any list of tabs; undefined where the key means nothing there. */
export function panelByKey(from: Panel, key: string): Panel | undefined {
  const place = PANELS.indexOf(from);
  const at = (index: number) => PANELS[(index + PANELS.length) % PANELS.length];
  switch (key) {
    case 'ArrowRight':
      return at(place + 1);
    case 'ArrowLeft':
      return at(place - 1);
    case 'Home':
      return at(0);
    case 'End':
      return at(-1);
    default:
      return undefined;
  }
}
