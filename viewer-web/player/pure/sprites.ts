/** A part of a sheet of small pictures, in its pixels. */
export interface Tile {
  readonly src: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Cue {
  readonly startS: number;
  readonly endS: number;
  readonly tile: Tile;
}

const TIMES = /^\s*([\d:.]+)\s+-->\s+([\d:.]+)/;
const PLACE = /^(.+)#xywh=(?:pixel:)?(\d+),(\d+),(\d+),(\d+)\s*$/;

/**
 * Which small picture shows which moment, from a WebVTT file of `sheet.jpg#xywh=x,y,width,height`. `base` is the whole
 * address that the file came from. What makes no sense in it is passed over: then there is no picture there.
 */
export function readSprites(vtt: string, base: string): (at: number) => Tile | undefined {
  const cues = cuesOf(vtt, base);
  return (at) => cues.findLast(({ startS, endS }) => startS <= at && at < endS)?.tile;
}

function cuesOf(vtt: string, base: string): Cue[] {
  const lines = vtt.split(/\r\n?|\n/);
  return lines.flatMap((line, i) => {
    const times = TIMES.exec(line);
    const tile = tileOf(lines[i + 1] ?? '', base);
    const [startS, endS] = [secondsOf(times?.[1]), secondsOf(times?.[2])];
    if (!tile || startS === undefined || endS === undefined || endS <= startS) return [];
    return [{ startS, endS, tile }];
  });
}

function tileOf(line: string, base: string): Tile | undefined {
  const found = PLACE.exec(line);
  const src = addressOf(found?.[1]?.trim().replaceAll('&amp;', '&') ?? '', base);
  const [x = 0, y = 0, width = 0, height = 0] = found?.slice(2).map(Number) ?? [];
  if (src === undefined || width === 0 || height === 0) return undefined;
  return { ...{ src, x, y }, ...{ width, height } };
}

function addressOf(name: string, base: string): string | undefined {
  try {
    const { href, protocol } = new URL(name, base);
    return protocol.startsWith('http') ? href : undefined;
  } catch {
    // It is no address: a line of somebody else’s.
    return undefined;
  }
}

/** Of `00:01:02.500` or `01:02.500`. */
function secondsOf(stamp: string | undefined): number | undefined {
  const parts = /^(?:(\d+):)?(\d{1,2}):(\d{1,2}(?:\.\d+)?)$/.exec(stamp ?? '');
  if (!parts) return undefined;
  return Number(parts[1] ?? 0) * 3600 + Number(parts[2]) * 60 + Number(parts[3]);
}
