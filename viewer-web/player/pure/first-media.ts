// What a player asks for first, read from playlists before there is a player.

interface Stretch {
  readonly uri: string;
  readonly atMs: number;
  readonly untilMs: number;
}

interface Part extends Stretch {
  readonly isIndependent: boolean;
}

interface Segment extends Stretch {
  readonly parts: readonly Part[];
}

/** What a media playlist of a live programme lists. */
export interface ListedMedia {
  readonly init: string | undefined;
  /** Its last moment, by the wall clock, and how far from there a player begins. */
  readonly edgeMs: number;
  readonly holdBackMs: number;
  readonly segments: readonly Segment[];
}

export interface FirstPlaylists {
  readonly picture: string;
  readonly sound: string | undefined;
}

/**
 * The best picture that a line of so many bits carries, and none larger than the screen. Undefined where pictures come in
 * several codecs: which of them a device decodes best is for the player to find out.
 */
export function firstPlaylists(
  master: string,
  { bps, widthPx }: { bps: number; widthPx: number },
): FirstPlaylists | undefined {
  const lines = master.split(/\r?\n/);
  const pictures = lines.flatMap((line, i) => {
    const [, width = 0] = /[:,]RESOLUTION=(\d+)x/.exec(line) ?? [];
    if (!line.startsWith('#EXT-X-STREAM-INF:') || width === 0) return [];
    const group = attributeOf(line, 'AUDIO');
    return { uri: lines[i + 1] ?? '', bps: numberOf(line, 'BANDWIDTH'), width: Number(width), group, line };
  });
  if (pictures.some(({ line }) => line.includes('av01'))) return undefined;
  const best = pictures
    .sort((a, b) => b.bps - a.bps)
    .filter((each, i) => each.bps <= bps || i === pictures.length - 1);
  const chosen = best.findLast(({ width }) => width >= widthPx) ?? best[0];
  if (!chosen) return undefined;
  const sound = lines.find(
    (line) => line.startsWith('#EXT-X-MEDIA:') && attributeOf(line, 'GROUP-ID') === chosen.group,
  );
  return { picture: chosen.uri, sound: sound && attributeOf(sound, 'URI') };
}

export function readMedia(playlist: string): ListedMedia {
  const segments: Segment[] = [];
  let init: string | undefined;
  let [holdBackMs, atMs, partAtMs, durationMs] = [0, 0, 0, 0];
  let parts: Part[] = [];
  for (const line of playlist.split(/\r?\n/)) {
    if (line.startsWith('#EXT-X-SERVER-CONTROL:')) holdBackMs = numberOf(line, 'PART-HOLD-BACK') * 1000;
    else if (line.startsWith('#EXT-X-MAP:')) init = attributeOf(line, 'URI');
    else if (line.startsWith('#EXT-X-PROGRAM-DATE-TIME:')) {
      atMs = partAtMs = Date.parse(line.slice(line.indexOf(':') + 1));
    } else if (line.startsWith('#EXT-X-PART:')) {
      const untilMs = partAtMs + numberOf(line, 'DURATION') * 1000;
      const isIndependent = line.includes('INDEPENDENT=YES');
      parts.push({ uri: attributeOf(line, 'URI') ?? '', atMs: partAtMs, untilMs, isIndependent });
      partAtMs = untilMs;
    } else if (line.startsWith('#EXTINF:'))
      durationMs = Number.parseFloat(line.slice('#EXTINF:'.length)) * 1000;
    else if (line !== '' && !line.startsWith('#')) {
      segments.push({ uri: line, atMs, untilMs: atMs + durationMs, parts });
      [atMs, partAtMs, parts] = [atMs + durationMs, atMs + durationMs, []];
    }
  }
  // The newest, of which there are only parts.
  if (parts.length > 0) segments.push({ uri: '', atMs, untilMs: partAtMs, parts });
  return { init, edgeMs: segments.at(-1)?.untilMs ?? 0, holdBackMs, segments };
}

/**
 * What a player loads to begin at a moment: from a part that needs none before it up to that of the moment and the one
 * behind it, as the moment moves on with the clock until the player looks; where there are no parts, the whole segment.
 */
export function firstFrom({ segments }: ListedMedia, atMs: number): string[] {
  const index = segments.findIndex((each) => each.atMs <= atMs && atMs < each.untilMs);
  const segment = segments[index];
  if (!segment) return [];
  const from = segment.parts.findLastIndex((each) => each.isIndependent && each.atMs <= atMs);
  if (from === -1) return segment.uri === '' ? [] : [segment.uri];
  const parts = [...segment.parts.slice(from), ...(segments[index + 1]?.parts ?? [])];
  const until = parts.findIndex((each) => atMs < each.untilMs);
  return parts.slice(0, until + 2).map(({ uri }) => uri);
}

function attributeOf(line: string, name: string): string | undefined {
  return new RegExp(`[:,]${name}="([^"]*)"`).exec(line)?.[1];
}

function numberOf(line: string, name: string): number {
  return Number(new RegExp(`[:,]${name}=([\\d.]+)`).exec(line)?.[1] ?? 0);
}
