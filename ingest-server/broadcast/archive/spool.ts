import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type SpoolRecord, ordinalOf, spoolFileName } from './pure/spool-record.ts';
import { readSpoolFile, readSpoolHead, syncSpoolFile, writeSpoolFile } from './spool-file.ts';

/** One thing on its way to the store. */
export interface Spooled {
  readonly record: SpoolRecord;
  readonly bytes: number;
  readonly path: string;
  isSynced: boolean;
}

/**
 * What came of one stream and isn't in the store yet, a file each. A killed server finds all of it again. Files are
 * forced to the disk only while the store is away: what is about to be there in a moment needs it once, not twice.
 */
export class Spool {
  readonly #folder: string;
  #next: number;
  #isForced = false;

  private constructor(folder: string, next: number) {
    this.#folder = folder;
    this.#next = next;
  }

  /** With what an earlier life left, in order. What was torn is passed over: nobody has its bytes any more. */
  static async open(folder: string): Promise<{ spool: Spool; left: Spooled[] }> {
    await mkdir(folder, { recursive: true });
    const left: Spooled[] = [];
    let next = 0;
    for (const name of (await readdir(folder)).sort()) {
      const path = join(folder, name);
      const ordinal = ordinalOf(name);
      const found = ordinal === undefined ? undefined : await readSpoolHead(path);
      if (ordinal === undefined || !found) {
        await rm(path, { force: true });
        continue;
      }
      next = ordinal + 1;
      left.push({ ...found, path, isSynced: false });
    }
    return { spool: new Spool(folder, next), left };
  }

  async write(record: SpoolRecord, parts: readonly Buffer[]): Promise<Spooled> {
    const path = join(this.#folder, spoolFileName(this.#next));
    this.#next += 1;
    const isSynced = this.#isForced;
    await writeSpoolFile(path, record, parts, isSynced);
    // The store went away meanwhile.
    if (this.#isForced && !isSynced) await syncSpoolFile(path);
    const bytes = parts.reduce((sum, part) => sum + part.length, 0);
    return { record, bytes, path, isSynced: this.#isForced };
  }

  /** Undefined where it is there no more, or torn. */
  async read({ path }: Spooled): Promise<Buffer | undefined> {
    try {
      return await readSpoolFile(path);
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  /** The store is away: these and all that follow must survive a power cut here. What is there no more is passed over. */
  async force(waiting: readonly Spooled[]): Promise<void> {
    this.#isForced = true;
    for (const spooled of waiting) {
      if (spooled.isSynced) continue;
      try {
        await syncSpoolFile(spooled.path);
      } catch (error) {
        if (!isMissing(error)) throw error;
      }
      spooled.isSynced = true;
    }
  }

  relax(): void {
    this.#isForced = false;
  }

  async remove({ path }: Spooled): Promise<void> {
    await rm(path, { force: true });
  }

  /** Nothing of the stream is here any more. */
  async discard(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
