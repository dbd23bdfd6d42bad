import { firstAt, firstPlaylists, readMedia } from './pure/first-media.ts';

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

  constructor(master: string, line: Line) {
    // The player asks for it itself, and tells of a failure.
    this.#begin(new URL(master, location.href).href, line).catch(() => undefined);
  }

  /** Once; undefined where it wasn't asked for, or too long ago. */
  take(url: string): Promise<Loaded> | undefined {
    const load = this.#loads.get(url);
    this.#loads.delete(url);
    return load && performance.now() - load.startMs < FRESH_MS ? load.loaded : undefined;
  }

  async #begin(master: string, line: Line): Promise<void> {
    const first = firstPlaylists(await this.#text(master), line);
    if (!first) return;
    const at = (base: string, uri: string) => new URL(uri, base).href;
    this.picture = at(master, first.picture);
    const sound = first.sound === undefined ? undefined : at(master, first.sound);
    const asked = [this.picture, sound].map(async (url) => url && readMedia(await this.#text(url)));
    const [pictures, sounds] = await Promise.all(asked);
    if (!pictures) return;
    const beginMs = pictures.edgeMs - pictures.holdBackMs;
    for (const media of [pictures, sounds]) {
      if (!media) continue;
      for (const uri of [media.init, firstAt(media, beginMs)])
        if (uri !== undefined) void this.#load(at(master, uri), 'bytes');
    }
  }

  async #text(url: string): Promise<string> {
    return String((await this.#load(url, 'text')).data);
  }

  #load(url: string, as: 'text' | 'bytes'): Promise<Loaded> {
    const startMs = performance.now();
    const loaded = loadNow(url, as, startMs);
    loaded.catch(() => undefined);
    this.#loads.set(url, { startMs, loaded });
    return loaded;
  }
}

async function loadNow(url: string, as: 'text' | 'bytes', startMs: number): Promise<Loaded> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.status} for ${url}`);
  const firstMs = performance.now();
  const data = as === 'text' ? await response.text() : await response.arrayBuffer();
  const bytes = typeof data === 'string' ? data.length : data.byteLength;
  return { data, bytes, startMs, firstMs, endMs: performance.now() };
}
