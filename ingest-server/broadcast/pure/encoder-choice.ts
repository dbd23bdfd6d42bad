import type { VideoRung } from './ladder.ts';

/** In the order in which they are liked: a card of its own, then what is built into the processor. */
export const HARDWARE_H264 = ['h264_nvenc', 'h264_qsv', 'h264_vaapi', 'h264_videotoolbox'] as const;
export type H264Encoder = 'libx264' | (typeof HARDWARE_H264)[number];

export const AV1_ENCODERS = ['av1_nvenc', 'av1_qsv', 'av1_vaapi', 'libsvtav1'] as const;
export type Av1Encoder = (typeof AV1_ENCODERS)[number];

export type Encoder = H264Encoder | Av1Encoder;

/** Which of the wanted `ffmpeg -encoders` names; being named says nothing yet about a device behind it. */
export function encodersNamed<Wanted extends string>(listing: string, wanted: readonly Wanted[]): Wanted[] {
  const named = new Set([...listing.matchAll(/^ V\S{5} (\S+)/gm)].map(([, name]) => name));
  return wanted.filter((encoder) => named.has(encoder));
}

/** What goes before the inputs, for an encoder whose device has to be opened. */
export function deviceArguments(encoder: Encoder): string[] {
  return isVaapi(encoder) ? ['-vaapi_device', '/dev/dri/renderD128'] : [];
}

/** What ends a rung's chain of filters: pictures as the encoder takes them, where it takes them. */
export function pixelFilter(encoder: Encoder): string {
  switch (encoder) {
    case 'libx264':
    case 'libsvtav1':
      return 'format=yuv420p';
    case 'h264_vaapi':
    case 'av1_vaapi':
      return 'format=nv12,hwupload';
    default:
      return 'format=nv12';
  }
}

/**
 * The encoder and how it is to work: no frame held back, no B frames, bits within one second's buffer. When key frames
 * come is not said here: it is the same for all.
 */
export function h264EncoderArguments(
  encoder: H264Encoder,
  rung: Pick<VideoRung, 'averageBps' | 'peakBps'>,
  preset: 'superfast' | 'veryfast',
): string[] {
  return [
    ...['-c:v', encoder, ...h264Ways(encoder, preset), '-profile:v', 'high'],
    ...['-b:v', String(rung.averageBps), '-maxrate', String(rung.peakBps), '-bufsize', String(rung.peakBps)],
    ...['-bf', '0'],
  ];
}

function h264Ways(encoder: H264Encoder, preset: 'superfast' | 'veryfast'): string[] {
  switch (encoder) {
    case 'libx264':
      return ['-preset', preset, '-tune', 'zerolatency', '-sc_threshold', '0'];
    case 'h264_nvenc':
      return [...nvencWays(), '-no-scenecut', '1'];
    case 'h264_qsv':
      return qsvWays();
    case 'h264_vaapi':
      return ['-rc_mode', 'VBR'];
    case 'h264_videotoolbox':
      // Its own fallback to software would be slower than libx264, and nobody would know.
      return ['-realtime', '1', '-allow_sw', '0'];
  }
}

/** An IDR where a key frame is asked for: a mere intra frame is no place to begin. */
export function nvencWays(): string[] {
  return [
    '-preset',
    'p4',
    '-tune',
    'ull',
    '-rc',
    'vbr',
    '-zerolatency',
    '1',
    '-delay',
    '0',
    '-forced-idr',
    '1',
  ];
}

export function qsvWays(): string[] {
  return ['-preset', 'veryfast', '-async_depth', '1', '-forced_idr', '1'];
}

function isVaapi(encoder: Encoder): boolean {
  return encoder === 'h264_vaapi' || encoder === 'av1_vaapi';
}
