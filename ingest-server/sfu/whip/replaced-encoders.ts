import type { ClassId } from '@rostrum/protocol/room';
import { isHeldBack } from '../pure/taking-over.ts';

export interface ReplacedEncodersOptions {
  isOnAir(classId: ClassId): boolean;
  now(): number;
}

/** The encoders that a studio took a class over from, each by its owner: a key that is made anew is another. */
export class ReplacedEncoders {
  readonly #options: ReplacedEncodersOptions;
  readonly #replaced = new Map<string, { classId: ClassId; sinceMs: number }>();

  constructor(options: ReplacedEncodersOptions) {
    this.#options = options;
  }

  add(classId: ClassId, owner: string): void {
    this.#forgetOver();
    this.#replaced.set(owner, { classId, sinceMs: this.#options.now() });
  }

  /** Nothing of this class is on air any more: only now its encoders begin to wait. */
  handleGone(classId: ClassId): void {
    const sinceMs = this.#options.now();
    for (const replaced of this.#replaced.values())
      if (replaced.classId === classId) replaced.sinceMs = sinceMs;
  }

  has(owner: string): boolean {
    this.#forgetOver();
    return this.#replaced.has(owner);
  }

  #forgetOver(): void {
    const { isOnAir, now } = this.#options;
    for (const [owner, { classId, sinceMs }] of this.#replaced)
      if (!isOnAir(classId) && !isHeldBack(sinceMs, now())) this.#replaced.delete(owner);
  }
}
