import { type Place, addressOf, placeOf } from './pure/place.ts';

/** Where somebody is, as the address says. Back and forward are the browser's, and each place is scrolled as it was left. */
export class PlaceNow {
  #place: Place = $state.raw(placeOf(location.hash) ?? { is: 'classes' });
  /** By address. */
  readonly #scrolled: Record<string, number> = {};

  constructor() {
    history.scrollRestoration = 'manual';
  }

  get place(): Place {
    return this.#place;
  }

  /** The address has changed; one that names no place changes nothing. */
  follow(): void {
    // Without a fragment is where everybody begins: one goes back to it.
    const next = location.hash.length > 1 ? placeOf(location.hash) : ({ is: 'classes' } as const);
    if (next) this.#place = next;
  }

  /** How far the place of the moment is scrolled. */
  noteScroll(): void {
    this.#scrolled[addressOf(this.#place)] = scrollY;
  }

  /** Once the place is on the page. */
  scrollAsLeft(): void {
    scrollTo(0, this.#scrolled[addressOf(this.#place)] ?? 0);
  }
}
