/** What the encoder may use at most: a slide's small letters need it, a quiet picture stays far below. */
export function maxVideoBitrateBps(height: number): number {
  if (height >= 1080) return 6_000_000;
  return height >= 720 ? 3_000_000 : 2_500_000;
}

interface Codec {
  mimeType: string;
  parameters?: { [name: string]: unknown };
}

/**
 * H.264, because the server's transcoder and most hardware are quickest at it; in packetization mode 1, because mode 0
 * allows no picture larger than a packet's worth of slice. Undefined where the two sides don't share it.
 */
export function pickVideoCodec<C extends Codec>(codecs: readonly C[]): C | undefined {
  const h264 = codecs.filter((codec) => codec.mimeType.toLowerCase() === 'video/h264');
  return h264.find((codec) => Number(codec.parameters?.['packetization-mode']) === 1) ?? h264[0];
}
