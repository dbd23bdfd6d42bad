export interface VideoVariant {
  name: string;
  codec: string;
  width: number;
  height: number;
  framesPerSecond: number;
  averageBps: number;
  segmentPeakBps: number;
}

export interface AudioRendition {
  name: string;
  codec: string;
  averageBps: number;
  segmentPeakBps: number;
}

const AUDIO_GROUP = 'sound';

/** Best picture first; where there is sound it is a group of its own, so that it is encoded and fetched once. */
export function renderMultivariantPlaylist(
  video: readonly VideoVariant[],
  audio: AudioRendition | undefined,
): string {
  const lines = ['#EXTM3U', '#EXT-X-VERSION:10', '#EXT-X-INDEPENDENT-SEGMENTS'];
  if (audio) {
    lines.push(
      `#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="${AUDIO_GROUP}",NAME="Lecture",DEFAULT=YES,AUTOSELECT=YES,CHANNELS="2",URI="${audio.name}.m3u8"`,
    );
  }
  const sound = { averageBps: audio?.averageBps ?? 0, segmentPeakBps: audio?.segmentPeakBps ?? 0 };
  for (const variant of [...video].sort((a, b) => b.averageBps - a.averageBps)) {
    const attributes = [
      `BANDWIDTH=${variant.segmentPeakBps + sound.segmentPeakBps}`,
      `AVERAGE-BANDWIDTH=${variant.averageBps + sound.averageBps}`,
      `CODECS="${[variant.codec, ...(audio ? [audio.codec] : [])].join(',')}"`,
      `RESOLUTION=${variant.width}x${variant.height}`,
      `FRAME-RATE=${variant.framesPerSecond.toFixed(3)}`,
      ...(audio ? [`AUDIO="${AUDIO_GROUP}"`] : []),
    ];
    lines.push(`#EXT-X-STREAM-INF:${attributes.join(',')}`, `${variant.name}.m3u8`);
  }
  if (video.length === 0 && audio) {
    lines.push(
      `#EXT-X-STREAM-INF:BANDWIDTH=${sound.segmentPeakBps},AVERAGE-BANDWIDTH=${sound.averageBps},CODECS="${audio.codec}",AUDIO="${AUDIO_GROUP}"`,
      `${audio.name}.m3u8`,
    );
  }
  return [...lines, ''].join('\n');
}
