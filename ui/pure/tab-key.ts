/** Where the keyboard leads from one tab, as in any list of tabs; undefined where the key means nothing there. */
export function tabByKey<T>(tabs: readonly T[], from: T, key: string): T | undefined {
  const place = tabs.indexOf(from);
  switch (key) {
    case 'ArrowRight':
      return tabs[(place + 1) % tabs.length];
    case 'ArrowLeft':
      return tabs.at(place - 1);
    case 'Home':
      return tabs[0];
    case 'End':
      return tabs.at(-1);
    default:
      return undefined;
  }
}
