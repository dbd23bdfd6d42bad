import { buffer } from 'node:stream/consumers';
import type { KeptStream } from '../archive/index.ts';
import { caching } from '../pure/caching.ts';
import { CAPTIONS, type CaptionedSegment, captionsLead } from '../pure/captions.ts';
import { readFragment } from '../pure/fragment.ts';
import { listAll } from '../pure/listed.ts';
import type { PlaylistKind } from '../pure/live-path.ts';
import { renderMediaPlaylist } from '../pure/media-playlist.ts';
import { type Answer, type Content, mediaContent } from './answer.ts';
import { keptBasis, keptMultivariant } from './multivariant.ts';
import { Playlists } from './playlists.ts';
import { noRendition, streamOver } from './refusals.ts';
import { INIT_TYPE, SEGMENT_TYPE } from './stage.ts';

/** Half a minute of a large class that looks at the same moments. */
const KEEP_BYTES = 64 * 1024 * 1024;
/** All rungs of some ten long lectures. */
const KEEP_PLAYLISTS_BYTES = 32 * 1024 * 1024;

/** What was recorded, read from the archive: each segment once for all who ask for it at the same time. */
export class KeptShelf {
  /** Those used last at the end. */
  readonly #read = new Map<string, Buffer>();
  readonly #reading = new Map<string, Promise<Buffer | undefined>>();
  readonly #playlists = new Playlists(KEEP_PLAYLISTS_BYTES);
  #bytes = 0;

  /** `language`: what it is captioned in. */
  multivariant(kept: KeptStream, kind: PlaylistKind, language?: string): Answer {
    const key = `${kept.classId}/${kept.streamId} ${kind}`;
    const write = () => keptMultivariant(kept, kind, language);
    const content = this.#playlists.take(key, keptBasis(kept, language), write);
    return content ? { status: 200, content, cache: caching.recordedPlaylist } : streamOver;
  }

  playlist(kept: KeptStream, kind: PlaylistKind, name: string): Answer {
    const isText = name === CAPTIONS;
    const segments = kept.segments(isText ? leadOf(kept) : name);
    if (segments.length === 0) return noRendition(name);
    // With its end, and the same numbers: what began as the live playlist goes on as the recording.
    const as = kind === 'live' ? 'recording' : kind;
    const key = `${kept.classId}/${kept.streamId} ${as} ${name}`;
    const content = this.#playlists.take(key, [segments.length, segments.at(-1)], () =>
      renderMediaPlaylist({
        ...{ kind: as, name, isText, streamId: kept.streamId, longestMs: longestIn(kept) },
        ...{ segments: listAll(segments, []), partTargetMs: 0, ended: true, skip: false, reports: [] },
      }),
    );
    return { status: 200, content, cache: caching.recordedPlaylist };
  }

  /** Whether it is in memory; `file`: as its address names it. */
  holds({ streamId }: KeptStream, name: string, file: string): boolean {
    return this.#read.has(`${streamId}/${name}/${file}`);
  }

  async segment(kept: KeptStream, name: string, msn: number): Promise<Content | undefined> {
    const bytes = await this.#get(`${kept.streamId}/${name}/${msn}`, async () => {
      const opened = await kept.open(name, msn);
      return opened && buffer(opened.stream);
    });
    return bytes && mediaContent(SEGMENT_TYPE, `${kept.streamId}/${name}/${msn}`, [bytes]);
  }

  /** Undefined where it is missing. */
  async captioned(kept: KeptStream, msn: number): Promise<CaptionedSegment | undefined> {
    const lead = leadOf(kept);
    const segment = kept.segments(lead).find((one) => one.msn === msn && one.is === 'complete');
    const info = kept.info(lead);
    const found = segment && (await this.segment(kept, lead, msn));
    const [bytes] = found?.pieces ?? [];
    if (!segment || !info || !bytes) return undefined;
    const startMs = (readFragment(bytes).startTicks / info.timescale) * 1000;
    return { wallMs: segment.wallMs, durationMs: segment.durationMs, startMs };
  }

  async init(kept: KeptStream, name: string, run: number): Promise<Content | undefined> {
    const key = `${kept.streamId}/${name}/init-${run}`;
    const bytes = await this.#get(key, async () => {
      const found = await kept.init(name, run);
      return found && Buffer.from(found.buffer, found.byteOffset, found.byteLength);
    });
    return bytes && mediaContent(INIT_TYPE, key, [bytes]);
  }

  #get(key: string, read: () => Promise<Buffer | undefined>): Promise<Buffer | undefined> {
    const found = this.#read.get(key);
    if (found) {
      this.#read.delete(key);
      this.#read.set(key, found);
      return Promise.resolve(found);
    }
    const reading = this.#reading.get(key) ?? this.#readOnce(key, read);
    this.#reading.set(key, reading);
    return reading;
  }

  async #readOnce(key: string, read: () => Promise<Buffer | undefined>): Promise<Buffer | undefined> {
    try {
      const bytes = await read();
      if (bytes) this.#keep(key, bytes);
      return bytes;
    } finally {
      this.#reading.delete(key);
    }
  }

  #keep(key: string, bytes: Buffer): void {
    this.#read.set(key, bytes);
    this.#bytes += bytes.length;
    for (const [oldest, old] of this.#read) {
      if (this.#bytes <= KEEP_BYTES) return;
      this.#read.delete(oldest);
      this.#bytes -= old.length;
    }
  }
}

function leadOf(kept: KeptStream): string {
  const has = (name: string) => kept.segments(name).length > 0;
  return captionsLead(kept.rungs, (name) => kept.info(name), has) ?? CAPTIONS;
}

/** A recording that was sent here is cut where its key frames are, not at every two seconds. */
function longestIn(kept: KeptStream): number {
  return kept.rungs.reduce(
    (longest, name) =>
      kept.segments(name).reduce((most, { durationMs }) => Math.max(most, durationMs), longest),
    0,
  );
}
