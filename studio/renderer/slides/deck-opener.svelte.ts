import { deckIdOf } from './deck-shelf.ts';
import type { PdfPages } from './pdf/index.ts';
import { type DeckProblem, problemOfException, problemOfPages } from './pure/deck-problem.ts';

/** What is being opened; the deck before stays open until it is there. */
export type Opening =
  | { is: 'idle' }
  | { is: 'reading'; title: string }
  | { is: 'locked'; title: string; wasWrong: boolean }
  | { is: 'problem'; title: string; problem: DeckProblem };

export interface DeckSource {
  title: string;
  /** Where it was left. */
  page: number;
  /** Undefined: the file is gone. */
  read: (signal: AbortSignal) => Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** Given by the instructor just now, and not on the shelf yet. */
  file?: Blob;
  deckId?: string;
}

export type OnOpened = (pdf: PdfPages, source: DeckSource & { deckId: string }) => void;

/** Opens one file at a time; a later one takes the place of one that is still being opened. */
export class DeckOpener {
  opening: Opening = $state.raw({ is: 'idle' });
  readonly #onOpened: OnOpened;
  #now: AbortController | undefined;
  #answerPassword: ((password: string | undefined) => void) | undefined;

  constructor(onOpened: OnOpened) {
    this.#onOpened = onOpened;
  }

  async open(source: DeckSource): Promise<void> {
    this.giveUp();
    const now = new AbortController();
    this.#now = now;
    const { signal } = now;
    const { title } = source;
    this.opening = { is: 'reading', title };
    try {
      const bytes = await source.read(signal);
      signal.throwIfAborted();
      if (!bytes) {
        this.refuse(title, 'gone');
        return;
      }
      const deckId = source.deckId ?? (await deckIdOf(bytes));
      // pdf.js is large: a studio without slides does not wait for it.
      const { openPdf } = await import('./pdf/index.ts');
      const pdf = await openPdf(bytes, {
        signal,
        askPassword: (wasWrong) => this.#askPassword(title, wasWrong),
      });
      this.#take(pdf, { ...source, deckId });
    } catch (error) {
      if (signal.aborted) return;
      this.refuse(title, problemOfException(error instanceof Error ? error.name : ''));
    }
  }

  refuse(title: string, problem: DeckProblem): void {
    this.giveUp();
    this.opening = { is: 'problem', title, problem };
  }

  answerPassword(password: string): void {
    if (this.opening.is !== 'locked') return;
    this.opening = { is: 'reading', title: this.opening.title };
    this.#answerPassword?.(password);
  }

  /** What is being opened, is not. */
  giveUp(): void {
    this.#now?.abort();
    this.#now = undefined;
    this.#answerPassword = undefined;
    this.opening = { is: 'idle' };
  }

  #take(pdf: PdfPages, source: DeckSource & { deckId: string }): void {
    const problem = problemOfPages(pdf.pages);
    if (problem) {
      pdf.close();
      this.refuse(source.title, problem);
      return;
    }
    this.#now = undefined;
    this.opening = { is: 'idle' };
    this.#onOpened(pdf, source);
  }

  #askPassword(title: string, wasWrong: boolean): Promise<string | undefined> {
    this.opening = { is: 'locked', title, wasWrong };
    return new Promise((resolve) => (this.#answerPassword = resolve));
  }
}
