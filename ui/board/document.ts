import * as v from 'valibot';
import * as Y from 'yjs';
import { type Background, type Element, elementSchema, pageSchema } from './pure/element.ts';

export interface Page {
  readonly id: string;
  readonly background: Background;
}

export interface DocumentHandlers {
  /** Something of it is otherwise: of these pages what lies on them, or the pages themselves. */
  readonly onChange: (changed: { readonly pageIds: ReadonlySet<string>; readonly pages: boolean }) => void;
  /** Every change; `isOurs`: made here, and nobody else has it yet. */
  readonly onUpdate: (update: Uint8Array, isOurs: boolean) => void;
}

/** There from the beginning, without anybody making it: two who begin at once must not make two. */
export const FIRST_PAGE = 'first';
/** What is drawn over slides or a screen lies on a page of its own for each. */
const OVER = 'over:';

const OURS = 'ours';
const KNOWN = 'known';
const STEP_WITHOUT_END_MS = 24 * 60 * 60_000;

export function overPageId(what: string): string {
  return `${OVER}${what}`.slice(0, 80);
}

export function isOverPage(pageId: string): boolean {
  return pageId.startsWith(OVER);
}

/** A board that several people draw on: whatever order their changes come in, it comes to the same for all. */
export class BoardDocument {
  readonly #handlers: DocumentHandlers;
  readonly #parsed = new WeakMap<object, Element>();
  #doc = new Y.Doc();
  #undo: Y.UndoManager;

  constructor(handlers: DocumentHandlers) {
    this.#handlers = handlers;
    this.#undo = this.#begin();
  }

  get pages(): readonly Page[] {
    const kept = new Map<string, { at: number; background: Background }>([
      [FIRST_PAGE, { at: 0, background: 'blank' }],
    ]);
    for (const [id, value] of this.#pageMap) {
      const page = v.safeParse(pageSchema, value);
      if (!page.success || page.output.isRemoved) kept.delete(id);
      else kept.set(id, page.output);
    }
    const pages = [...kept].sort(([a, { at }], [b, { at: other }]) => at - other || (a < b ? -1 : 1));
    const told = pages.map(([id, { background }]) => ({ id, background }));
    return told.length > 0 ? told : [{ id: FIRST_PAGE, background: 'blank' }];
  }

  /** The page that everyone is at. */
  get shownId(): string {
    const shown = this.#doc.getMap('meta').get('shown');
    if (typeof shown === 'string' && isOverPage(shown)) return shown;
    const { pages } = this;
    return pages.find(({ id }) => id === shown)?.id ?? pages[0]!.id;
  }

  /** The same objects as before, as far as nothing has changed. What can't be understood is left out. */
  elementsOf(pageId: string): readonly Element[] {
    return this.#inkOf(pageId)
      .toArray()
      .flatMap((value) => this.#parse(value) ?? []);
  }

  get canUndo(): boolean {
    return this.#undo.canUndo();
  }

  get canRedo(): boolean {
    return this.#undo.canRedo();
  }

  add(pageId: string, ...elements: readonly Element[]): void {
    this.#change(() => this.#trackedInk(pageId).push([...elements]));
  }

  /** `pieces` come in its place. */
  replace(pageId: string, id: string, pieces: readonly Element[] = []): void {
    const ink = this.#trackedInk(pageId);
    const index = ink.toArray().findIndex((value) => this.#parse(value)?.id === id);
    if (index < 0) return;
    this.#change(() => {
      ink.delete(index);
      if (pieces.length > 0) ink.insert(index, [...pieces]);
    });
  }

  clear(pageId: string): void {
    const ink = this.#trackedInk(pageId);
    if (ink.length > 0) this.#change(() => ink.delete(0, ink.length));
  }

  /** Behind this one; returns its id. */
  addPage(id: string, behind: string): void {
    const { pages } = this;
    const index = pages.findIndex((page) => page.id === behind);
    const [before, next] = [this.#placeOf(pages[index]?.id), this.#placeOf(pages[index + 1]?.id)];
    const at = before === undefined ? 0 : next === undefined ? before + 1 : (before + next) / 2;
    const background = pages[index]?.background ?? 'blank';
    this.#change(() => this.#pageMap.set(id, { at, background, isRemoved: false }));
  }

  /** With what lies on it; undone, it is there again. The last one stays. */
  removePage(id: string): void {
    const { pages } = this;
    const page = pages.find((one) => one.id === id);
    if (!page || pages.length < 2) return;
    const ink = this.#trackedInk(id);
    this.#change(() => {
      ink.delete(0, ink.length);
      this.#pageMap.set(id, { at: this.#placeOf(id) ?? 0, background: page.background, isRemoved: true });
    });
  }

  setBackground(id: string, background: Background): void {
    this.#change(() => this.#pageMap.set(id, { at: this.#placeOf(id) ?? 0, background, isRemoved: false }));
  }

  /** For everyone. Where one is looking is nothing to undo. */
  turnTo(pageId: string): void {
    if (pageId === this.shownId) return;
    this.#doc.transact(() => this.#doc.getMap('meta').set('shown', pageId), `${OURS}: turned`);
  }

  /** All that is changed until `endStep` is undone at once. */
  beginStep(): void {
    this.#undo.stopCapturing();
    this.#undo.captureTimeout = STEP_WITHOUT_END_MS;
  }

  endStep(): void {
    this.#undo.captureTimeout = 0;
    this.#undo.stopCapturing();
  }

  /** Of what was done here: others' lines stay. */
  undo(): void {
    this.#undo.undo();
  }

  redo(): void {
    this.#undo.redo();
  }

  /** From others, or kept from before. Throws where it can't be read. */
  take(update: Uint8Array): void {
    Y.applyUpdate(this.#doc, update, KNOWN);
  }

  get whole(): Uint8Array {
    return Y.encodeStateAsUpdate(this.#doc);
  }

  /** What is here and not in `other`, all that others have; undefined where it is the same. */
  missingIn(other: Uint8Array | undefined): Uint8Array | undefined {
    const theirs = new Y.Doc();
    try {
      if (other) Y.applyUpdate(theirs, other);
      if (Y.equalSnapshots(Y.snapshot(this.#doc), Y.snapshot(theirs))) return undefined;
      return Y.encodeStateAsUpdate(this.#doc, Y.encodeStateVector(theirs));
    } finally {
      theirs.destroy();
    }
  }

  /** Empty, as if nothing had been drawn; nobody is told. */
  reset(): void {
    this.close();
    this.#doc = new Y.Doc();
    this.#undo = this.#begin();
    this.#handlers.onChange({ pageIds: new Set(), pages: true });
  }

  close(): void {
    this.#undo.destroy();
    this.#doc.destroy();
  }

  get #pageMap(): Y.Map<unknown> {
    return this.#doc.getMap('pages');
  }

  #begin(): Y.UndoManager {
    const doc = this.#doc;
    doc.on('update', (update: Uint8Array, origin: unknown) =>
      this.#handlers.onUpdate(update, origin !== KNOWN),
    );
    const undo = new Y.UndoManager([doc.getMap('pages')], {
      doc,
      trackedOrigins: new Set([OURS]),
      captureTimeout: 0,
    });
    // Behind the manager's own: what can be undone is known by then.
    doc.on('afterTransaction', (transaction: Y.Transaction) => this.#handleChanged(doc, transaction));
    return undo;
  }

  #handleChanged(doc: Y.Doc, { changed }: Y.Transaction): void {
    if (changed.size === 0) return;
    const pageIds = new Set<string>();
    let pages = false;
    for (const [name, type] of doc.share) {
      if (!changed.has(type as never)) continue;
      if (name.startsWith(INK)) pageIds.add(name.slice(INK.length));
      else pages = true;
    }
    this.#handlers.onChange({ pageIds, pages });
  }

  #inkOf(pageId: string): Y.Array<unknown> {
    return this.#doc.getArray(`${INK}${pageId}`);
  }

  #trackedInk(pageId: string): Y.Array<unknown> {
    const ink = this.#inkOf(pageId);
    this.#undo.addToScope(ink);
    return ink;
  }

  #change(change: () => void): void {
    this.#doc.transact(change, OURS);
  }

  #placeOf(pageId: string | undefined): number | undefined {
    if (pageId === undefined) return undefined;
    const page = v.safeParse(pageSchema, this.#pageMap.get(pageId));
    return page.success ? page.output.at : pageId === FIRST_PAGE ? 0 : undefined;
  }

  #parse(value: unknown): Element | undefined {
    if (typeof value !== 'object' || value === null) return undefined;
    const kept = this.#parsed.get(value);
    if (kept) return kept;
    const element = v.safeParse(elementSchema, value);
    if (!element.success) return undefined;
    this.#parsed.set(value, element.output);
    return element.output;
  }
}

const INK = 'ink:';
