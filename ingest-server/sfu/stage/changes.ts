import type { PersonId } from '@rostrum/protocol/room';
import type { Circle } from '../pure/stage-flow.ts';

interface Viewer {
  places: number;
  /** What they look at, in short. */
  circles: string;
  movedAt: number;
}

interface Speaker {
  readonly personId: PersonId;
  readonly at: number;
}

/** When what there is in each circle changed last, so that those alone are told anew who look at it. */
export class Changes {
  readonly #circlesOf: (personId: PersonId) => readonly Circle[];
  readonly #changedAt = new Map<Circle, number>();
  readonly #speakers = new Map<Circle, Speaker>();
  readonly #viewers = new Map<PersonId, Viewer>();
  readonly #waiting = new Set<() => void>();
  /** Counts every change, wherever it is. */
  #last = 1;

  constructor(circlesOf: (personId: PersonId) => readonly Circle[]) {
    this.#circlesOf = circlesOf;
  }

  /** Somebody looks on from now on, perhaps in several places; the function returned ends it in this one. */
  open(personId: PersonId): () => void {
    const viewer = this.#viewers.get(personId) ?? { places: 0, circles: this.#seenBy(personId), movedAt: 0 };
    this.#viewers.set(personId, viewer);
    viewer.places += 1;
    let isOpen = true;
    return () => {
      if (!isOpen) return;
      isOpen = false;
      viewer.places -= 1;
      if (viewer.places === 0) this.#viewers.delete(personId);
    };
  }

  tell(circles: Iterable<Circle>): void {
    for (const circle of circles) this.#changedAt.set(circle, (this.#last += 1));
    this.#wake();
  }

  tellSpeaker(circle: Circle, personId: PersonId): void {
    if (this.#speakers.get(circle)?.personId === personId) return;
    this.tell([circle]);
    this.#speakers.set(circle, { personId, at: this.#last });
  }

  /** Whoever spoke last is somewhere else. */
  forgetSpeaker(circle: Circle, personId: PersonId): void {
    if (this.#speakers.get(circle)?.personId === personId) this.#speakers.delete(circle);
  }

  /** Of several circles whoever spoke last in any. */
  speakerIn(circles: readonly Circle[]): PersonId | undefined {
    const speakers = circles.flatMap((circle) => this.#speakers.get(circle) ?? []);
    return speakers.sort((a, b) => b.at - a.at)[0]?.personId;
  }

  /** Whoever looks at other circles than before is told of all that is there. */
  follow(): void {
    for (const [personId, viewer] of this.#viewers) {
      const circles = this.#seenBy(personId);
      if (circles === viewer.circles) continue;
      viewer.circles = circles;
      viewer.movedAt = this.#last += 1;
    }
    this.#wake();
  }

  /** Another one whenever this person would be told of something else. */
  versionFor(personId: PersonId): number {
    const changes = this.#circlesOf(personId).map((circle) => this.#changedAt.get(circle) ?? 1);
    return Math.max(1, this.#viewers.get(personId)?.movedAt ?? 1, ...changes);
  }

  /** Resolves when there is another version for them, or with `signal`. */
  async after(personId: PersonId, version: number | undefined, signal: AbortSignal): Promise<void> {
    while (version === this.versionFor(personId) && !signal.aborted) {
      await new Promise<void>((resolve) => {
        const end = () => {
          this.#waiting.delete(end);
          signal.removeEventListener('abort', end);
          resolve();
        };
        this.#waiting.add(end);
        signal.addEventListener('abort', end);
      });
    }
  }

  #seenBy(personId: PersonId): string {
    return this.#circlesOf(personId).join(' ');
  }

  #wake(): void {
    for (const end of [...this.#waiting]) end();
  }
}
