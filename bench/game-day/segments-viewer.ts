import type { LightHttp } from '../crowd/light-http.ts';
import { type Connections, type Fetching, openConnections, problem, readOnce, soon } from './fetching.ts';
import { type Listed, type LivePlaylist, isBehind } from './pure/live-playlist.ts';

/** Where nothing was listed. */
const AGAIN_MS = 2_000;
/** Whoever was away for longer goes on with the newest. */
const SEGMENTS_MOST = 3;

/** A student who watches as a plain player of HLS does: playlists now and then, whole segments; or listens alone. */
export class SegmentsViewer {
  readonly #student: number;
  readonly #fetching: Fetching;
  readonly #names: readonly string[];
  #connections: Connections | undefined;
  #last = new Map<string, Listed>();
  #generation = 0;
  /** Since something was answered last. */
  #inVain = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(student: number, fetching: Fetching, hasPicture: boolean) {
    this.#student = student;
    this.#fetching = fetching;
    this.#names = hasPicture ? [fetching.video, fetching.audio] : [fetching.audio];
  }

  come(): void {
    void this.#begin();
  }

  go(): void {
    this.#generation += 1;
    clearTimeout(this.#timer);
    this.#connections?.playlist.close();
    this.#connections?.media.close();
    this.#connections = undefined;
  }

  async #begin(): Promise<void> {
    const generation = (this.#generation += 1);
    const handleBroken = () => this.#handleBroken(generation);
    const connections = await openConnections(this.#fetching, this.#student, handleBroken);
    if (!connections) return;
    if (generation === this.#generation) {
      this.#connections = connections;
      await this.#watch(generation, connections);
      return;
    }
    connections.playlist.close();
    connections.media.close();
  }

  #handleBroken(generation: number): void {
    if (generation !== this.#generation) return;
    problem(this.#fetching, 'the connection broke');
    this.go();
    this.#timer = soon(() => void this.#begin(), this.#inVain);
    this.#inVain += 1;
  }

  async #watch(generation: number, { playlist, media }: Connections): Promise<void> {
    while (generation === this.#generation) {
      let waitMs = AGAIN_MS;
      for (const name of this.#names) {
        const listed = await this.#playlist(playlist, name);
        if (!listed) continue;
        waitMs = listed.targetMs;
        for (const segment of this.#newIn(name, listed)) await this.#take(media, segment);
      }
      await new Promise<void>((resolve) => (this.#timer = setTimeout(resolve, waitMs)));
    }
  }

  #newIn(name: string, { segments }: LivePlaylist): readonly Listed[] {
    const last = this.#last.get(name);
    const fresh = last ? segments.filter((segment) => isBehind(segment, last)) : segments.slice(-1);
    const newest = fresh.at(-1);
    if (newest) this.#last.set(name, newest);
    return fresh.slice(-SEGMENTS_MOST);
  }

  async #playlist(connection: LightHttp, name: string): Promise<LivePlaylist | undefined> {
    const { status, text } = await this.#get(connection, `${name}.m3u8`);
    if (status === 200) {
      this.#inVain = 0;
      return readOnce(text);
    }
    problem(this.#fetching, `${name}.m3u8: ${status} ${text.trim()}`);
    return undefined;
  }

  async #take(connection: LightHttp, { uri }: Listed): Promise<void> {
    const { status } = await this.#get(connection, uri);
    if (status !== 200) problem(this.#fetching, `${uri}: ${status}`);
  }

  /** Never resolves where the connection breaks: then all begins anew. */
  #get(connection: LightHttp, path: string): Promise<{ status: number; text: string }> {
    this.#fetching.count.requests += 1;
    return new Promise((resolve) => {
      connection.get(`${this.#fetching.base}${path}`, (status, bytes, text) => {
        this.#fetching.count.bytes += bytes;
        resolve({ status, text });
      });
    });
  }
}
