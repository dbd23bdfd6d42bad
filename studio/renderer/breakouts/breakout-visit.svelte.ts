import {
  type BreakoutInside,
  type BreakoutTold,
  type BreakoutsState,
  type PersonId,
  type Refusal,
  breakoutOf,
  foldBreakoutInside,
  noBreakoutInside,
} from '@rostrum/protocol/room';
import type { Received } from '@rostrum/ui/stage';
import { type Voice, voicesIn } from './pure/in-room.ts';

/** What comes in of everybody whom the instructor gets, on the stage or in the room. */
export interface VisitStage {
  readonly received: readonly Received[];
  readonly speaker: PersonId | undefined;
  readonly unheard: Refusal | string | undefined;
}

export interface VisitOptions {
  readonly stage: VisitStage;
  /** The instructor's own, in the programme. */
  readonly microphone: { takeAside(): void; bringBack(): void };
  readonly voices: { set(voices: readonly Voice<MediaStreamTrack>[]): void };
  /** What is told in the room alone; the function returned ends it. */
  readonly openRoom: (listener: (told: BreakoutTold) => void) => () => void;
}

/** A look into a breakout room, as reactive values: meanwhile the instructor is heard there, and not by the class. */
export class BreakoutVisit {
  /** Undefined: they are with the class. */
  breakoutId: string | undefined = $state.raw();
  inside: BreakoutInside = $state.raw(noBreakoutInside);

  readonly #options: VisitOptions;
  #closeRoom: (() => void) | undefined;

  constructor(options: VisitOptions) {
    this.#options = options;
  }

  get stage(): VisitStage {
    return this.#options.stage;
  }

  /** The room's word, and what comes in; without `you` nobody is anywhere. */
  follow(breakouts: BreakoutsState, you: PersonId | undefined): void {
    const before = this.breakoutId;
    this.breakoutId = you === undefined ? undefined : breakoutOf(breakouts, you);
    const { stage, voices, microphone, openRoom } = this.#options;
    const isVisiting = this.breakoutId !== undefined;
    voices.set(this.breakoutId === undefined ? [] : voicesIn(stage.received, breakouts, this.breakoutId));
    if (isVisiting === (before !== undefined)) return;
    if (isVisiting) {
      microphone.takeAside();
      this.#closeRoom = openRoom((told) => (this.inside = foldBreakoutInside(this.inside, told)));
    } else {
      microphone.bringBack();
      this.#closeRoom?.();
      this.inside = noBreakoutInside;
    }
  }

  close(): void {
    if (this.breakoutId === undefined) return;
    this.breakoutId = undefined;
    this.#options.voices.set([]);
    this.#closeRoom?.();
  }
}
