import { firstFrom, firstPlaylists, readMedia } from './pure/first-media.ts';

/** What was asked for ahead, and when it was asked for, began to come, and was there. */
export interface Loaded {
  readonly data: string | ArrayBuffer;
  readonly bytes: number;
  readonly startMs: number;
  readonly firstMs: number;
  readonly endMs: number;
}

interface Line {
  readonly bps: number;
  readonly widthPx: number;
}

/** A live playlist is no longer what it was. */
const FRESH_MS = 4_000;

/**
 * Asks for what the player will ask for first, while its script is on its way and while the page is drawn: playlists, and of
 * picture and sound what makes the first picture. What isn't asked for after all was loaded in vain, and nothing else.
 */
export class FirstLoads {
  /** The picture to begin with; told once its playlist is asked for. */
  picture: string | undefined;
  readonly #loads = new Map<string, { startMs: number; loaded: Promise<Loaded> }>();

  /** @param playlist what the server has told of the master already. */
  constructor(master: string, line: Line, playlist?: string) {
    // The player asks for it itself, and tells of a failure.
    this.#begin(absolute(master), line, playlist).catch(() => undefined);
  }

  /** Once; undefined where it wasn't asked for, or too long ago. */
  take(url: string): Promise<Loaded> | undefined {
    const key = absolute(url);
    const load = this.#loads.get(key);
    this.#loads.delete(key);
    return load && performance.now() - load.startMs < FRESH_MS ? load.loaded : undefined;
  }

  async #begin(master: string, line: Line, playlist: string | undefined): Promise<void> {
    const load = this.#keep(master, (startMs) =>
      playlist === undefined ? loadText(master, startMs) : Promise.resolve(toldNow(playlist, startMs)),
    );
    const first = firstPlaylists(playlist ?? String((await load).data), line);
    if (!first) return;
    this.picture = new URL(first.picture, master).href;
    this.#beginMedia(master, this.picture);
    if (first.sound !== undefined) this.#beginMedia(master, new URL(first.sound, master).href);
  }

  /** Given on when what it lists is asked for: the player would ask for the same a moment before. */
  #beginMedia(master: string, url: string): void {
    const load = this.#keep(url, async (startMs) => {
      const loaded = await loadText(url, startMs);
      const media = readMedia(String(loaded.data));
      const uris = firstFrom(media, media.edgeMs - media.holdBackMs);
      for (const uri of media.init === undefined ? uris : [media.init, ...uris]) {
        const at = new URL(uri, master).href;
        this.#keep(at, (askedMs) => loadNow(at, 'bytes', askedMs)).catch(() => undefined);
      }
      return loaded;
    });
    load.catch(() => undefined);
  }

  #keep(url: string, load: (startMs: number) => Promise<Loaded>): Promise<Loaded> {
    const startMs = performance.now();
    const loaded = load(startMs);
    this.#loads.set(url, { startMs, loaded });
    return loaded;
  }
}

function absolute(url: string): string {
  return new URL(url, location.href).href;
}

function toldNow(text: string, atMs: number): Loaded {
  return { data: text, bytes: text.length, startMs: atMs, firstMs: atMs, endMs: atMs };
}

function loadText(url: string, startMs: number): Promise<Loaded> {
  return loadNow(url, 'text', startMs);
}

async function loadNow(url: string, as: 'text' | 'bytes', startMs: number): Promise<Loaded> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.status} for ${url}`);
  const firstMs = performance.now();
  const data = as === 'text' ? await response.text() : await response.arrayBuffer();
  const bytes = typeof data === 'string' ? data.length : data.byteLength;
  return { data, bytes, startMs, firstMs, endMs: performance.now() };
}
