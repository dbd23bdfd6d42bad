import { type Hash, createHash } from 'node:crypto';
import { StartError } from '../../config/index.ts';
import { type Unpacked, readArchive } from './archive.ts';
import { ABOUT, type About, DATA, SUMS, readAbout } from './pure/about.ts';
import { differenceIn, readSums } from './pure/sums.ts';

/** Where what is read is put. */
export interface Place {
  /** `path`: as it was in the data folder. */
  makeFolder(path: string, mode: number): Promise<void>;
  write(path: string, mode: number, content: AsyncIterable<Buffer>): Promise<void>;
}

const nowhere: Place = {
  makeFolder: () => Promise.resolve(),
  async write(_path, _mode, content) {
    for await (const _chunk of content) continue;
  },
};

const TEXT_MAX = 256 * 1024 * 1024;

/**
 * Reads a backup to its end, only to look where there is no place for it, and holds every file against what was written
 * down of it. A StartError says what is wrong.
 */
export async function readBackup(file: string, place: Place = nowhere): Promise<About> {
  const found = new Map<string, string>();
  const texts = new Map<string, string>();

  async function take({ path, mode, stream }: Unpacked): Promise<void> {
    if (stream === undefined) {
      await place.makeFolder(insideOf(path), mode);
    } else if (path === SUMS || path === ABOUT) {
      texts.set(path, await textOf(stream));
    } else {
      const inside = insideOf(path);
      const hash = createHash('sha256');
      await place.write(inside, mode, hashed(stream, hash));
      found.set(path, hash.digest('hex'));
    }
  }

  try {
    await readArchive(file, take);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartError(`The backup ${file} can't be used (${reason}).`, error);
  }
  const about = readAbout(texts.get(ABOUT) ?? '');
  const sums = readSums(texts.get(SUMS) ?? '');
  if (!about || !sums) throw new StartError(`${file} is no backup of Rostrum, or not a whole one.`);
  const difference = differenceIn(sums, found);
  if (difference !== undefined) throw new StartError(`The backup ${file} is damaged: ${difference}.`);
  return about;
}

/** What comes out of an archive may be anybody's: nothing in it names a place outside. */
function insideOf(path: string): string {
  const [top, ...names] = path.split('/');
  const isInside = top === DATA && names.every((name) => name !== '' && name !== '.' && name !== '..');
  if (!isInside || names.some((name) => name.includes('\\'))) throw new Error(`it names ${path}`);
  return names.join('/');
}

async function* hashed(content: AsyncIterable<Buffer>, hash: Hash): AsyncGenerator<Buffer> {
  for await (const chunk of content) {
    hash.update(chunk);
    yield chunk;
  }
}

async function textOf(content: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of content) {
    bytes += chunk.length;
    if (bytes > TEXT_MAX) throw new Error('its list of files is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
