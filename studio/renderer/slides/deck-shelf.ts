import { DECK_PIECE_MAX_BYTES, type Deck, type DeckNotes } from '../../preload/decks-contract.ts';
import type { Bridge } from '../bridge/index.ts';

export type Keeping = { is: 'kept'; deck: Deck } | { is: 'no-room' } | { is: 'damaged' };

/** The decks that the shell keeps. What goes wrong on the way rejects with BridgeError. */
export class DeckShelf {
  readonly #bridge: Bridge;

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
  }

  async list(): Promise<{ decks: Deck[]; openDeckId?: string | undefined }> {
    return this.#bridge.ask('decks.list', {});
  }

  /** Piece by piece, so that a large file never lies in memory twice. */
  async keep(
    file: Blob,
    deck: Pick<Deck, 'deckId' | 'title' | 'pages'>,
    onProgress: (part: number) => void,
    signal: AbortSignal,
  ): Promise<Keeping> {
    const { deckId } = deck;
    const begun = await this.#bridge.ask('decks.add', { ...deck, bytes: file.size });
    switch (begun.is) {
      case 'there':
        return { is: 'kept', deck: begun.deck };
      case 'no-room':
        return { is: 'no-room' };
      case 'wanted':
        break;
    }
    for (let offset = 0; offset < file.size; offset += DECK_PIECE_MAX_BYTES) {
      const bytes = new Uint8Array(await file.slice(offset, offset + DECK_PIECE_MAX_BYTES).arrayBuffer());
      signal.throwIfAborted();
      const { is } = await this.#bridge.ask('decks.append', { deckId, offset, bytes });
      if (is === 'no-room') return { is: 'no-room' };
      if (is === 'gone') return { is: 'damaged' };
      onProgress(Math.min(1, (offset + bytes.byteLength) / file.size));
    }
    const finished = await this.#bridge.ask('decks.finish', { deckId });
    return finished.is === 'kept' ? finished : { is: 'damaged' };
  }

  /** Undefined: it is not there any more. */
  async read(deckId: string, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer> | undefined> {
    let bytes: Uint8Array<ArrayBuffer> | undefined;
    let offset = 0;
    do {
      const answer = await this.#bridge.ask('decks.read', { deckId, offset });
      signal.throwIfAborted();
      if (answer.is === 'gone') return undefined;
      bytes ??= new Uint8Array(answer.total);
      const piece = fromBase64(answer.base64);
      if (piece.length === 0) return undefined;
      bytes.set(piece, offset);
      offset += piece.length;
    } while (offset < bytes.length);
    return bytes;
  }

  async setOpen(deckId: string | undefined): Promise<void> {
    await this.#bridge.ask('decks.open', deckId === undefined ? {} : { deckId });
  }

  async change(deckId: string, change: { title?: string; page?: number }): Promise<void> {
    await this.#bridge.ask('decks.change', { deckId, ...change });
  }

  async notes(deckId: string): Promise<DeckNotes> {
    return (await this.#bridge.ask('decks.notes', { deckId })).notes;
  }

  async writeNote(deckId: string, page: number, text: string): Promise<void> {
    await this.#bridge.ask('decks.note', { deckId, page, text });
  }

  async remove(deckId: string): Promise<void> {
    await this.#bridge.ask('decks.delete', { deckId });
  }
}

/** The same bytes have the same id on every computer. */
export async function deckIdOf(bytes: BufferSource): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return btoa(String.fromCharCode(...hash))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .slice(0, 22);
}

function fromBase64(text: string): Uint8Array {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}
