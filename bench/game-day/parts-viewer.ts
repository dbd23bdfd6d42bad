import type { LightHttp } from '../crowd/light-http.ts';
import { now } from '../crowd/person.ts';
import { type Fetching, openConnections, problem, readOnce, soon } from './fetching.ts';
import { type Listed, type LivePlaylist, beginningOf, isBehind } from './pure/live-playlist.ts';
import { type Medium, PlayerModel } from './pure/player-model.ts';

/** Whoever is behind by more has left the place where they were, and goes on near the end. */
const BEHIND_MAX = 16;
const KEPT = 4;
/** A part whose length nobody told by then is forgotten. */
const UNTOLD_MAX = 12;

type Named = Pick<Listed, 'uri' | 'msn' | 'part'>;

interface Track {
  readonly medium: Medium;
  readonly name: string;
  readonly playlist: LightHttp;
  readonly media: LightHttp;
  readonly queue: Named[];
  /** Came before the playlist said how long they are. */
  untold: { msn: number; part: number | undefined; atMs: number }[];
  isFetching: boolean;
}

/** A student who watches as the page does: sound and picture by blocking reload, every part of both. */
export class PartsViewer {
  readonly #student: number;
  readonly #fetching: Fetching;
  #player: PlayerModel | undefined;
  #tracks: readonly Track[] = [];
  /** Counts beginnings, so that a late answer to an earlier one is not taken for the present one's. */
  #generation = 0;
  /** Since something was answered last. */
  #inVain = 0;
  #timer: NodeJS.Timeout | undefined;
  /** The newest that was asked for: a player that lost its server goes on from there. */
  readonly #last = new Map<Medium, Named>();

  constructor(student: number, fetching: Fetching) {
    this.#student = student;
    this.#fetching = fetching;
  }

  get player(): PlayerModel | undefined {
    return this.#player;
  }

  come(): void {
    this.#player = new PlayerModel(now());
    this.#last.clear();
    void this.#begin();
  }

  go(): void {
    this.#end();
    this.#player = undefined;
  }

  #end(): void {
    this.#generation += 1;
    clearTimeout(this.#timer);
    for (const { playlist, media } of this.#tracks) {
      playlist.close();
      media.close();
    }
    this.#tracks = [];
  }

  async #begin(): Promise<void> {
    const generation = (this.#generation += 1);
    const open = () => openConnections(this.#fetching, this.#student, () => this.#handleBroken(generation));
    const [forVideo, forAudio] = await Promise.all([open(), open()]);
    if (generation !== this.#generation || !forVideo || !forAudio) {
      for (const connections of [forVideo, forAudio]) {
        connections?.playlist.close();
        connections?.media.close();
      }
      return;
    }
    const { video, audio } = this.#fetching;
    this.#tracks = [
      { medium: 'video', name: video, ...forVideo, queue: [], untold: [], isFetching: false },
      { medium: 'audio', name: audio, ...forAudio, queue: [], untold: [], isFetching: false },
    ];
    for (const track of this.#tracks) this.#ask(track, '');
  }

  #handleBroken(generation: number): void {
    if (generation !== this.#generation) return;
    problem(this.#fetching, 'the connection broke');
    this.#end();
    this.#timer = soon(() => void this.#begin(), this.#inVain);
    this.#inVain += 1;
  }

  #ask(track: Track, query: string): void {
    const generation = this.#generation;
    this.#fetching.count.requests += 1;
    track.playlist.get(`${this.#fetching.base}${track.name}.m3u8${query}`, (status, bytes, text) => {
      if (generation !== this.#generation) return;
      this.#fetching.count.bytes += bytes;
      if (status !== 200) {
        problem(this.#fetching, `${track.name}.m3u8${query}: ${status} ${text.trim()}`);
        this.#timer = soon(() => this.#askAnew(generation, track), this.#inVain);
        this.#inVain += 1;
        return;
      }
      this.#inVain = 0;
      this.#handlePlaylist(track, readOnce(text));
    });
  }

  #askAnew(generation: number, track: Track): void {
    if (generation === this.#generation) this.#ask(track, '');
  }

  #handlePlaylist(track: Track, playlist: LivePlaylist): void {
    const { hint, holdBackMs, parts } = playlist;
    const end = parts.at(-1);
    if (end) this.#player?.handleEnd(end.endsAtMs, holdBackMs);
    this.#tellLengths(track, playlist);
    const last = this.#last.get(track.medium);
    const listed = last ? parts.filter((part) => isBehind(part, last)) : beginningOf(playlist);
    for (const part of listed) this.#want(track, part);
    const newest = this.#last.get(track.medium);
    if (hint && (!newest || isBehind(hint, newest))) this.#want(track, hint);
    if (track.queue.length > BEHIND_MAX) track.queue.splice(0, track.queue.length - KEPT);
    this.#fetch(track);
    const generation = this.#generation;
    if (hint) this.#ask(track, `?_HLS_msn=${hint.msn}&_HLS_part=${hint.part}&_HLS_skip=YES`);
    else this.#timer = soon(() => this.#askAnew(generation, track), 0);
  }

  #want(track: Track, part: Named): void {
    track.queue.push(part);
    this.#last.set(track.medium, part);
  }

  #fetch(track: Track): void {
    const next = track.isFetching ? undefined : track.queue.shift();
    if (!next) return;
    const generation = this.#generation;
    track.isFetching = true;
    this.#fetching.count.requests += 1;
    track.media.get(`${this.#fetching.base}${next.uri}`, (status, bytes) => {
      if (generation !== this.#generation) return;
      track.isFetching = false;
      const { count } = this.#fetching;
      count.bytes += bytes;
      if (status === 200) track.untold.push({ msn: next.msn, part: next.part, atMs: now() });
      // What was announced may not come, when a transcoder gives way to another.
      else if (status === 404) count.withdrawn += 1;
      else problem(this.#fetching, `${next.uri}: ${status}`);
      this.#fetch(track);
    });
  }

  /** How long what came is, and when it was, is said by the playlist that lists it. */
  #tellLengths(track: Track, { parts }: LivePlaylist): void {
    track.untold = track.untold.filter(({ msn, part, atMs }) => {
      const told = parts.find((one) => one.msn === msn && one.part === part);
      if (told) this.#player?.append(track.medium, told, atMs);
      return !told;
    });
    if (track.untold.length > UNTOLD_MAX) track.untold.shift();
  }
}
