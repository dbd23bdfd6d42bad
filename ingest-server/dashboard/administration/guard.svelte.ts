/** What is written and not saved: nobody loses it by a click beside it. */
export class Guard {
  /** Forms with something in them; only asked for when somebody wants to go. */
  #holders: readonly symbol[] = [];
  /** Where somebody wants to go who has not saved yet. */
  #wanted: (() => void) | undefined = $state.raw();

  get isHeld(): boolean {
    return this.#holders.length > 0;
  }

  get isAsking(): boolean {
    return this.#wanted !== undefined;
  }

  hold(form: symbol, isHeld: boolean): void {
    const others = this.#holders.filter((each) => each !== form);
    this.#holders = isHeld ? [...others, form] : others;
  }

  /** Nothing that is written is to be kept. */
  release(): void {
    this.#holders = [];
  }

  /** Goes at once, or after whoever wrote has said that it may be lost. */
  pass(go: () => void): void {
    if (this.isHeld) this.#wanted = go;
    else go();
  }

  stay(): void {
    this.#wanted = undefined;
  }

  leave(): void {
    const go = this.#wanted;
    this.#wanted = undefined;
    this.release();
    go?.();
  }
}
