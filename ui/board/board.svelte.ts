import type { GatewayClient } from '@rostrum/protocol/client';
import { BOARD_HEIGHT, BOARD_WIDTH, type BreakoutId } from '@rostrum/protocol/room';
import { BoardPictures, type BoardProgramme } from './board-pictures.ts';
import { BoardSync, type SyncState } from './board-sync.ts';
import { BoardDocument, type Page, isOverPage, overPageId } from './document.ts';
import { Hand, type InkPoint } from './hand.ts';
import { LiveInk } from './live-ink.ts';
import { openLocalCopy } from './local-copy.ts';
import { newId } from './new-id.ts';
import type { BoardNotice } from './notice-words.ts';
import type { PageContent } from './page-layer.ts';
import type { Background, Element, Place } from './pure/element.ts';
import { COLOURS, type ColourName, TEXT_SIZES, type Tool, type WidthName } from './pure/tools.ts';
import type { Surface } from './surface.ts';
import { Timers } from './timers.ts';

export interface BoardOptions {
  readonly client: GatewayClient;
  /** Whose copy of which class this computer's is. */
  readonly owner: string;
  /** Whose board it is; the class's without one. */
  readonly breakoutId?: BreakoutId | undefined;
  /** Missing where no programme is made here. */
  readonly programme?: BoardProgramme | undefined;
}

const FADE_EVERY_MS = 33;
const FORGET_EVERY_MS = 1_000;

/** The board as reactive values, and everything that can be done to it. */
export class Board {
  tool: Tool = $state('pen');
  colour: ColourName = $state('black');
  width: WidthName = $state('medium');
  pages: readonly Page[] = $state.raw([]);
  shownId: string = $state('');
  elements: readonly Element[] = $state.raw([]);
  canUndo = $state(false);
  canRedo = $state(false);
  sync: SyncState = $state.raw({ is: 'opening' });
  notice: BoardNotice | undefined = $state.raw();

  readonly #document: BoardDocument;
  readonly #sync: BoardSync;
  /** What a surface paints above the page. */
  readonly live: LiveInk;
  readonly #hand: Hand;
  readonly #pictures: BoardPictures | undefined;
  readonly #timers = new Timers();
  #surface: Surface | undefined;
  #beneath: string | undefined = $state();
  #lastPlainId: string | undefined;
  #isTicking = false;
  #isClosed = false;

  constructor(options: BoardOptions) {
    const { client, owner, breakoutId, programme } = options;
    this.#document = new BoardDocument({
      onChange: () => this.#read(),
      onUpdate: (update, isOurs) => this.#sync.handleUpdate(update, isOurs),
    });
    this.#sync = new BoardSync({
      ...{ client, breakoutId },
      document: this.#document,
      after: (ms, call) => this.#timers.after(ms, call),
      onState: (state) => (this.sync = state),
      onShown: (shown) => {
        this.live.handleShown(shown);
        this.#handleLive();
      },
      onUndone: (refusal) => (this.notice = { is: 'undone', refusal }),
      onCopyFailed: () => (this.notice = { is: 'no-copy' }),
    });
    const now = () => performance.now();
    this.live = new LiveInk(now);
    this.#hand = new Hand({
      document: this.#document,
      live: this.live,
      newId,
      now,
      show: (showing) => this.#sync.show(showing),
    });
    this.#pictures =
      programme &&
      new BoardPictures({
        ...{ programme, live: this.live, now },
        after: (ms, call) => this.#timers.after(ms, call),
        isInkShown: () => this.isInkShown,
      });
    this.#read();
    void this.#sync.start(openLocalCopy(owner, breakoutId));
  }

  /** Over slides or a screen, not on a page of its own. */
  get isOver(): boolean {
    return isOverPage(this.shownId);
  }

  /** What is drawn over lies on what is beneath now: after a reload, or another person’s turn, it needn’t. */
  get isInkShown(): boolean {
    return this.#beneath !== undefined && this.shownId === overPageId(this.#beneath);
  }

  get page(): PageContent {
    return this.#contentOf(this.shownId);
  }

  get allPages(): PageContent[] {
    return this.pages.map(({ id }) => this.#contentOf(id));
  }

  /** From 1. */
  get pageNumber(): number {
    return this.pages.findIndex(({ id }) => id === this.shownId) + 1;
  }

  attach(surface: Surface): void {
    this.#surface = surface;
    surface.show(this.page);
  }

  detach(): void {
    this.#surface?.close();
    this.#surface = undefined;
  }

  begin(point: InkPoint, hasPressure: boolean, tool: Tool = this.tool): void {
    const { colour, width, shownId: pageId } = this;
    this.notice = undefined;
    this.#hand.begin({ tool, colour, width, pageId, hasPressure }, point);
    this.#handleLive();
  }

  move(points: readonly InkPoint[]): void {
    const last = points.at(-1);
    if (this.#hand.isBusy) {
      this.#hand.move(points);
      this.#handleLive();
    } else if (last) this.#hand.hover(this.shownId, last, false);
  }

  end(): void {
    this.#hand.end();
    this.#handleLive();
  }

  cancel(): void {
    this.#hand.cancel();
    this.#handleLive();
  }

  write(text: string, at: Place): void {
    if (text.trim() === '') return;
    const element: Element = {
      ...{ is: 'text', id: newId(), at: { x: at.x, y: at.y } },
      ...{ text: text.trimEnd().slice(0, 2_000), colour: COLOURS[this.colour], size: TEXT_SIZES[this.width] },
    };
    this.#document.add(this.shownId, element);
  }

  undo(): void {
    this.#document.undo();
  }

  redo(): void {
    this.#document.redo();
  }

  clear(): void {
    this.#document.clear(this.shownId);
    this.notice = { is: 'cleared' };
  }

  addPage(): void {
    const id = newId();
    this.#document.addPage(id, this.shownId);
    this.#document.turnTo(id);
  }

  removePage(): void {
    const neighbour = this.pages[this.pageNumber] ?? this.pages[this.pageNumber - 2];
    this.#document.removePage(this.shownId);
    if (neighbour) this.#document.turnTo(neighbour.id);
  }

  /** 1: the next one; behind the last there is none. */
  turn(by: 1 | -1): void {
    if (this.isOver) return;
    const page = this.pages[this.pageNumber - 1 + by];
    if (page) this.#document.turnTo(page.id);
  }

  setBackground(background: Background): void {
    this.#document.setBackground(this.shownId, background);
  }

  /** What is shown now that can be drawn over. Ink of anything else is taken away at once. */
  setBeneath(what: string | undefined): void {
    this.#beneath = what;
    this.#pictures?.showInk(this.page);
  }

  /** Of what is drawn over: each slide has its own ink. Undefined: back to the pages. */
  drawOver(what: string | undefined): void {
    this.#document.turnTo(what === undefined ? (this.#lastPlainId ?? this.pages[0]!.id) : overPageId(what));
  }

  openAgain(): void {
    this.#sync.open();
  }

  close(): void {
    this.#isClosed = true;
    this.detach();
    this.#sync.close();
    this.#pictures?.close();
    this.#timers.close();
    this.#document.close();
  }

  #contentOf(id: string): PageContent {
    const background = isOverPage(id)
      ? undefined
      : (this.pages.find((page) => page.id === id)?.background ?? 'blank');
    return { id, background, elements: this.#document.elementsOf(id) };
  }

  /** What the document says is what is shown: here, on the programme, and by the values above. */
  #read(): void {
    const document = this.#document;
    this.pages = document.pages;
    this.shownId = document.shownId;
    this.canUndo = document.canUndo;
    this.canRedo = document.canRedo;
    if (!this.isOver) this.#lastPlainId = this.shownId;
    const { page } = this;
    this.elements = page.elements;
    this.live.handleElements(page.elements);
    this.#surface?.show(page);
    if (!this.isOver) this.#pictures?.showPage(page);
    this.#pictures?.showInk(page);
  }

  #handleLive(): void {
    this.#surface?.paintLive();
    this.#pictures?.handleChanged(this.isOver);
    this.#tick();
  }

  /** While something fades, or others are at the board, who may fall silent. */
  #tick(): void {
    const { isFading, hasGuests } = this.live;
    if (this.#isTicking || this.#isClosed || (!isFading && !hasGuests)) return;
    this.#isTicking = true;
    this.#timers.after(isFading ? FADE_EVERY_MS : FORGET_EVERY_MS, () => {
      this.#isTicking = false;
      this.live.forgetGone();
      this.#handleLive();
    });
  }
}

export const MIDDLE: Place = { x: BOARD_WIDTH / 4, y: BOARD_HEIGHT / 3 };
