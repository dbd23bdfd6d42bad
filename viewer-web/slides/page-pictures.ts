import type { ClassId, SharedId } from '@rostrum/protocol/room';

export interface PagePicturesOptions {
  readonly classId: ClassId;
  /** A token that is good now. */
  readonly askToken: () => Promise<string>;
}

/** A student leafs back and forth: so many stay in memory. */
const KEPT = 30;

/** Pictures of pages as addresses that the page can show, each fetched once. */
export class PagePictures {
  readonly #options: PagePicturesOptions;
  readonly #closing = new AbortController();
  readonly #coming = new Map<SharedId, Promise<string>>();

  constructor(options: PagePicturesOptions) {
    this.#options = options;
  }

  of(fileId: SharedId): Promise<string> {
    const known = this.#coming.get(fileId);
    if (known) return known;
    const coming = this.#fetch(fileId);
    this.#coming.set(fileId, coming);
    // What failed is asked for again the next time.
    coming.catch(() => this.#coming.delete(fileId));
    this.#tidy();
    return coming;
  }

  close(): void {
    this.#closing.abort();
    for (const coming of this.#coming.values()) revoke(coming);
    this.#coming.clear();
  }

  async #fetch(fileId: SharedId): Promise<string> {
    const { classId, askToken } = this.#options;
    const response = await fetch(`/api/classes/${classId}/files/${fileId}`, {
      headers: { authorization: `Bearer ${await askToken()}` },
      signal: this.#closing.signal,
    });
    if (!response.ok) throw new Error(`the picture of a page was refused (${response.status})`);
    return URL.createObjectURL(await response.blob());
  }

  #tidy(): void {
    const [oldest] = this.#coming;
    if (!oldest || this.#coming.size <= KEPT) return;
    this.#coming.delete(oldest[0]);
    revoke(oldest[1]);
  }
}

function revoke(coming: Promise<string>): void {
  coming.then(
    (address) => URL.revokeObjectURL(address),
    // There never was an address.
    () => undefined,
  );
}
