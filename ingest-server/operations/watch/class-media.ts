import type { OverviewClass } from '@rostrum/protocol/http';

export type Media = Pick<OverviewClass, 'ingest' | 'broadcast'>;

/** What was said longer ago says nothing of now. */
const COUNTS_FOR_MS = 5_000;

/** What the media part says of one class: a worker that doesn't answer holds nobody up. */
export class ClassMedia {
  readonly #ask: () => Promise<Media>;
  #isAsked = false;
  #known: { media: Media; at: number } = { media: {}, at: -Infinity };

  constructor(ask: () => Promise<Media>) {
    this.#ask = ask;
  }

  /** Resolves when it was answered, at once where an earlier question waits for its answer; rejects with it. */
  async read(now: () => number): Promise<void> {
    if (this.#isAsked) return;
    this.#isAsked = true;
    try {
      this.#known = { media: await this.#ask(), at: now() };
    } finally {
      this.#isAsked = false;
    }
  }

  at(now: number): Media {
    return now - this.#known.at < COUNTS_FOR_MS ? this.#known.media : {};
  }
}
