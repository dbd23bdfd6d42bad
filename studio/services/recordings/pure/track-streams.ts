/** The codecs of a track's picture and sound, as FFmpeg names them. */
export interface TrackStreams {
  video: string | undefined;
  audio: string | undefined;
}

/** Reads what `ffmpeg -i` says about a file. */
export function readStreams(said: string): TrackStreams {
  const codec = (kind: string) => new RegExp(`^\\s*Stream #0:\\d+.*?: ${kind}: (\\w+)`, 'm').exec(said)?.[1];
  return { video: codec('Video'), audio: codec('Audio') };
}

const NAMES: Readonly<Record<string, string>> = { avc1: 'h264', h264: 'h264' };

/** What a recorder says that it makes; nothing where it names no codecs, and the file itself must be asked. */
export function streamsOfMimeType(mimeType: string): TrackStreams | undefined {
  const codecs = /;\s*codecs="?([^"]+)"?/
    .exec(mimeType)?.[1]
    ?.split(',')
    .map((codec) => codec.trim());
  if (!codecs) return undefined;
  const isSound = (codec: string) => codec === 'opus' || codec === 'pcm';
  const [video] = codecs.filter((codec) => !isSound(codec)).map((codec) => codec.split('.')[0] ?? codec);
  return { video: video && (NAMES[video] ?? video), audio: codecs.find(isSound) };
}
