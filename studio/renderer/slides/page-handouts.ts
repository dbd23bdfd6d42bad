import type { Outcome } from '@rostrum/protocol/client';
import type { Command, DeckId, SharedId } from '@rostrum/protocol/room';

export interface PageHandoutsOptions {
  /** A page of the deck that is open, as a picture file. */
  picture: (page: number, signal: AbortSignal) => Promise<Blob>;
  /** Brings a picture to the class's files. */
  upload: (picture: Blob, title: string, signal: AbortSignal) => Promise<SharedId>;
  titleOf: (page: number) => Promise<string | undefined>;
  /** Students have this page already, perhaps from before this page was loaded. */
  has: (deckId: DeckId, page: number) => boolean;
  send: (command: Command) => Promise<Outcome>;
  /** Whether the last try came to nothing. */
  onTrouble: (isInTrouble: boolean) => void;
}

export interface ShownPage {
  readonly deckId: DeckId;
  readonly deckTitle: string;
  readonly page: number;
}

/** What is leafed past was not shown. */
const STANDS_FOR_MS = 1_500;
const AGAIN_AFTER_MS = 10_000;

/** Gives students a picture of each page that stood in the lecture, one after the other, for as long as it may. */
export class PageHandouts {
  readonly #options: PageHandoutsOptions;
  readonly #waiting: ShownPage[] = [];
  #shown: ShownPage | undefined;
  #may = false;
  #standing: ReturnType<typeof setTimeout> | undefined;
  #again: ReturnType<typeof setTimeout> | undefined;
  #giving: AbortController | undefined;

  constructor(options: PageHandoutsOptions) {
    this.#options = options;
  }

  show(shown: ShownPage | undefined): void {
    const before = this.#shown;
    this.#shown = shown;
    // The pages of a deck that was closed can't be drawn any more.
    if (before?.deckId !== shown?.deckId) this.#drop();
    if (before?.deckId !== shown?.deckId || before?.page !== shown?.page) this.#stand();
  }

  /** Not in a rehearsal, and not where the instructor doesn't want it. */
  setMay(may: boolean): void {
    if (may === this.#may) return;
    this.#may = may;
    if (may) this.#stand();
    else this.#drop();
  }

  close(): void {
    this.#may = false;
    this.#drop();
  }

  #drop(): void {
    clearTimeout(this.#standing);
    clearTimeout(this.#again);
    this.#waiting.length = 0;
    this.#giving?.abort();
    this.#giving = undefined;
    this.#options.onTrouble(false);
  }

  #stand(): void {
    clearTimeout(this.#standing);
    const shown = this.#shown;
    if (!this.#may || !shown) return;
    this.#standing = setTimeout(() => {
      const isThere = this.#waiting.some(({ page }) => page === shown.page);
      if (isThere || this.#options.has(shown.deckId, shown.page)) return;
      this.#waiting.push(shown);
      void this.#give();
    }, STANDS_FOR_MS);
  }

  async #give(): Promise<void> {
    const [next] = this.#waiting;
    if (!next || this.#giving) return;
    clearTimeout(this.#again);
    const giving = new AbortController();
    this.#giving = giving;
    let isGiven = false;
    try {
      isGiven = await this.#giveOne(next, giving.signal);
    } catch {
      // Not drawn, not brought or not told: a lecture goes on without it, and it is tried again.
    }
    if (giving.signal.aborted) return;
    this.#giving = undefined;
    this.#options.onTrouble(!isGiven);
    if (isGiven) {
      this.#waiting.shift();
      void this.#give();
    } else {
      this.#again = setTimeout(() => void this.#give(), AGAIN_AFTER_MS);
    }
  }

  async #giveOne({ deckId, deckTitle, page }: ShownPage, signal: AbortSignal): Promise<boolean> {
    const { picture, upload, titleOf, send } = this.#options;
    const title = await titleOf(page);
    const fileId = await upload(await picture(page, signal), `${deckTitle} ${page}`, signal);
    if (signal.aborted) return false;
    const named = title === undefined ? {} : { title };
    return (await send({ type: 'slides.hand-out', deckId, page, fileId, ...named })).ok;
  }
}
