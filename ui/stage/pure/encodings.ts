/** What a guest sends of themself. */
export type StageSource = 'camera' | 'microphone' | 'screen' | 'stage-sound';

interface Encoding {
  readonly maxBitrate: number;
  readonly scaleResolutionDownBy?: number;
  readonly maxFramerate?: number;
}

/** A tile among twelve, and half of the picture: whoever watches gets the size that their network carries. */
const CAMERA: readonly Encoding[] = [
  { scaleResolutionDownBy: 2, maxBitrate: 160_000, maxFramerate: 15 },
  { scaleResolutionDownBy: 1, maxBitrate: 700_000, maxFramerate: 30 },
];
/** One size: letters that are scaled down are not letters any more. */
const SCREEN: readonly Encoding[] = [{ maxBitrate: 2_000_000, maxFramerate: 15 }];

/** Nothing to choose for sound. */
export function encodingsOf(source: StageSource): Encoding[] | undefined {
  switch (source) {
    case 'camera':
      return [...CAMERA];
    case 'screen':
      return [...SCREEN];
    default:
      return undefined;
  }
}

interface Codec {
  mimeType: string;
}

/** VP8 for pictures of guests: the one in which every browser sends two sizes at once. Undefined: the browser's own choice. */
export function guestCodec<C extends Codec>(codecs: readonly C[]): C | undefined {
  return codecs.find(({ mimeType }) => mimeType.toLowerCase() === 'video/vp8');
}
