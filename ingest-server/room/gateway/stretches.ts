import type { Event, View } from '@rostrum/protocol/room';
import type { Recent } from '../recent.ts';
import type { Listener } from './listener.ts';
import { textFrame } from './pure/frames.ts';
import { tell } from './pure/tell.ts';

type OwnChange = Extract<Event, { type: 'person.role-set' | 'person.removed' }>;

/** What was logged between two moments, as frames for those who listen. */
export interface Stretch {
  /** Undefined where they are told nothing of it. */
  frameFor(listener: Pick<Listener, 'view' | 'personId'>): Buffer | undefined;
  /** What changes somebody's part in the class. */
  readonly changes: readonly OwnChange[];
}

/** Those who were told before lie a few rounds behind at most; beginnings that nobody needs any more are forgotten. */
const BEGINNINGS_KEPT = 64;

/** Builds what is to be told once for all who were told equally far before. */
export class Stretches {
  readonly #recent: Recent;
  /** Up to which events somebody was told, ascending. */
  #beginnings: number[];
  #headSeq: number;
  readonly #toHead = new Map<number, Stretch>();

  constructor(recent: Recent, headSeq: number) {
    this.#recent = recent;
    this.#beginnings = [headSeq];
    this.#headSeq = headSeq;
  }

  /** May begin a little earlier: of thousands who came in one after the other, each would need their own otherwise. */
  get(through: number, headSeq: number): Stretch {
    if (headSeq !== this.#headSeq) this.#moveTo(headSeq);
    const beginning = this.#beginnings.findLast((seq) => seq <= through) ?? through;
    const kept = this.#toHead.get(beginning);
    if (kept) return kept;
    const stretch = createStretch(this.#recent, beginning);
    this.#toHead.set(beginning, stretch);
    return stretch;
  }

  #moveTo(headSeq: number): void {
    this.#toHead.clear();
    this.#headSeq = headSeq;
    this.#beginnings.push(headSeq);
    if (this.#beginnings.length > BEGINNINGS_KEPT) this.#beginnings.shift();
  }
}

function createStretch(recent: Recent, beginning: number): Stretch {
  const told = recent.after(beginning);
  const { shared, own, hasOwners } = tell(told);
  const frames: Record<View, Buffer | undefined> = {
    class: shared.class === undefined ? undefined : textFrame(shared.class),
    staff: shared.staff === undefined ? undefined : textFrame(shared.staff),
  };
  return {
    frameFor({ view, personId }) {
      const text = hasOwners ? own(view, personId) : undefined;
      return text === undefined ? frames[view] : textFrame(text);
    },
    changes: told.flatMap(({ event }) =>
      event.type === 'person.role-set' || event.type === 'person.removed' ? event : [],
    ),
  };
}
