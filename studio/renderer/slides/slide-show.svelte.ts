import type { Outcome } from '@rostrum/protocol/client';
import { type Command, type DeckId, type Refusal, type SharedId, deckIdSchema } from '@rostrum/protocol/room';
import * as v from 'valibot';
import { DECK_MAX_BYTES, type Deck } from '../../preload/decks-contract.ts';
import { ClassTold } from './class-told.ts';
import { DeckOpener, type DeckSource, type Opening } from './deck-opener.svelte.ts';
import type { DeckShelf } from './deck-shelf.ts';
import { LatestWrites } from './latest-writes.ts';
import { PageHandouts } from './page-handouts.ts';
import { PageTexts, noTexts } from './page-texts.ts';
import type { PdfPages } from './pdf/index.ts';
import { type Shown, ProgrammePicture, pictureFile } from './programme-picture.ts';
import { problemOfFile, titleOfFile } from './pure/deck-problem.ts';
import type { DrawPurpose } from './pure/draw-queue.ts';
import { findPages } from './pure/find-pages.ts';
import type { PageSize } from './pure/fit-page.ts';
import { texts } from './texts.ts';

/** The deck that is open; `id` counts, so that nothing drawn of the one before is taken for it. */
export interface OpenDeck extends Pick<Deck, 'deckId' | 'title' | 'pages'> {
  readonly id: number;
}

/** Whether the open deck will be there tomorrow. */
export type Keep =
  { is: 'kept' } | { is: 'keeping'; part: number } | { is: 'not-kept'; why: 'no-room' | 'damaged' | 'away' };

/** How students get pictures of the pages that they were shown; missing where there are none. */
export interface HandoutOptions {
  /** What was chosen before. */
  isOn: boolean;
  onChosen: (isOn: boolean) => void;
  upload: (picture: Blob, title: string, signal: AbortSignal) => Promise<SharedId>;
  has: (deckId: DeckId, page: number) => boolean;
}

export interface SlideShowOptions {
  shelf: DeckShelf;
  /** The programme's. */
  size: PageSize;
  onPicture: (picture: ImageBitmap | undefined) => void;
  send: (command: Command) => Promise<Outcome>;
  handouts?: HandoutOptions;
}

/** The slides as reactive values: opened, turned, shown in the programme, told to the class, kept by the shell. */
export class SlideShow {
  deck: OpenDeck | undefined = $state.raw(undefined);
  keep: Keep = $state.raw({ is: 'kept' });
  page = $state(1);
  turnedAtMs = $state(0);
  isBlack = $state(false);
  /** Digits of a page number that is being typed. */
  typed = $state('');
  /** A file is held over the page. */
  isDropNear = $state(false);
  /** Pages that can't be drawn. */
  failedPages: readonly number[] = $state.raw([]);
  /** On the shelf, the one used last first; undefined while the shell is asked. */
  decks: readonly Deck[] | undefined = $state.raw(undefined);
  /** The instructor's own, by page. */
  notes: Readonly<Record<string, string>> = $state.raw({});
  /** The shell didn't take a page, a note or a name yet. */
  hasUnsaved = $state(false);
  /** Why the class could not be told of the last turn. */
  notTold: Refusal | undefined = $state.raw(undefined);
  /** Students may look again at pages that were shown; undefined where nobody asks. */
  handsOut: boolean | undefined = $state();
  /** A page could not be handed out yet. */
  isNotHandedOut = $state(false);

  readonly #options: SlideShowOptions;
  readonly #picture: ProgrammePicture;
  readonly #told: ClassTold;
  readonly #handouts: PageHandouts | undefined;
  #mayTell = false;
  readonly #writes = new LatestWrites((isFailing) => (this.hasUnsaved = isFailing));
  readonly #opener = new DeckOpener((pdf, source) => this.#takeOver(pdf, source));
  #texts: ReadonlyMap<number, string> = $state.raw(noTexts);
  #pdf: PdfPages | undefined;
  #pageTexts: PageTexts | undefined;
  #opened = 0;
  /** Ends what belongs to the deck that is open. */
  #deckNow: AbortController | undefined;

  constructor(options: SlideShowOptions) {
    this.#options = options;
    this.#picture = new ProgrammePicture({
      size: options.size,
      draw: (page, frame, signal) => this.draw(page, frame, 'programme', signal),
      onPicture: options.onPicture,
      onFailed: (page) => (this.failedPages = [...this.failedPages, page]),
    });
    this.#told = new ClassTold({
      send: options.send,
      textOf: (page) => this.#pageTexts?.of(page) ?? Promise.reject(new Error('no deck is open')),
      onRefused: (refusal) => (this.notTold = refusal),
    });
    const { handouts, size, send } = options;
    this.handsOut = handouts?.isOn;
    this.#handouts =
      handouts &&
      new PageHandouts({
        picture: async (page, signal) => pictureFile(await this.draw(page, size, 'thumbnail', signal)),
        titleOf: (page) => this.titleOf(page),
        onTrouble: (isInTrouble) => (this.isNotHandedOut = isInTrouble),
        ...{ upload: handouts.upload, has: handouts.has, send },
      });
  }

  get opening(): Opening {
    return this.#opener.opening;
  }

  /** What was open when the studio was last here is open again, at its page. */
  async restore(): Promise<void> {
    try {
      const { decks, openDeckId } = await this.#options.shelf.list();
      this.decks = decks;
      const last = decks.find(({ deckId }) => deckId === openDeckId);
      if (last && !this.deck && this.opening.is === 'idle') await this.openKept(last);
    } catch {
      // Slides can be shown without a shelf; that it is away is said where the shell is.
      this.decks ??= [];
    }
  }

  async openFile(file: File): Promise<void> {
    const title = titleOfFile(file.name, texts.heading);
    const problem = problemOfFile(file, DECK_MAX_BYTES);
    if (problem) this.#opener.refuse(title, problem);
    else await this.#opener.open({ title, page: 1, file, read: () => bytesOf(file) });
  }

  async openKept({ deckId, title, page }: Deck): Promise<void> {
    const read = (signal: AbortSignal) => this.#options.shelf.read(deckId, signal);
    await this.#opener.open({ title, page, deckId, read });
  }

  answerPassword(password: string): void {
    this.#opener.answerPassword(password);
  }

  /** What is being opened, is not. */
  giveUp(): void {
    this.#opener.giveUp();
  }

  turnTo(page: number): void {
    const { deck } = this;
    if (!deck) return;
    const wanted = Math.min(deck.pages, Math.max(1, Math.round(page)));
    this.isBlack = false;
    if (wanted !== this.page) {
      this.page = wanted;
      this.turnedAtMs = Date.now();
      this.#writes.put(`page ${deck.deckId}`, () =>
        this.#options.shelf.change(deck.deckId, { page: wanted }),
      );
    }
    this.#show();
  }

  turnBy(pages: number): void {
    // A screen that was made black comes back as it was; only the next key turns.
    this.turnTo(this.isBlack ? this.page : this.page + pages);
  }

  toggleBlack(): void {
    if (!this.deck) return;
    this.isBlack = !this.isBlack;
    this.#show();
  }

  /** Whether the class is told of turns: not in a rehearsal. */
  setMayTell(mayTell: boolean): void {
    this.#mayTell = mayTell;
    this.#told.setMayTell(mayTell);
    this.#handouts?.setMay(mayTell && this.handsOut === true);
  }

  /** Turned off, what students have of this deck is taken back too. */
  setHandsOut(handsOut: boolean): void {
    const { handouts, send } = this.#options;
    this.handsOut = handsOut;
    handouts?.onChosen(handsOut);
    this.#handouts?.setMay(this.#mayTell && handsOut);
    if (!handsOut && this.deck) {
      void send({ type: 'slides.take-back', deckId: v.parse(deckIdSchema, this.deck.deckId) });
    }
  }

  draw(page: number, frame: PageSize, purpose: DrawPurpose, signal: AbortSignal): Promise<ImageBitmap> {
    if (!this.#pdf) return Promise.reject(new Error('no deck is open'));
    return this.#pdf.draw({ page, frame, purpose, signal });
  }

  /** What the author of the file wrote to themselves. */
  notesInFile(page: number): Promise<string> {
    return this.#pdf?.notes(page) ?? Promise.resolve('');
  }

  /** The first line of a page; undefined where it has none, or can't be read: it is shown all the same. */
  async titleOf(page: number): Promise<string | undefined> {
    return (await this.#pageTexts?.of(page).catch(() => undefined))?.title;
  }

  find(words: string): number[] {
    return findPages(this.#texts, words);
  }

  writeNote(page: number, text: string): void {
    const { deck } = this;
    if (!deck) return;
    this.notes = { ...this.notes, [page]: text };
    this.#writes.put(`note ${deck.deckId} ${page}`, () =>
      this.#options.shelf.writeNote(deck.deckId, page, text),
    );
  }

  rename(deckId: string, title: string): void {
    const named = title.trim();
    if (named === '') return;
    this.decks = this.decks?.map((deck) => (deck.deckId === deckId ? { ...deck, title: named } : deck));
    if (this.deck?.deckId === deckId) this.deck = { ...this.deck, title: named };
    this.#writes.put(`title ${deckId}`, () => this.#options.shelf.change(deckId, { title: named }));
    this.#show();
  }

  remove(deckId: string): void {
    if (this.deck?.deckId === deckId) this.putAway();
    this.decks = this.decks?.filter((deck) => deck.deckId !== deckId);
    this.#writes.put(`remove ${deckId}`, () => this.#options.shelf.remove(deckId));
  }

  /** The deck stays on the shelf. */
  putAway(): void {
    this.#closeDeck();
    this.#writes.put('open', () => this.#options.shelf.setOpen(undefined));
    this.#show();
  }

  close(): void {
    this.#opener.giveUp();
    this.#picture.close();
    this.#told.close();
    this.#handouts?.close();
    this.#closeDeck();
  }

  #takeOver(pdf: PdfPages, { title, page, deckId, file }: DeckSource & { deckId: string }): void {
    this.#closeDeck();
    this.#pdf = pdf;
    this.deck = { id: ++this.#opened, deckId, title, pages: pdf.pages };
    this.page = Math.min(page, pdf.pages);
    this.turnedAtMs = Date.now();
    this.#pageTexts = new PageTexts({
      pages: pdf.pages,
      read: (of) => pdf.text(of),
      onRead: (read) => (this.#texts = read),
    });
    const deckNow = new AbortController();
    this.#deckNow = deckNow;
    this.#show();
    // It is wanted again: an older removal that failed must not come true later.
    this.#writes.forget(`remove ${deckId}`);
    void this.#shelve({ deckId, title, pages: pdf.pages }, file, deckNow.signal);
  }

  /** After it is shown: a lecture does not wait for the disk. */
  async #shelve(deck: Pick<Deck, 'deckId' | 'title' | 'pages'>, file: Blob | undefined, signal: AbortSignal) {
    const { shelf } = this.#options;
    this.keep = file ? { is: 'keeping', part: 0 } : { is: 'kept' };
    try {
      if (file) {
        const progress = (part: number) => (this.keep = { is: 'keeping', part });
        const kept = await shelf.keep(file, deck, progress, signal);
        signal.throwIfAborted();
        if (kept.is !== 'kept') {
          this.keep = { is: 'not-kept', why: kept.is };
          return;
        }
        this.keep = { is: 'kept' };
        this.#comeBackTo(kept.deck);
      }
      this.#writes.forget('open');
      await shelf.setOpen(deck.deckId);
      const notes = await shelf.notes(deck.deckId);
      if (!signal.aborted) this.notes = { ...notes, ...this.notes };
      this.decks = (await shelf.list()).decks;
    } catch {
      // Whatever it was, the deck can be shown now, and not tomorrow.
      if (!signal.aborted && file) this.keep = { is: 'not-kept', why: 'away' };
    }
  }

  /** The same file was here before: it has the name that it was given, and goes on where it was left. */
  #comeBackTo({ title, page }: Deck): void {
    if (!this.deck) return;
    this.deck = { ...this.deck, title };
    if (this.page === 1 && page !== 1) this.turnTo(page);
    else {
      const { deckId } = this.deck;
      const now = this.page;
      this.#writes.put(`page ${deckId}`, () => this.#options.shelf.change(deckId, { page: now }));
      this.#show();
    }
  }

  #closeDeck(): void {
    this.#deckNow?.abort();
    this.#pageTexts?.close();
    this.#pdf?.close();
    this.#pdf = undefined;
    this.#pageTexts = undefined;
    this.deck = undefined;
    this.isBlack = false;
    this.notes = {};
    this.failedPages = [];
    this.#texts = noTexts;
    this.keep = { is: 'kept' };
  }

  #show(): void {
    const { deck, page, isBlack } = this;
    const shown: Shown = !deck ? { is: 'nothing' } : isBlack ? { is: 'black' } : { is: 'page', page };
    this.#picture.show(shown);
    if (!deck) {
      this.#told.show({ is: 'closed' });
      this.#handouts?.show(undefined);
      return;
    }
    const { title, pages } = deck;
    const deckId = v.parse(deckIdSchema, deck.deckId);
    this.#told.show({ is: 'open', deckId, title, pages, page });
    this.#handouts?.show({ deckId, deckTitle: title, page });
  }
}

async function bytesOf(file: Blob): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await file.arrayBuffer());
}
