/** How far FFmpeg is in the file it makes; nothing in a report that doesn't tell. */
export function progressMs(report: string): number | undefined {
  // `out_time_ms` has always been microseconds; the newer name says so.
  const found = [...report.matchAll(/^out_time_(?:us|ms)=(\d+)$/gm)].at(-1)?.[1];
  return found === undefined ? undefined : Number(found) / 1000;
}

/** Progress of several runs after each other, each with its share of the whole. */
export function progressOf(
  runs: readonly { share: number; durationMs: number }[],
  run: number,
  doneMs: number,
): number {
  const whole = runs.reduce((sum, { share }) => sum + share, 0);
  const before = runs.slice(0, run).reduce((sum, { share }) => sum + share, 0);
  const current = runs[run];
  if (!current || whole === 0) return 0;
  const part = current.durationMs > 0 ? Math.min(1, Math.max(0, doneMs / current.durationMs)) : 0;
  return (before + current.share * part) / whole;
}

/** Below this the rate is that of starting, and a guess would jump. */
const GUESS_FROM = 0.02;

export function leftMs(progress: number, elapsedMs: number): number | undefined {
  if (progress < GUESS_FROM) return undefined;
  return Math.round((elapsedMs * (1 - progress)) / progress);
}

export type FfmpegProblem =
  { is: 'disk-full' } | { is: 'file-gone' } | { is: 'unreadable' } | { is: 'other'; line: string };

/** What FFmpeg's last words mean for a person. */
export function problemOf(said: string): FfmpegProblem {
  if (/no space left on device|disk quota exceeded|file too large/i.test(said)) return { is: 'disk-full' };
  if (/no such file or directory/i.test(said)) return { is: 'file-gone' };
  if (/invalid data found when processing input|EBML header parsing failed/i.test(said))
    return { is: 'unreadable' };
  const lines = said.split('\n').map((line) => line.trim());
  return { is: 'other', line: lines.filter((line) => line !== '').at(-1) ?? 'no reason given' };
}
