import type { PageText } from './pure/page-text.ts';

interface PageTextsOptions {
  pages: number;
  read: (page: number) => Promise<PageText>;
  /** Now and then while the deck is read, and at the end. */
  onRead: (texts: ReadonlyMap<number, string>) => void;
}

export const noTexts: ReadonlyMap<number, string> = new Map();

/** So many pages are read between two words about it: a word for each would draw the search anew each time. */
const PAGES_BETWEEN = 20;

/** The text of every page, read in the background, so that a deck can be searched. */
export class PageTexts {
  readonly #options: PageTextsOptions;
  readonly #read = new Map<number, Promise<PageText>>();
  readonly #texts = new Map<number, string>();
  #isClosed = false;

  constructor(options: PageTextsOptions) {
    this.#options = options;
    void this.#readAll();
  }

  of(page: number): Promise<PageText> {
    let reading = this.#read.get(page);
    if (!reading) {
      reading = this.#options.read(page);
      this.#read.set(page, reading);
      // What failed is tried again when it is asked for again.
      reading.catch(() => this.#read.delete(page));
    }
    return reading;
  }

  close(): void {
    this.#isClosed = true;
  }

  async #readAll(): Promise<void> {
    for (let page = 1; page <= this.#options.pages && !this.#isClosed; page++) {
      await idle();
      try {
        const { text } = await this.of(page);
        this.#texts.set(page, text);
      } catch {
        // A page without text is not found, and shown all the same.
      }
      if (page % PAGES_BETWEEN === 0) this.#tell();
    }
    this.#tell();
  }

  #tell(): void {
    if (!this.#isClosed) this.#options.onRead(new Map(this.#texts));
  }
}

/** When nothing more urgent waits for the page's thread; in a hidden window soon. */
function idle(): Promise<void> {
  return new Promise((resolve) => {
    requestIdleCallback(() => resolve(), { timeout: 200 });
  });
}
