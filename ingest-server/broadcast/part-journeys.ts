import type { Head } from './pure/rendition.ts';

/** A part on its way that somebody follows: each step is named when it is done. */
export interface PartJourney {
  step(name: 'place' | 'answer'): void;
  end(outcome?: string): void;
}

/** Those parts of one programme that are followed, from the transcoder to the first who is sent them. Of most nobody does. */
export class PartJourneys {
  readonly #follow: ((rung: string) => PartJourney | undefined) | undefined;
  readonly #placed = new Map<string, PartJourney>();

  constructor(follow: ((rung: string) => PartJourney | undefined) | undefined) {
    this.#follow = follow;
  }

  /** It has just come; undefined where it isn't followed. */
  begin(rung: string): PartJourney | undefined {
    return this.#follow?.(rung);
  }

  handlePlaced(rung: string, head: Head, journey: PartJourney): void {
    journey.step('place');
    this.#placed.set(nameOf(rung, head), journey);
  }

  /** Somebody was sent it. */
  handleAnswered(rung: string, head: Head): void {
    const journey = this.#take(rung, head);
    journey?.step('answer');
    journey?.end('answered');
  }

  /** It has left the memory. */
  handleGone(rung: string, head: Head): void {
    this.#take(rung, head)?.end('unanswered');
  }

  #take(rung: string, head: Head): PartJourney | undefined {
    if (this.#placed.size === 0) return undefined;
    const name = nameOf(rung, head);
    const journey = this.#placed.get(name);
    this.#placed.delete(name);
    return journey;
  }
}

function nameOf(rung: string, { msn, part }: Head): string {
  return `${rung} ${msn}.${part}`;
}
