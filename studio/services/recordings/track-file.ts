import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

export type Appended = { is: 'kept'; sizeBytes: number } | { is: 'gap'; sizeBytes: number };

/** Long enough to gather the chunks of all tracks, short enough that a power cut costs no more than a second with them. */
const SYNC_AFTER_MS = 250;

/** One track on disk: appended to in order, and on the disk itself a moment later. */
export class TrackFile {
  readonly #path: string;
  readonly #onTrouble: (cause: unknown) => void;
  #handle: FileHandle | undefined;
  #sizeBytes = 0;
  #last: Promise<unknown> = Promise.resolve();
  #syncing: NodeJS.Timeout | undefined;

  constructor(path: string, onTrouble: (cause: unknown) => void) {
    this.#path = path;
    this.#onTrouble = onTrouble;
  }

  /** What is there already is written over with the same: an answer that was lost may be asked for again. */
  append(offsetBytes: number, bytes: Uint8Array): Promise<Appended> {
    return this.#inOrder(async () => {
      const handle = (this.#handle ??= await this.#open());
      if (offsetBytes > this.#sizeBytes) return { is: 'gap', sizeBytes: this.#sizeBytes };
      let written = 0;
      while (written < bytes.byteLength) {
        const left = bytes.byteLength - written;
        written += (await handle.write(bytes, written, left, offsetBytes + written)).bytesWritten;
      }
      this.#sizeBytes = Math.max(this.#sizeBytes, offsetBytes + bytes.byteLength);
      this.#syncing ??= setTimeout(() => this.#sync(), SYNC_AFTER_MS);
      return { is: 'kept', sizeBytes: this.#sizeBytes };
    });
  }

  close(): Promise<void> {
    return this.#inOrder(async () => {
      clearTimeout(this.#syncing);
      this.#syncing = undefined;
      const handle = this.#handle;
      this.#handle = undefined;
      if (!handle) return;
      try {
        await handle.datasync();
      } finally {
        await handle.close();
      }
    });
  }

  async #open(): Promise<FileHandle> {
    // Not for appending: Linux would put every write at the end, whatever its place.
    const handle = await open(this.#path, constants.O_RDWR | constants.O_CREAT, 0o600);
    this.#sizeBytes = (await handle.stat()).size;
    return handle;
  }

  #sync(): void {
    this.#syncing = undefined;
    this.#handle?.datasync().catch(this.#onTrouble);
  }

  #inOrder<T>(work: () => Promise<T>): Promise<T> {
    const working = this.#last.then(work, work);
    this.#last = working.catch(() => {});
    return working;
  }
}
