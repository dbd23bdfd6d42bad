import type { BoardInk } from '@rostrum/protocol/room';
import type * as Y from 'yjs';
import { applyTo, foldUpdates, wholeOf } from './updates.ts';

/**
 * One board of a class as a document, made when it is first asked for and kept up with what is drawn. It may be
 * ahead of the log by what is being written: what was not written after all makes it begin anew.
 */
export class BoardDoc {
  readonly #handleLeftOut: (count: number) => void;
  #doc: Y.Doc | undefined;
  /** What it is made of, for telling whether it is the board that is asked for. */
  #updates: string[] = [];

  constructor(handleLeftOut: (count: number) => void) {
    this.#handleLeftOut = handleLeftOut;
  }

  /** Throws where no page with this board could take it up. */
  take({ updates }: BoardInk, update: string): void {
    const doc = this.#follow(updates);
    try {
      applyTo(doc, update);
    } catch (error) {
      // Half of it may be in the document.
      this.close();
      throw error;
    }
    this.#updates.push(update);
  }

  /** The board as one update, which is written in place of what it was made of. */
  checkpoint({ updates }: BoardInk): string {
    const whole = wholeOf(this.#follow(updates));
    this.#updates = [whole];
    return whole;
  }

  /** The board as it is in the log, where this may be ahead of it. */
  whole({ updates }: BoardInk): string {
    if (this.#updates.length <= updates.length) return wholeOf(this.#follow(updates));
    const { doc } = foldUpdates(updates);
    try {
      return wholeOf(doc);
    } finally {
      doc.destroy();
    }
  }

  /** It begins anew when it is asked again. */
  close(): void {
    this.#doc?.destroy();
    this.#doc = undefined;
    this.#updates = [];
  }

  #follow(updates: readonly string[]): Y.Doc {
    const had = this.#updates;
    const doc = this.#doc;
    if (doc && had.length <= updates.length && had.every((update, i) => update === updates[i])) {
      // Drawn at another server: it was tried there.
      const missing = updates.slice(had.length);
      try {
        for (const update of missing) applyTo(doc, update);
        had.push(...missing);
        return doc;
      } catch {
        // Written before such were refused: the fold leaves it out.
      }
    }
    doc?.destroy();
    const folded = foldUpdates(updates);
    if (folded.leftOut > 0) this.#handleLeftOut(folded.leftOut);
    this.#updates = [...updates];
    return (this.#doc = folded.doc);
  }
}
