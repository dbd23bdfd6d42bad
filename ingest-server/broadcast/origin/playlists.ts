import { type Content, playlistContent } from './answer.ts';

interface Made {
  /** What it was made from. */
  readonly basis: readonly unknown[];
  readonly content: Content;
}

/** Playlists as they were written last: whoever asks is given the same body until what it was made from changes. */
export class Playlists {
  /** Those used last at the end. */
  readonly #made = new Map<string, Made>();
  readonly #keepBytes: number;
  #bytes = 0;

  constructor(keepBytes = Number.POSITIVE_INFINITY) {
    this.#keepBytes = keepBytes;
  }

  take(key: string, basis: readonly unknown[], write: () => string): Content;
  /** Undefined where there is nothing to write yet. */
  take(key: string, basis: readonly unknown[], write: () => string | undefined): Content | undefined;
  take(key: string, basis: readonly unknown[], write: () => string | undefined): Content | undefined {
    const known = this.#made.get(key);
    this.#forget(key);
    if (known && isSame(known.basis, basis)) return this.#keep(key, known);
    const text = write();
    return text === undefined ? undefined : this.#keep(key, { basis, content: playlistContent(text) });
  }

  #keep(key: string, made: Made): Content {
    this.#made.set(key, made);
    this.#bytes += made.content.bytes;
    for (const oldest of this.#made.keys()) {
      if (this.#bytes <= this.#keepBytes) break;
      this.#forget(oldest);
    }
    return made.content;
  }

  #forget(key: string): void {
    this.#bytes -= this.#made.get(key)?.content.bytes ?? 0;
    this.#made.delete(key);
  }
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((part, i) => part === other[i]);
}
