const watched = new WeakMap<Element, (isSeen: boolean) => void>();
let observer: IntersectionObserver | undefined;

/** Tells whether an element is in sight, or soon; one observer for all of them, however many rows there are. */
export function onScreen(call: (isSeen: boolean) => void) {
  return (element: Element) => {
    observer ??= new IntersectionObserver(handleSeen, { rootMargin: '25%' });
    watched.set(element, call);
    observer.observe(element);
    return () => {
      observer?.unobserve(element);
      watched.delete(element);
    };
  };
}

function handleSeen(entries: IntersectionObserverEntry[]): void {
  for (const { target, isIntersecting } of entries) watched.get(target)?.(isIntersecting);
}
