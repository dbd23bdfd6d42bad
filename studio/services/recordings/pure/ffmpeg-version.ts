/** libavutil's major number has kept this distance from FFmpeg's own since 2.0 (56 in 4.x, 59 in 7.x). */
const LIBAVUTIL_AHEAD = 52;

/** Reads `ffmpeg -version`. Development builds carry a commit in place of a number: their libraries tell. */
export function ffmpegMajor(banner: string): number | undefined {
  const version = /^ffmpeg version (\S+)/.exec(banner)?.[1];
  if (!version) return undefined;
  const released = /^n?(\d{1,2})\./.exec(version)?.[1];
  if (released) return Number(released);
  const libavutil = /^\s*libavutil\s+(\d+)\./m.exec(banner)?.[1];
  return libavutil ? Number(libavutil) - LIBAVUTIL_AHEAD : undefined;
}
