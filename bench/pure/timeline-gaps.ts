/** A stretch of the timeline that a playlist tells of, by the wall clock. */
export interface Stretch {
  startMs: number;
  endMs: number;
}

/** What media a playlist lists, segment by segment; gaps are no media. */
export function stretchesOf(playlist: string): Stretch[] {
  const stretches: Stretch[] = [];
  let startMs = Number.NaN;
  let partsS = 0;
  let durationS: number | undefined;
  let isGap = false;
  const close = () => {
    const lastsS = durationS ?? partsS;
    if (!isGap && lastsS > 0) stretches.push({ startMs, endMs: startMs + lastsS * 1000 });
    [partsS, durationS, isGap] = [0, undefined, false];
  };
  for (const line of playlist.split('\n')) {
    const [, tag, rest = ''] = /^#([A-Z-]+)(?::(.*))?$/.exec(line) ?? [];
    if (tag === 'EXT-X-PROGRAM-DATE-TIME') startMs = Date.parse(rest);
    if (tag === 'EXT-X-PART') partsS += Number(/DURATION=([\d.]+)/.exec(rest)?.[1]);
    if (tag === 'EXTINF') durationS = Number.parseFloat(rest);
    if (tag === 'EXT-X-GAP') isGap = true;
    if (line !== '' && !line.startsWith('#')) close();
  }
  close();
  return stretches;
}

/** The longest time between two pieces of media, of all that was ever listed; the last word on each counts. */
export function longestGapMs(listings: readonly (readonly Stretch[])[]): number {
  const latest = new Map(listings.flat().map((stretch) => [stretch.startMs, stretch]));
  const inOrder = [...latest.values()].sort((a, b) => a.startMs - b.startMs);
  const gaps = inOrder.map(({ startMs }, i) => startMs - (inOrder[i - 1]?.endMs ?? startMs));
  return Math.max(0, ...gaps);
}
