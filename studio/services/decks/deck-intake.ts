import { type Hash, createHash } from 'node:crypto';
import { open, rename, rm, writeFile } from 'node:fs/promises';
import { placeOf } from './pure/piece-order.ts';

export type Appending = 'done' | 'gone' | 'no-room';

/**
 * Takes one file in, piece by piece; under its own name only when it is what was announced. Between two pieces nothing
 * is held open: the page that sends them may go at any time.
 */
export class DeckIntake {
  readonly #partFile: string;
  readonly #total: number;
  readonly #hash: Hash = createHash('sha256');
  #received = 0;
  #isClosed = false;
  #last: Promise<unknown> = Promise.resolve();

  private constructor(partFile: string, total: number) {
    this.#partFile = partFile;
    this.#total = total;
  }

  static async begin(partFile: string, total: number): Promise<DeckIntake> {
    await writeFile(partFile, '', { mode: 0o600 });
    return new DeckIntake(partFile, total);
  }

  append(offset: number, piece: Uint8Array): Promise<Appending> {
    return this.#inTurn(async () => {
      if (this.#isClosed) return 'gone';
      switch (placeOf({ offset, length: piece.length }, { received: this.#received, total: this.#total })) {
        case 'there-already':
          return 'done';
        case 'out-of-place':
          return 'gone';
        case 'append':
          break;
      }
      if (!(await writeAt(this.#partFile, piece, offset))) {
        await this.#discard();
        return 'no-room';
      }
      this.#hash.update(piece);
      this.#received += piece.length;
      return 'done';
    });
  }

  /** Whether it is there now, under `file`: whole, and with the hash that its id is made of. */
  finish(deckId: string, file: string): Promise<boolean> {
    return this.#inTurn(async () => {
      if (this.#isClosed) return false;
      const isWhole = this.#received === this.#total && deckIdOf(this.#hash) === deckId;
      if (!isWhole) {
        await this.#discard();
        return false;
      }
      this.#isClosed = true;
      await syncFile(this.#partFile);
      await rename(this.#partFile, file);
      return true;
    });
  }

  close(): Promise<void> {
    return this.#inTurn(() => this.#discard());
  }

  async #discard(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await rm(this.#partFile, { force: true });
  }

  #inTurn<T>(step: () => Promise<T>): Promise<T> {
    const stepping = this.#last.then(step, step);
    this.#last = stepping;
    return stepping;
  }
}

/** The first 22 characters of the hash in base64url: the page makes the same from the same bytes. */
function deckIdOf(hash: Hash): string {
  return hash.digest('base64url').slice(0, 22);
}

/** False where the disk is full. */
async function writeAt(file: string, piece: Uint8Array, position: number): Promise<boolean> {
  const handle = await open(file, 'r+');
  try {
    let written = 0;
    while (written < piece.length) {
      const left = piece.length - written;
      written += (await handle.write(piece, written, left, position + written)).bytesWritten;
    }
    return true;
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOSPC' || code === 'EDQUOT') return false;
    throw new Error(`${file} can't be written`, { cause });
  } finally {
    await handle.close();
  }
}

async function syncFile(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
