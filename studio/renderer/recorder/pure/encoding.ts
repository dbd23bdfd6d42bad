import type { RecordedSource } from '../../../preload/pure/recording-parts.ts';

export interface Encoding {
  mimeType: string;
  videoBitsPerSecond: number;
  audioBitsPerSecond: number;
}

/**
 * Matroska with H.264 first: it can be cut off anywhere, and becomes an MP4 without being encoded again.
 * WebM with VP8 where the browser has no H.264 encoder.
 */
const VIDEO = ['video/x-matroska;codecs=avc1', 'video/webm;codecs=vp8'];
const AUDIO = ['audio/webm;codecs=opus'];

const AUDIO_BPS = 128_000;
const BPS_AT_720P = { programme: 4_000_000, camera: 2_500_000, screen: 2_500_000, board: 1_500_000 };
const PIXELS_OF_720P = 1280 * 720;

/** How a source is recorded; nothing where this browser can't. */
export function encodingOf(
  source: RecordedSource,
  pixels: number,
  isSupported: (mimeType: string) => boolean,
): Encoding | undefined {
  const types =
    source === 'microphone' ? AUDIO : VIDEO.map((type) => (source === 'programme' ? `${type},opus` : type));
  const mimeType = types.find(isSupported);
  if (!mimeType) return undefined;
  return { mimeType, videoBitsPerSecond: videoBps(source, pixels), audioBitsPerSecond: AUDIO_BPS };
}

/** Twice the pixels need less than twice the bits. */
function videoBps(source: RecordedSource, pixels: number): number {
  if (source === 'microphone') return 0;
  const scale = Math.min(3, Math.max(0.5, (pixels / PIXELS_OF_720P) ** 0.75));
  return Math.round(BPS_AT_720P[source] * scale);
}
