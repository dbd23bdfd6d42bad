import { type GovernorStep, type Load, calmGovernor, govern } from './pure/governor.ts';
import { type LeftOut, leftOut } from './pure/left-out.ts';

interface Named {
  readonly name: string;
}

const nothing: LeftOut = { byAdmin: [], byLoad: [], video: [], can: [] };

/** Which rungs of a stream go out: what the machine can, and what an admin lets. */
export class OfferedRungs {
  readonly #video: readonly Named[];
  readonly #av1: () => readonly Named[];
  #governor = calmGovernor;
  #topRung: string | undefined;
  #basis: readonly unknown[] = [];
  #leftOut: LeftOut = nothing;

  /** `video`: H.264, the top one first. `av1`: none before they are known. */
  constructor(video: readonly Named[], av1: () => readonly Named[]) {
    this.#video = video;
    this.#av1 = av1;
  }

  /** An admin's choice. */
  get topRung(): string | undefined {
    return this.#topRung;
  }

  /** Asked with each playlist: it is worked out when something has changed. */
  get leftOut(): LeftOut {
    const basis = [this.#av1().length, this.#governor.shed, this.#topRung] as const;
    if (!basis.every((value, i) => value === this.#basis[i])) {
      this.#basis = basis;
      const namesOf = (rungs: readonly Named[]) => rungs.map(({ name }) => name);
      const [, shed, topRung] = basis;
      this.#leftOut = leftOut({ video: namesOf(this.#video), av1: namesOf(this.#av1()), shed, topRung });
    }
    return this.#leftOut;
  }

  /** None above this one; undefined: whatever the machine can. False where there is no such rung. */
  limit(name: string | undefined): boolean {
    if (name !== undefined && !this.#video.some((rung) => rung.name === name)) return false;
    this.#topRung = name;
    return true;
  }

  /** A second has passed. */
  govern(load: Load): GovernorStep | undefined {
    const { governor, step } = govern(this.#governor, load, this.leftOut.can);
    this.#governor = governor;
    return step;
  }
}
