import type { GatewayClient } from '@rostrum/protocol/client';
import type { BoardShowing, BoardTold, BreakoutId, Refusal } from '@rostrum/protocol/room';
import { OwnRefusal } from '../pure/own-refusal.ts';
import type { BoardDocument } from './document.ts';
import type { LocalCopy } from './local-copy.ts';
import { Outbox, fromBase64 } from './outbox.ts';
import { texts } from './texts.ts';

/**
 *   opening ──whole──► open ──refused, or no longer allowed──► closed ──allowed again──► opening
 */
export type SyncState =
  | { readonly is: 'opening' }
  | { readonly is: 'open'; readonly waiting: number }
  | { readonly is: 'closed'; readonly refusal: Refusal };

export interface Shown {
  readonly personId: string;
  readonly name: string;
  readonly showing: BoardShowing;
}

export interface BoardSyncOptions {
  readonly client: Pick<GatewayClient, 'board' | 'send'>;
  /** Whose board it is; the class's without one. */
  readonly breakoutId?: BreakoutId | undefined;
  readonly document: BoardDocument;
  readonly after: (ms: number, call: () => void) => () => void;
  readonly onState: (state: SyncState) => void;
  readonly onShown: (shown: Shown) => void;
  /** One's own last change did not count; the board is as the others have it. */
  readonly onUndone: (refusal: Refusal) => void;
  /** This computer keeps no copy any more. */
  readonly onCopyFailed: (error: unknown) => void;
}

/** Keeps the board here, on this computer's disk and on the server the same. */
export class BoardSync {
  readonly #options: BoardSyncOptions;
  readonly #outbox: Outbox;
  #copy: LocalCopy | undefined;
  #state: SyncState = { is: 'opening' };
  #closeLane: (() => void) | undefined;
  #isClosed = false;

  constructor(options: BoardSyncOptions) {
    this.#options = options;
    const { breakoutId } = options;
    const where = breakoutId === undefined ? {} : { breakoutId };
    this.#outbox = new Outbox({
      send: (command) => options.client.send({ ...command, ...where }),
      after: options.after,
      onWaiting: (waiting) => {
        if (this.#state.is === 'open') this.#become({ is: 'open', waiting });
      },
      onRefused: (refusal) => this.#handleRefused(refusal),
    });
  }

  /** What was drawn here before is there at once, also where the server is away. */
  async start(opening: Promise<LocalCopy>): Promise<void> {
    try {
      const copy = await opening;
      if (this.#isClosed) {
        copy.close();
        return;
      }
      this.#copy = copy;
      const kept = await copy.load();
      if (this.#isClosed) return;
      for (const update of kept) this.#options.document.take(update);
    } catch (error) {
      if (this.#isClosed) return;
      this.#loseCopy(error);
    }
    this.open();
  }

  /** Anew, after it was closed. */
  open(): void {
    this.#become({ is: 'opening' });
    this.#closeLane?.();
    const { client, breakoutId } = this.#options;
    this.#closeLane = client.board.open((told) => this.#handleTold(told), breakoutId);
  }

  /** To be called for every change of the document. */
  handleUpdate(update: Uint8Array, isOurs: boolean): void {
    if (isOurs) this.#outbox.add(update);
    this.#copy?.add(update).catch((error: unknown) => this.#loseCopy(error));
  }

  show(showing: BoardShowing): void {
    const { client, breakoutId } = this.#options;
    if (this.#state.is === 'open') client.board.show(showing, breakoutId);
  }

  close(): void {
    this.#isClosed = true;
    this.#closeLane?.();
    this.#closeLane = undefined;
    this.#outbox.close();
    this.#copy?.close();
    this.#copy = undefined;
  }

  #handleTold(told: BoardTold): void {
    switch (told.is) {
      case 'whole':
        this.#handleWhole(told.update);
        return;
      case 'drawn':
        this.#take(told.update);
        return;
      case 'shown':
        this.#options.onShown(told);
        return;
      case 'closed':
        this.#outbox.replace(undefined);
        this.#become({ is: 'closed', refusal: told.refusal });
        return;
    }
  }

  #handleWhole(update: string | undefined): void {
    const { document } = this.#options;
    const whole = update === undefined ? undefined : this.#take(update);
    if (update !== undefined && !whole) return;
    this.#become({ is: 'open', waiting: 0 });
    this.#outbox.replace(document.missingIn(whole));
    this.#copy?.replace(document.whole).catch((error: unknown) => this.#loseCopy(error));
  }

  /** After what can't be read nothing more is taken, as it builds on it; opened anew, all goes on. */
  #take(update: string): Uint8Array | undefined {
    try {
      const bytes = fromBase64(update);
      this.#options.document.take(bytes);
      return bytes;
    } catch {
      this.#closeLane?.();
      this.#closeLane = undefined;
      this.#outbox.replace(undefined);
      this.#become({ is: 'closed', refusal: new OwnRefusal('malformed', () => texts.unreadable) });
      return undefined;
    }
  }

  // What the server doesn't take must not stay here alone, and come back with every start.
  #handleRefused(refusal: Refusal): void {
    this.#options.document.reset();
    this.#copy?.clear().catch((error: unknown) => this.#loseCopy(error));
    this.#options.onUndone(refusal);
    this.open();
  }

  #loseCopy(error: unknown): void {
    this.#copy = undefined;
    this.#options.onCopyFailed(error);
  }

  #become(state: SyncState): void {
    this.#state = state;
    this.#options.onState(state);
  }
}
