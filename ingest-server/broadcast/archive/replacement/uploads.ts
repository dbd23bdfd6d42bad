import { REPLACEMENT_PIECE_MAX_BYTES } from '@rostrum/protocol/http';
import { type FileHandle, mkdir, open, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { Disk } from '../disk.ts';
import { type StreamKeys, nameOf } from '../pure/keys.ts';
import { streamsIn } from '../stream-folders.ts';

export interface Upload extends StreamKeys {
  readonly uploadId: string;
  /** Of the whole file. */
  readonly bytes: number;
}

/** `bytes`: what is there now. */
export type Taken =
  | { readonly is: 'taken' | 'elsewhere' | 'broken-off' | 'too-much' | 'disk-full'; readonly bytes: number }
  | { readonly is: 'unknown' };

class BrokenOff extends Error {}

/**
 * Files on their way here, piece by piece, on this node's own disk, where FFmpeg needs them. What is there of one is
 * its length, also after a kill: a piece that broke off counts as far as it came.
 */
export class Uploads {
  readonly #folder: string;
  readonly #disk: Disk;
  readonly #taking = new Map<string, { stream: StreamKeys; stop: AbortController; done: Promise<unknown> }>();

  constructor(folder: string, disk: Disk) {
    this.#folder = folder;
    this.#disk = disk;
  }

  folderOf({ classId, streamId, uploadId }: Omit<Upload, 'bytes'>): string {
    return join(this.#folder, classId, streamId, uploadId);
  }

  fileOf(upload: Omit<Upload, 'bytes'>): string {
    return join(this.folderOf(upload), 'upload.mp4');
  }

  async begin(upload: Omit<Upload, 'bytes'>): Promise<void> {
    await mkdir(this.folderOf(upload), { recursive: true });
    await writeFile(this.fileOf(upload), '');
  }

  /** Undefined where it is not here. */
  async sizeOf(upload: Omit<Upload, 'bytes'>): Promise<number | undefined> {
    const found = await orMissing(stat(this.fileOf(upload)));
    return found?.size;
  }

  /** The newest connection wins: the one before it is most likely dead, and nobody has noticed yet. */
  async take(upload: Upload, from: number, body: Readable): Promise<Taken> {
    const { uploadId } = upload;
    for (let other = this.#taking.get(uploadId); other; other = this.#taking.get(uploadId)) {
      other.stop.abort();
      await other.done;
    }
    const stop = new AbortController();
    const taking = this.#append(upload, from, body, stop.signal);
    const done = taking
      .catch(() => undefined)
      .then(() => this.#taking.get(uploadId)?.stop === stop && this.#taking.delete(uploadId));
    this.#taking.set(uploadId, { stream: upload, stop, done });
    return taking;
  }

  /** Nothing comes in for this stream any more, and nothing of it is left here. */
  async drop(stream: StreamKeys): Promise<void> {
    for (const { stream: theirs, stop, done } of [...this.#taking.values()]) {
      if (nameOf(theirs) !== nameOf(stream)) continue;
      stop.abort();
      await done;
    }
    await rm(join(this.#folder, stream.classId, stream.streamId), { recursive: true, force: true });
  }

  /** What nobody waits for any more goes, such as what was being put in place when the server was killed. */
  async keepOnly(isWanted: (stream: StreamKeys) => Promise<boolean>): Promise<void> {
    for (const stream of await streamsIn(this.#folder)) {
      if (!(await isWanted(stream))) await this.drop(stream);
    }
  }

  async #append(upload: Upload, from: number, body: Readable, signal: AbortSignal): Promise<Taken> {
    const file = await orMissing(open(this.fileOf(upload), 'r+'));
    if (!file) return { is: 'unknown' };
    const handleAbort = () => void body.destroy();
    signal.addEventListener('abort', handleAbort);
    try {
      const { size } = await file.stat();
      if (from !== size) return { is: 'elsewhere', bytes: size };
      const endMax = Math.min(upload.bytes, from + REPLACEMENT_PIECE_MAX_BYTES);
      const taken = await this.#write(file, { at: from, endMax }, body);
      // A power cut must not take back what was said to be here.
      await file.datasync();
      return taken;
    } finally {
      signal.removeEventListener('abort', handleAbort);
      // Unread, it would stand in the way of whatever comes next over the same connection.
      body.resume();
      await file.close();
    }
  }

  async #write(
    file: FileHandle,
    { at: from, endMax }: { at: number; endMax: number },
    body: Readable,
  ): Promise<Taken> {
    let at = from;
    try {
      for await (const chunk of coming(body)) {
        if (at + chunk.length > endMax) return { is: 'too-much', bytes: at };
        if (!(await this.#disk.hasRoomToSpareFor(chunk.length))) return { is: 'disk-full', bytes: at };
        await writeWhole(file, chunk, at);
        at += chunk.length;
      }
      return { is: 'taken', bytes: at };
    } catch (error) {
      if (error instanceof BrokenOff) return { is: 'broken-off', bytes: at };
      throw error;
    }
  }
}

/** A refusal in the middle must still reach whoever is sending: their connection stays. */
async function* coming(body: Readable): AsyncGenerator<Buffer> {
  try {
    yield* body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  } catch (cause) {
    throw new BrokenOff('the piece broke off', { cause });
  }
}

async function writeWhole(file: FileHandle, chunk: Buffer, at: number): Promise<void> {
  let written = 0;
  while (written < chunk.length) {
    written += (await file.write(chunk, written, chunk.length - written, at + written)).bytesWritten;
  }
}

async function orMissing<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
