import { LIVE_PICTURE_EVERY_MS } from '@rostrum/protocol/http';
import { caching } from '../pure/caching.ts';
import { CAPTIONS, type CaptionedSegment, captionsLead } from '../pure/captions.ts';
import {
  type Delivery,
  type Directives,
  type Progress,
  partDelivery,
  playlistDelivery,
} from '../pure/delivery.ts';
import { firstPieces } from '../pure/first-pieces.ts';
import { listAll, listSegments } from '../pure/listed.ts';
import { type PlaylistKind, playlistFile } from '../pure/live-path.ts';
import { renderMediaPlaylist, withStream } from '../pure/media-playlist.ts';
import { type MomentSegment, momentSegment } from '../pure/moment-segment.ts';
import { readFragment } from '../pure/fragment.ts';
import { type Head, SEGMENT_MS, durationOf, headOf } from '../pure/rendition.ts';
import { type Answer, type Asker, type Content, mediaContent } from './answer.ts';
import type { LiveProgramme } from './live-programme.ts';
import { liveBasis, liveMultivariant } from './multivariant.ts';
import { Playlists } from './playlists.ts';
import { noRendition, notOnTimeline, starting } from './refusals.ts';
import { WaitingRoom, type WaitingRoomOptions } from './waiting-room.ts';

/** After three target durations a blocked request is answered with 503 (RFC 8216bis 6.2.5.2). */
const BLOCK_MAX_MS = 3 * SEGMENT_MS;

/** Some seconds of parts of all rungs. */
const ANSWERS_KEPT = 64;

export const SEGMENT_TYPE = 'video/iso.segment';
export const INIT_TYPE = 'video/mp4';

/** `key`: the same for the same thing, and of nothing else. */
export interface AskedPlaylist {
  readonly key: string;
  readonly kind: PlaylistKind;
  readonly name: string;
  readonly directives: Directives;
}

export interface AskedPart {
  readonly key: string;
  readonly name: string;
  readonly head: Head;
  readonly cache: string;
}

export interface StageOptions extends Omit<WaitingRoomOptions, 'patienceMs'> {
  /** In which language it is captioned now; undefined where it isn't, missing where nothing ever is. */
  readonly captionLanguage?: () => string | undefined;
}

/** Where a playlist begins for whoever comes now; all by addresses beside that of the multivariant one. */
export interface Beginning {
  playlist: string;
  pieces: string[];
}

/** One stream while it is on air: what is asked of it is answered when it is there, from bodies made once a change. */
export class Stage {
  readonly programme: LiveProgramme;
  /** Resolves when nothing more will come. */
  readonly over: Promise<void>;
  readonly #captionLanguage: () => string | undefined;
  readonly #room: WaitingRoom;
  readonly #closed = new AbortController();
  readonly #playlists = new Playlists();
  /** The newest parts as they were sent: those who come late are given the same. */
  readonly #answers = new Map<string, Answer>();

  constructor(programme: LiveProgramme, { captionLanguage = () => undefined, ...options }: StageOptions) {
    this.programme = programme;
    this.#captionLanguage = captionLanguage;
    this.#room = new WaitingRoom({ ...options, patienceMs: BLOCK_MAX_MS });
    this.over = this.#watch();
  }

  multivariant(kind: PlaylistKind): Answer {
    const { programme } = this;
    const language = this.#captionLanguage();
    const write = () => liveMultivariant(programme, kind, language);
    const content = this.#playlists.take(kind, liveBasis(programme, language), write);
    return content ? { status: 200, content, cache: caching.playlist } : starting;
  }

  /** What a player that comes now loads first, of each picture and sound that there is. */
  beginnings(): Beginning[] {
    const { timeline, streamId, partTargetMs } = this.programme;
    return this.#present.flatMap((name) => {
      const [info, rendition] = [timeline.info(name), timeline.rendition(name)];
      if (!info || !rendition) return [];
      const { segments } = rendition;
      const pieces = firstPieces({ name, streamId, kind: info.kind, partTargetMs, segments });
      return [{ playlist: withStream(playlistFile('live', name), { streamId }), pieces }];
    });
  }

  takePlaylist(asker: Asker, { key, kind, name, directives }: AskedPlaylist): void {
    const { wanted, skip } = directives;
    const { timeline } = this.programme;
    const cache = wanted && !timeline.ended ? caching.blockingPlaylist : caching.playlist;
    this.#room.take(asker, key, () => ({
      isMedia: false,
      look: () => (name === CAPTIONS ? this.#lookAtCaptions(wanted) : this.#lookAt(name, wanted)),
      answer: () => ({ status: 200, content: this.#playlist(kind, name, skip), cache }),
    }));
  }

  takePart(asker: Asker, { key, name, head, cache }: AskedPart): void {
    const known = this.#answers.get(key);
    if (known) return asker.answer(known);
    this.#room.take(asker, key, () => ({
      isMedia: true,
      look: () => this.#look(name, (progress) => partDelivery(progress, head)),
      answer: () => {
        const bytes = this.programme.timeline.part(name, head);
        if (!bytes) return notOnTimeline;
        this.programme.timeline.handleAnswered(name, head);
        const content = mediaContent(SEGMENT_TYPE, this.#nameOf(name, `${head.msn}.${head.part}`), [bytes]);
        return this.#keep(key, { status: 200, content, cache });
      },
    }));
  }

  /** Undefined where it has left the memory, or is not whole. */
  segment(name: string, msn: number): Content | undefined {
    const pieces = this.programme.timeline.segment(name, msn);
    return pieces && mediaContent(SEGMENT_TYPE, this.#nameOf(name, String(msn)), pieces);
  }

  init(name: string, run: number): Content | undefined {
    const bytes = this.programme.timeline.init(name, run);
    return bytes && mediaContent(INIT_TYPE, this.#nameOf(name, `init-${run}`), [bytes]);
  }

  /** Undefined where it has left the memory, or is not whole. */
  captioned(msn: number): CaptionedSegment | undefined {
    const { timeline } = this.programme;
    const lead = this.#captionsLead;
    const segment = timeline.rendition(lead)?.segments.find((one) => one.msn === msn);
    const [first] = timeline.segment(lead, msn) ?? [];
    const info = timeline.info(lead);
    if (!segment || !first || !info) return undefined;
    const startMs = (readFragment(first).startTicks / info.timescale) * 1000;
    return { wallMs: segment.wallMs, durationMs: durationOf(segment), startMs };
  }

  /** Of what a picture of this moment is made: of the smallest rung in H.264, for not every FFmpeg decodes AV1. */
  pictured(atMs: number): MomentSegment | undefined {
    const { timeline, archive } = this.programme;
    const heightOf = (name: string) => {
      const info = timeline.info(name) ?? archive?.info(name);
      return info?.kind === 'video' && info.codec.startsWith('avc1') ? info.height : 0;
    };
    const rungs = timeline
      .names()
      .filter((name) => heightOf(name) > 0)
      .sort((a, b) => heightOf(a) - heightOf(b))
      .map((name) => {
        const hot = timeline.rendition(name)?.segments ?? [];
        return { name, segments: listAll(archive?.segments(name) ?? [], hot) };
      });
    return momentSegment(rungs, atMs, 2 * LIVE_PICTURE_EVERY_MS);
  }

  close(): void {
    this.#closed.abort();
    this.#room.close();
  }

  #keep(key: string, answer: Answer): Answer {
    this.#answers.set(key, answer);
    for (const oldest of this.#answers.keys()) {
      if (this.#answers.size <= ANSWERS_KEPT) break;
      this.#answers.delete(oldest);
    }
    return answer;
  }

  #nameOf(name: string, file: string): string {
    return `${this.programme.streamId}/${name}/${file}`;
  }

  async #watch(): Promise<void> {
    const { timeline } = this.programme;
    while (!timeline.ended && !this.#closed.signal.aborted) {
      await timeline.changed(this.#closed.signal);
      this.#room.wake();
    }
  }

  get #present(): string[] {
    return this.programme.timeline.names().filter((name) => this.programme.awayBecause(name) === undefined);
  }

  get #captionsLead(): string {
    const { timeline, rungs } = this.programme;
    const names = rungs.map(({ name }) => name);
    const has = (name: string) => (timeline.rendition(name)?.segments.length ?? 0) > 0;
    return captionsLead(names, (name) => timeline.info(name), has) ?? CAPTIONS;
  }

  #lookAt(name: string, wanted: Directives['wanted']): Delivery {
    return this.#look(name, (progress) => playlistDelivery(progress, wanted));
  }

  /** They have no parts: what is waited for is a whole segment, also the first. */
  #lookAtCaptions(wanted: Directives['wanted']): Delivery {
    const whole = wanted && { msn: wanted.msn, part: undefined };
    return this.#look(this.#captionsLead, (progress) => {
      const delivery = playlistDelivery(progress, whole);
      const isEmpty = progress.rendition.segments.every(({ is }) => is === 'open');
      return delivery.is === 'ready' && isEmpty ? { is: 'wait' } : delivery;
    });
  }

  #look(name: string, look: (progress: Progress) => Delivery): Delivery {
    const { timeline, partTargetMs } = this.programme;
    const away = this.programme.awayBecause(name);
    if (away !== undefined) return { is: 'refused', status: 404, text: away };
    const rendition = timeline.rendition(name);
    if (!rendition) return { is: 'refused', status: 404, text: noRendition(name).text };
    return look({ rendition, ended: timeline.ended, partTargetMs });
  }

  /** The same body until a part comes on any rung: each tells where the others are. */
  #playlist(kind: PlaylistKind, name: string, skip: boolean): Content {
    const { timeline, streamId, partTargetMs, archive } = this.programme;
    const isText = name === CAPTIONS;
    const lead = this.#captionsLead;
    const of = isText ? lead : name;
    const language = this.#captionLanguage();
    const names = this.#present;
    const basis = [timeline.ended, language, ...names.map((other) => timeline.rendition(other))];
    return this.#playlists.take(`${kind} ${name} ${skip}`, basis, () => {
      const hot = timeline.rendition(of)?.segments ?? [];
      const reports = names.flatMap((other) => {
        const rendition = other === name ? undefined : timeline.rendition(other);
        const head = rendition && headOf(rendition);
        return head ? [{ name: other, head }] : [];
      });
      const whole = timeline.rendition(lead)?.segments.findLast(({ is }) => is !== 'open');
      const isReported = whole !== undefined && language !== undefined && !isText;
      const ofText = isReported ? [{ name: CAPTIONS, head: { msn: whole.msn } }] : [];
      return renderMediaPlaylist({
        ...{ kind, name, streamId, partTargetMs, skip, isText, ended: timeline.ended },
        reports: [...reports, ...ofText],
        segments: kind === 'live' ? listSegments(hot) : listAll(archive?.segments(of) ?? [], hot),
      });
    });
  }
}

/** For whom there is nothing to wait for. */
export function sendContent(asker: Asker, content: Content | undefined, cache: string): void {
  asker.answer(content ? { status: 200, content, cache } : notOnTimeline);
}
