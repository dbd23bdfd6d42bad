import { type BreakoutRoom, type BreakoutsState, type PersonId, breakoutOf } from '@rostrum/protocol/room';
import { tick } from 'svelte';
import { bring } from '../bring.ts';
import type * as breakoutModule from '../breakout/index.ts';

type Parts = typeof breakoutModule;

/** Brings the breakout rooms' part of the page when a class has rooms; until it is there, the lecture goes on. */
export class BreakoutWay {
  parts: Parts | undefined = $state.raw();
  /** The room that the page has become; undefined while it is the lecture's. */
  here: BreakoutRoom | undefined = $state.raw();
  /** Which chat is seen in a room. */
  shows: 'room' | 'class' = $state('room');

  readonly #personId: PersonId;
  #told: BreakoutsState | undefined;
  #isLoading = false;
  readonly #closing = new AbortController();
  #comeBack: (() => void) | undefined;

  constructor(personId: PersonId) {
    this.#personId = personId;
  }

  follow(breakouts: BreakoutsState): void {
    this.#told = breakouts;
    if (breakouts.open && !this.parts) void this.#load();
    this.#see();
  }

  close(): void {
    this.#closing.abort();
  }

  #see(): void {
    const here = this.parts && this.#told && roomOf(this.#told, this.#personId);
    if (here === this.here) return;
    if (here && !this.here) this.#comeBack = placeOnPage();
    const comeBack = here ? undefined : this.#comeBack;
    this.here = here;
    if (comeBack) void tick().then(comeBack);
  }

  async #load(): Promise<void> {
    if (this.#isLoading) return;
    this.#isLoading = true;
    this.parts = await bring(() => import('../breakout/index.ts'), this.#closing.signal);
    if (this.parts) this.#see();
  }
}

function roomOf(breakouts: BreakoutsState, personId: PersonId): BreakoutRoom | undefined {
  const here = breakoutOf(breakouts, personId);
  return breakouts.rooms.find(({ breakoutId }) => breakoutId === here);
}

/** Where somebody is on the page now; called, the function brings them back there. */
function placeOnPage(): () => void {
  const main = document.getElementById('main');
  const focused = document.activeElement;
  const [onPage, inMain] = [window.scrollY, main?.scrollTop ?? 0];
  return () => {
    window.scrollTo({ top: onPage });
    if (main) main.scrollTop = inMain;
    // What had the focus in the room is gone; whoever is in the class's chat stays there.
    if (document.activeElement !== document.body) return;
    const to = focused instanceof HTMLElement && focused !== document.body ? focused : main;
    to?.focus({ preventScroll: true });
  };
}
