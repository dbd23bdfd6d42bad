import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  type Delivery,
  type Progress,
  parseDirectives,
  partDelivery,
  playlistDelivery,
} from './pure/delivery.ts';
import { type LiveRequest, parseLivePath } from './pure/live-path.ts';
import { STREAM_PARAMETER, renderMediaPlaylist } from './pure/media-playlist.ts';
import { renderMultivariantPlaylist } from './pure/multivariant-playlist.ts';
import { SEGMENT_MS, headOf } from './pure/rendition.ts';
import type { Programme } from './programme.ts';

/** What of a programme can be asked for. */
export type LiveProgramme = Pick<Programme, 'streamId' | 'timeline' | 'video' | 'audio' | 'parts'>;

/** After three target durations a blocked request is answered with 503 (RFC 8216bis 6.2.5.2). */
const BLOCK_MAX_MS = 3 * SEGMENT_MS;

const PLAYLIST_TYPE = 'application/vnd.apple.mpegurl';
const SEGMENT_TYPE = 'video/iso.segment';
/** The class's next stream counts from one again: with its stream's name an address is its own for good. */
const FOR_GOOD = 'public, max-age=86400, immutable';

type Answer =
  | { status: 200; type: string; cache: string; body: string | readonly Buffer[] }
  | { status: 400 | 404 | 503; text: string };

/** Answers /live/…: playlists that wait for what was asked, and the bytes they name. */
export async function answerLive(
  programmeOf: (classId: string) => LiveProgramme | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  response.setHeader('Access-Control-Allow-Origin', '*');
  if (request.method === 'OPTIONS') {
    response
      .writeHead(204, { 'Access-Control-Allow-Headers': 'range', 'Access-Control-Max-Age': '86400' })
      .end();
    return;
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { Allow: 'GET, HEAD, OPTIONS' }).end();
    return;
  }
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const answer = await answerTo(programmeOf, request.url ?? '/', gone.signal);
  if (!response.destroyed) send(response, request.method === 'HEAD', answer);
}

async function answerTo(
  programmeOf: (classId: string) => LiveProgramme | undefined,
  address: string,
  gone: AbortSignal,
): Promise<Answer> {
  const url = URL.parse(address, 'http://origin');
  const asked = url && parseLivePath(url.pathname);
  if (!url || !asked) return { status: 404, text: 'There is nothing at this address.' };
  const programme = programmeOf(asked.classId);
  if (!programme) return { status: 404, text: 'This class is not on air.' };
  const stream = url.searchParams.get(STREAM_PARAMETER);
  if (stream !== null && stream !== programme.streamId) {
    return { status: 404, text: 'This stream of the class is over.' };
  }
  const cache = stream === null ? 'no-cache' : FOR_GOOD;
  switch (asked.is) {
    case 'multivariant':
      return multivariantAnswer(programme);
    case 'playlist':
      return playlistAnswer(programme, asked.name, url.searchParams, gone);
    case 'init':
      return bytesAnswer(programme.timeline.init(asked.name, asked.run), 'video/mp4', cache);
    case 'segment':
      return bytesAnswer(programme.timeline.segment(asked.name, asked.msn), SEGMENT_TYPE, cache);
    case 'part':
      return partAnswer(programme, asked, gone, cache);
  }
}

function multivariantAnswer({ timeline, video, audio }: LiveProgramme): Answer {
  const variants = video.flatMap((rung) => {
    const info = timeline.info(rung.name);
    return info?.kind === 'video'
      ? [{ ...rung, codec: info.codec, width: info.width, height: info.height }]
      : [];
  });
  const audioInfo = audio && timeline.info(audio.name);
  if (variants.length < video.length || (audio && !audioInfo)) {
    return { status: 404, text: 'The programme is being started.' };
  }
  const sound = audio && audioInfo ? { ...audio, codec: audioInfo.codec } : undefined;
  return playlist(renderMultivariantPlaylist(variants, sound));
}

async function playlistAnswer(
  programme: LiveProgramme,
  name: string,
  query: URLSearchParams,
  gone: AbortSignal,
): Promise<Answer> {
  const { timeline, streamId } = programme;
  const wanted = parseDirectives(query);
  if (wanted && 'refused' in wanted) return { status: 400, text: wanted.refused };
  const refused = await waitUntilReady(programme, name, gone, (progress) =>
    playlistDelivery(progress, wanted),
  );
  const rendition = timeline.rendition(name);
  if (refused || !rendition) return refused ?? noRendition(name);
  const reports = timeline.names().flatMap((other) => {
    const otherRendition = other === name ? undefined : timeline.rendition(other);
    const head = otherRendition && headOf(otherRendition);
    return head ? [{ name: other, head }] : [];
  });
  const partTargetMs = programme.parts.targetMs;
  return playlist(
    renderMediaPlaylist({ name, streamId, rendition, partTargetMs, ended: timeline.ended, reports }),
  );
}

async function partAnswer(
  programme: LiveProgramme,
  { name, msn, part }: Extract<LiveRequest, { is: 'part' }>,
  gone: AbortSignal,
  cache: string,
): Promise<Answer> {
  const head = { msn, part };
  const refused = await waitUntilReady(programme, name, gone, (progress) => partDelivery(progress, head));
  return refused ?? bytesAnswer(programme.timeline.part(name, head), SEGMENT_TYPE, cache);
}

/** Undefined when it is there; else why it is not. */
async function waitUntilReady(
  { timeline, parts }: LiveProgramme,
  name: string,
  gone: AbortSignal,
  look: (progress: Progress) => Delivery,
): Promise<Answer | undefined> {
  let patience: AbortSignal | undefined;
  for (;;) {
    const rendition = timeline.rendition(name);
    if (!rendition) return noRendition(name);
    const delivery = look({ rendition, ended: timeline.ended, partTargetMs: parts.targetMs });
    switch (delivery.is) {
      case 'ready':
        return undefined;
      case 'refused':
        return { status: delivery.status, text: delivery.text };
      case 'wait':
        patience ??= AbortSignal.any([gone, AbortSignal.timeout(BLOCK_MAX_MS)]);
        if (patience.aborted) return { status: 503, text: 'It did not come in time.' };
        await timeline.changed(patience);
    }
  }
}

function noRendition(name: string): Answer {
  return { status: 404, text: `There is no rendition '${name}'.` };
}

function playlist(body: string): Answer {
  // A playlist is old after the next part; what a CDN may keep by its query comes with the signed paths.
  return { status: 200, type: PLAYLIST_TYPE, cache: 'no-cache', body };
}

function bytesAnswer(bytes: Buffer | Buffer[] | undefined, type: string, cache: string): Answer {
  if (!bytes) return { status: 404, text: 'This is not on the timeline, or not any more.' };
  return { status: 200, type, cache, body: Array.isArray(bytes) ? bytes : [bytes] };
}

function send(response: ServerResponse, headOnly: boolean, answer: Answer): void {
  if (answer.status !== 200) {
    const body = Buffer.from(`${answer.text}\n`);
    response.writeHead(answer.status, {
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Length': body.length,
      'Cache-Control': 'no-store',
    });
    response.end(headOnly ? undefined : body);
    return;
  }
  const pieces = typeof answer.body === 'string' ? [Buffer.from(answer.body)] : answer.body;
  response.writeHead(200, {
    'Content-Type': answer.type,
    'Content-Length': pieces.reduce((sum, piece) => sum + piece.length, 0),
    'Cache-Control': answer.cache,
  });
  if (!headOnly) for (const piece of pieces) response.write(piece);
  response.end();
}
