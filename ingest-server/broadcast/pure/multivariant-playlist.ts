import type { Bandwidth } from './bandwidth.ts';
import { CAPTIONS, languageName } from './captions.ts';
import { type PlaylistKind, playlistFile } from './live-path.ts';
import { withStream } from './media-playlist.ts';

export interface VideoVariant extends Bandwidth {
  name: string;
  codec: string;
  width: number;
  height: number;
  /** Undefined where nobody counted. */
  framesPerSecond: number | undefined;
}

export interface AudioRendition extends Bandwidth {
  name: string;
  codec: string;
  /** Undefined where nobody knows. */
  channels: number | undefined;
}

export interface MultivariantPlaylist {
  kind: PlaylistKind;
  streamId: string;
  video: readonly VideoVariant[];
  audio: readonly AudioRendition[];
  /** The language that it is captioned in; missing where it isn't. */
  captions?: string;
}

/** A combination that a player can choose. */
interface Variant extends Bandwidth {
  picture: VideoVariant | undefined;
  sound: AudioRendition | undefined;
}

/**
 * Best first. Sound is encoded and fetched once, in a group of its own for each rate: the smallest picture is also
 * offered with the least sound, and the least sound alone. A player picks by CODECS what it can decode, and by
 * SCORE AV1 where it can.
 */
export function renderMultivariantPlaylist(playlist: MultivariantPlaylist): string {
  const lines = ['#EXTM3U', '#EXT-X-VERSION:10', '#EXT-X-INDEPENDENT-SEGMENTS'];
  const audio = [...playlist.audio].sort((a, b) => b.averageBps - a.averageBps);
  for (const rendition of audio) {
    const attributes = [
      `TYPE=AUDIO,GROUP-ID="${rendition.name}",NAME="Lecture",DEFAULT=YES,AUTOSELECT=YES`,
      ...(rendition.channels === undefined ? [] : [`CHANNELS="${rendition.channels}"`]),
      `URI="${addressOf(playlist, rendition.name)}"`,
    ];
    lines.push(`#EXT-X-MEDIA:${attributes.join(',')}`);
  }
  const { captions } = playlist;
  if (captions !== undefined) lines.push(captionsLine(playlist, captions));
  const variants = variantsOf(playlist.video, audio);
  variants.forEach((variant, i) => {
    const { picture, sound } = variant;
    const attributes = [
      `BANDWIDTH=${variant.peakBps}`,
      `AVERAGE-BANDWIDTH=${variant.averageBps}`,
      `SCORE=${variants.length - i}`,
      `CODECS="${[picture, sound].flatMap((part) => part?.codec ?? []).join(',')}"`,
      ...(picture ? [`RESOLUTION=${picture.width}x${picture.height}`] : []),
      ...(picture?.framesPerSecond === undefined ? [] : [`FRAME-RATE=${picture.framesPerSecond.toFixed(3)}`]),
      ...(sound ? [`AUDIO="${sound.name}"`] : []),
      ...(captions === undefined ? [] : [`SUBTITLES="${CAPTIONS}"`]),
      // Said nowhere, players look for them in the media, and some in a segment that isn't whole yet.
      'CLOSED-CAPTIONS=NONE',
    ];
    lines.push(`#EXT-X-STREAM-INF:${attributes.join(',')}`);
    lines.push(addressOf(playlist, (picture ?? sound)?.name ?? ''));
  });
  return [...lines, ''].join('\n');
}

function captionsLine(playlist: MultivariantPlaylist, language: string): string {
  const attributes = [
    `TYPE=SUBTITLES,GROUP-ID="${CAPTIONS}",NAME="${languageName(language)}",LANGUAGE="${language}"`,
    'DEFAULT=NO,AUTOSELECT=YES,FORCED=NO',
    'CHARACTERISTICS="public.accessibility.transcribes-spoken-dialog"',
    `URI="${addressOf(playlist, CAPTIONS)}"`,
  ];
  return `#EXT-X-MEDIA:${attributes.join(',')}`;
}

function variantsOf(video: readonly VideoVariant[], audio: readonly AudioRendition[]): Variant[] {
  const [best] = audio;
  const least = audio.at(-1);
  const pictures = [...video].sort(bestPictureFirst);
  const variants = pictures.map((picture) => together(picture, best));
  const smallest = pictures.at(-1);
  if (smallest && least && least !== best) variants.push(together(smallest, least));
  if (least) variants.push(together(undefined, least));
  return variants;
}

/** Of pictures of one size the newer codec's looks better for fewer bits. */
function bestPictureFirst(a: VideoVariant, b: VideoVariant): number {
  return b.height - a.height || Number(isAv1(b)) - Number(isAv1(a)) || b.averageBps - a.averageBps;
}

function isAv1({ codec }: VideoVariant): boolean {
  return codec.startsWith('av01');
}

function together(picture: VideoVariant | undefined, sound: AudioRendition | undefined): Variant {
  return {
    ...{ picture, sound },
    averageBps: (picture?.averageBps ?? 0) + (sound?.averageBps ?? 0),
    peakBps: (picture?.peakBps ?? 0) + (sound?.peakBps ?? 0),
  };
}

function addressOf({ kind, streamId }: MultivariantPlaylist, name: string): string {
  return withStream(playlistFile(kind, name), { streamId });
}
