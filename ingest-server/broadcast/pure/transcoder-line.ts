/** What FFmpeg says in a line: that something is wrong, or how large the picture is that comes in, told anew when that changes. */
export type TranscoderLine = { is: 'trouble' } | { is: 'picture'; size: PictureSize };

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** It is asked to say a lot, and to put in front how much each line matters. */
export const TRANSCODER_LOG_LEVEL = 'level+verbose';

const PICTURE = /^\[graph \d+ input from stream [^\]]*\] \[verbose\] w:(\d+) h:(\d+) /;
const CHATTER = /\[(?:info|verbose)\]/;

/** Undefined where it says nothing that matters to anybody. */
export function readTranscoderLine(line: string): TranscoderLine | undefined {
  const [, width, height] = PICTURE.exec(line) ?? [];
  if (width !== undefined && height !== undefined) {
    return { is: 'picture', size: { width: Number(width), height: Number(height) } };
  }
  return CHATTER.test(line) ? undefined : { is: 'trouble' };
}
