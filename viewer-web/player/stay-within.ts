import { tick } from 'svelte';

/** To be called before the page changes: where that takes away what has the focus here, the focus goes to what is left. */
export function stayWithin(element: HTMLElement | undefined): void {
  if (!element?.contains(document.activeElement)) return;
  void tick().then(() => {
    if (document.activeElement !== document.body) return;
    element.querySelector<HTMLElement>('button:enabled')?.focus({ preventScroll: true });
  });
}
