import { LIVE_PICTURE_EVERY_MS } from '@rostrum/protocol/http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { KeptStream } from '../archive/index.ts';
import type { MomentPictures } from '../moment-pictures.ts';
import { caching } from '../pure/caching.ts';
import { type Directives, parseDirectives } from '../pure/delivery.ts';
import { type LivePath, type LiveRequest, parseLivePath } from '../pure/live-path.ts';
import { STREAM_PARAMETER } from '../pure/media-playlist.ts';
import { type CountedAsker, PICTURE_TYPE, mediaContent } from './answer.ts';
import type { Checked } from './grants.ts';
import { HttpAsker } from './http-asker.ts';
import { CaptionsShelf } from './captions-shelf.ts';
import { KeptShelf } from './kept-shelf.ts';
import type { CaptionSource, LiveProgramme } from './live-programme.ts';
import { type PlainAsk, PlainAsker } from './plain-asker.ts';
import {
  badRequest,
  forbidden,
  notOnAir,
  notOnTimeline,
  notRecorded,
  nothingHere,
  streamOver,
  tooManyPictures,
} from './refusals.ts';
import { type Beginning, Stage, sendContent } from './stage.ts';
import { type Counts, Tally } from './tally.ts';

export interface OriginOptions {
  /** On air, or a moment ago. */
  programmeOf(classId: string): LiveProgramme | undefined;
  /** On air or over; missing where nothing is kept. */
  findKept?: (classId: string, streamId: string) => Promise<KeptStream | undefined>;
  /** Missing where nothing is captioned. */
  captions?: CaptionSource;
  /** Missing where there is no FFmpeg to make them with. */
  pictures?: Pick<MomentPictures, 'get'>;
  /** Whether what stands in the path lets in; missing where everything is public. */
  check?: (classId: string, grant: string | undefined) => Checked;
  readonly now: () => number;
  handleError(error: unknown, address: string): void;
  /** How many may wait for one stream. */
  readonly placesMax?: number;
}

/** What is told with the way to a stream, as it is at that moment. */
export interface Opening {
  /** The multivariant playlist. */
  playlist: string;
  first: Beginning[];
}

export interface Origin {
  /** Everything under /live/. */
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** The same for those who ask for nothing but the thing itself. */
  handlePlain(ask: PlainAsk): void;
  /** What a player of this stream would ask for first; undefined where it has no multivariant playlist (yet). */
  openingOf(classId: string, streamId: string): Opening | undefined;
  /** What was answered of this stream since it began. */
  sentOf(programme: Pick<LiveProgramme, 'timeline'>): Counts;
  /** Since this server began, over all streams and recordings. */
  readonly totals: Counts;
  close(): void;
}

/** Fewer than a process has sockets for. */
const PLACES_MAX = 15_000;
/** Thousands ask for the same few addresses. */
const ADDRESSES_KEPT = 4_096;
const ADDRESS_MAX = 400;

/** An address as it is understood. */
interface Asked extends LivePath {
  readonly streamId: string | undefined;
  readonly directives: Directives | { refused: string };
  /** Without its grant and its class: whoever waits for the same has the same. */
  readonly key: string;
}

export function createOrigin(options: OriginOptions): Origin {
  /** By timeline: it lives as long as the programme is held. */
  const stages = new WeakMap<object, Stage>();
  const open = new Set<Stage>();
  const shelf = new KeptShelf();
  const captions = options.captions && new CaptionsShelf(options.captions, shelf);
  const addresses = new Map<string, Asked>();
  const all = new Tally();
  /** By timeline. */
  const tallies = new WeakMap<object, Tally>();
  const { now, placesMax = PLACES_MAX } = options;

  function understand(address: string): Asked | undefined {
    const known = addresses.get(address);
    if (known) return known;
    if (address.length > ADDRESS_MAX) return undefined;
    // Not by URL, which would tidy up `..` and leave a path that nobody asked for.
    const end = address.indexOf('?');
    const path = parseLivePath(end < 0 ? address : address.slice(0, end));
    if (!path) return undefined;
    const query = new URLSearchParams(end < 0 ? '' : address.slice(end + 1));
    const directives = parseDirectives(query);
    const streamId = query.get(STREAM_PARAMETER) ?? undefined;
    const key = JSON.stringify([path.request, directives, streamId === undefined]);
    const asked = { ...path, streamId, directives, key };
    if (addresses.size >= ADDRESSES_KEPT) addresses.clear();
    addresses.set(address, asked);
    return asked;
  }

  function stageOf(classId: string): Stage | undefined {
    const programme = options.programmeOf(classId);
    if (!programme) return undefined;
    const known = stages.get(programme.timeline);
    if (known) return known;
    const captionLanguage = () => options.captions?.languageOf(classId);
    const stage = new Stage(programme, { now, placesMax, captionLanguage });
    stages.set(programme.timeline, stage);
    open.add(stage);
    void stage.over.then(() => open.delete(stage));
    return stage;
  }

  function tallyOf({ timeline }: Pick<LiveProgramme, 'timeline'>): Tally {
    const tally = tallies.get(timeline) ?? new Tally(all);
    tallies.set(timeline, tally);
    return tally;
  }

  /** Nothing to wait for is left but what the archive reads. */
  function answer(asker: CountedAsker, asked: Asked): Promise<void> | void {
    const { directives, classId } = asked;
    const admitted = options.check?.(classId, asked.grant);
    if (admitted?.ok === false) return asker.answer({ status: admitted.status, text: admitted.text });
    if ('refused' in directives) return asker.answer(badRequest(directives.refused));
    const stage = stageOf(classId);
    const streamId = asked.streamId ?? stage?.programme.streamId;
    if (streamId === undefined) return asker.answer(notOnAir);
    if (stage?.programme.streamId === streamId) asker.tally = tallyOf(stage.programme);
    if (admitted && admitted.scope !== 'all' && admitted.scope !== `stream-${streamId}`) {
      return asker.answer(forbidden('This address opens another stream of the class.'));
    }
    if (stage?.programme.streamId === streamId) return answerLive(asker, asked, directives, stage);
    return findKept(asker, asked, streamId);
  }

  function answerLive(
    asker: CountedAsker,
    { request, classId, streamId, key }: Asked,
    directives: Directives,
    stage: Stage,
  ): Promise<void> | void {
    const cache = streamId === undefined ? caching.mediaOfNoStream : caching.media;
    switch (request.is) {
      case 'multivariant':
      case 'playlist':
        if (request.kind === 'recording' && !stage.programme.timeline.ended) return asker.answer(notRecorded);
        if (request.is === 'multivariant') return asker.answer(stage.multivariant(request.kind));
        return stage.takePlaylist(asker, { key, kind: request.kind, name: request.name, directives });
      case 'part':
        return stage.takePart(asker, { key, name: request.name, head: request, cache });
      case 'segment':
      case 'init': {
        const { archive } = stage.programme;
        const content =
          request.is === 'init'
            ? stage.init(request.name, request.run)
            : stage.segment(request.name, request.msn);
        if (content || !archive) return sendContent(asker, content, cache);
        return sendKept(asker, request, archive, cache);
      }
      case 'captions':
        return captions ? captions.sendLive(asker, classId, stage, request) : asker.answer(notOnTimeline);
      case 'picture':
        return sendPicture(asker, request.slot, stage, cache);
    }
  }

  async function sendPicture(asker: CountedAsker, slot: number, stage: Stage, cache: string): Promise<void> {
    const { archive, streamId } = stage.programme;
    const found = options.pictures && stage.pictured(slot * LIVE_PICTURE_EVERY_MS);
    if (!options.pictures || !found) return asker.answer(notOnTimeline);
    const { name, msn, run } = found;
    const key = `${streamId}/${name}/${msn}.jpg`;
    const jpeg = await options.pictures.get(key, async () => {
      const init = stage.init(name, run) ?? (archive && (await shelf.init(archive, name, run)));
      const segment = stage.segment(name, msn) ?? (archive && (await shelf.segment(archive, name, msn)));
      return init && segment && [...init.pieces, ...segment.pieces];
    });
    if (jpeg) asker.answer({ status: 200, content: mediaContent(PICTURE_TYPE, key, [jpeg]), cache });
    else asker.answer(tooManyPictures);
  }

  async function findKept(asker: CountedAsker, asked: Asked, streamId: string): Promise<void> {
    const kept = await options.findKept?.(asked.classId, streamId);
    if (kept) await answerKept(asker, asked, kept);
    else asker.answer(streamOver);
  }

  async function sendKept(
    asker: CountedAsker,
    request: Extract<LiveRequest, { is: 'segment' | 'init' }>,
    kept: KeptStream,
    cache: string,
  ): Promise<void> {
    const file = request.is === 'init' ? `init-${request.run}` : String(request.msn);
    const isRead = !shelf.holds(kept, request.name, file);
    const content =
      request.is === 'init'
        ? await shelf.init(kept, request.name, request.run)
        : await shelf.segment(kept, request.name, request.msn);
    if (content && isRead && !asker.isGone) asker.tally.handleRead();
    sendContent(asker, content, cache);
  }

  async function answerKept(asker: CountedAsker, { request }: Asked, kept: KeptStream): Promise<void> {
    switch (request.is) {
      case 'multivariant': {
        const language = await captions?.languageOf(kept);
        return asker.answer(shelf.multivariant(kept, request.kind, language));
      }
      case 'playlist':
        return asker.answer(shelf.playlist(kept, request.kind, request.name));
      // A recording has a strip of its own.
      case 'picture':
      case 'part':
        return asker.answer(notOnTimeline);
      case 'segment':
      case 'init':
        return sendKept(asker, request, kept, caching.media);
      case 'captions':
        return captions ? captions.sendKept(asker, kept, request.msn) : asker.answer(notOnTimeline);
    }
  }

  function take(asker: CountedAsker, address: string): void {
    const asked = understand(address);
    if (!asked) return asker.answer(nothingHere);
    answer(asker, asked)?.catch((error: unknown) => {
      options.handleError(error, address);
      asker.answer({ status: 503, text: 'This could not be read just now.' });
    });
  }

  return {
    handle(request, response) {
      const asker = new HttpAsker(request, response, all);
      if (request.method === 'OPTIONS') asker.answerPreflight();
      else if (request.method !== 'GET' && request.method !== 'HEAD') asker.refuseMethod();
      else take(asker, request.url ?? '');
    },

    handlePlain: (ask) => take(new PlainAsker(ask, all), ask.address),

    openingOf(classId, streamId) {
      const stage = stageOf(classId);
      if (stage?.programme.streamId !== streamId) return undefined;
      const answer = stage.multivariant('live');
      if (answer.status !== 200) return undefined;
      return { playlist: Buffer.concat(answer.content.pieces).toString(), first: stage.beginnings() };
    },

    sentOf: (programme) => tallyOf(programme).counts,

    get totals() {
      return all.counts;
    },

    close() {
      for (const stage of open) stage.close();
      open.clear();
    },
  };
}
