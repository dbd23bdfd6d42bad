import { firstPlaylists } from './pure/first-media.ts';

/** What was asked for ahead, and when it was asked for, began to come, and was there. */
export interface Loaded {
  readonly data: string | ArrayBuffer;
  readonly bytes: number;
  readonly startMs: number;
  readonly firstMs: number;
  readonly endMs: number;
}

interface Line {
  /** What the first picture may ask of it, and what it carries in all. */
  readonly bps: number;
  readonly lineBps: number;
  readonly widthPx: number;
}

/** A live playlist is no longer what it was. */
const FRESH_MS = 4_000;

/** What the server has told with the way to the stream: the master, and what each of its playlists begins with. */
export interface Told {
  readonly playlist: string;
  readonly first?: readonly { readonly playlist: string; readonly pieces: readonly string[] }[] | undefined;
}

/**
 * Asks for what the player will ask for first, while its script is on its way and while the page is drawn: playlists, and of
 * picture and sound what makes the first picture. What isn't asked for after all was loaded in vain, and nothing else.
 */
export class FirstLoads {
  /** The picture to begin with. */
  readonly picture: string | undefined;
  readonly sound: string | undefined;
  readonly #loads = new Map<string, { startMs: number; loaded: Promise<Loaded> }>();

  constructor(master: string, line: Line, { playlist, first = [] }: Told) {
    const at = absolute(master);
    void this.#keep(at, (startMs) => Promise.resolve(toldNow(playlist, startMs)));
    const chosen = firstPlaylists(playlist, line);
    if (!chosen) return;
    this.picture = new URL(chosen.picture, at).href;
    this.sound = chosen.sound && new URL(chosen.sound, at).href;
    const playlists = [chosen.picture, chosen.sound].filter((uri) => uri !== undefined);
    const pieces = playlists.flatMap((uri) => first.find((each) => each.playlist === uri)?.pieces ?? []);
    // Over a line of six requests at a time: the playlists first, without which nothing is played.
    for (const uri of playlists) this.#load(new URL(uri, at).href, 'text');
    for (const uri of pieces) this.#load(new URL(uri, at).href, 'bytes');
  }

  /** Once; undefined where it wasn't asked for, or too long ago. */
  take(url: string): Promise<Loaded> | undefined {
    const key = absolute(url);
    const load = this.#loads.get(key);
    this.#loads.delete(key);
    return load && performance.now() - load.startMs < FRESH_MS ? load.loaded : undefined;
  }

  /** The player asks for it itself where this fails, and tells of it. */
  #load(url: string, as: 'text' | 'bytes'): void {
    this.#keep(url, (startMs) => loadNow(url, as, startMs)).catch(() => undefined);
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

async function loadNow(url: string, as: 'text' | 'bytes', startMs: number): Promise<Loaded> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.status} for ${url}`);
  const firstMs = performance.now();
  const data = as === 'text' ? await response.text() : await response.arrayBuffer();
  const bytes = typeof data === 'string' ? data.length : data.byteLength;
  return { data, bytes, startMs, firstMs, endMs: performance.now() };
}
