import { type Content, PLAYLIST_TYPE, textContent } from './answer.ts';

interface Made {
  /** What it was made from. */
  readonly basis: readonly unknown[];
  readonly content: Content;
}

/** Playlists, or captions, as they were written last: the same body until what it was made from changes. */
export class Playlists {
  /** Those used last at the end. */
  readonly #made = new Map<string, Made>();
  readonly #keepBytes: number;
  readonly #type: string;
  #bytes = 0;

  constructor(keepBytes = Number.POSITIVE_INFINITY, type = PLAYLIST_TYPE) {
    this.#keepBytes = keepBytes;
    this.#type = type;
  }

  take(key: string, basis: readonly unknown[], write: () => string): Content;
  /** Undefined where there is nothing to write yet. */
  take(key: string, basis: readonly unknown[], write: () => string | undefined): Content | undefined;
  take(key: string, basis: readonly unknown[], write: () => string | undefined): Content | undefined {
    const known = this.#made.get(key);
    this.#forget(key);
    if (known && isSame(known.basis, basis)) return this.#keep(key, known);
    const text = write();
    if (text === undefined) return undefined;
    return this.#keep(key, { basis, content: textContent(this.#type, text) });
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
