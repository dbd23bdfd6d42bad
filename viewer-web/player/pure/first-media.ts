// Which playlists a player asks for first, before there is a player.

export interface FirstPlaylists {
  readonly picture: string;
  readonly sound: string | undefined;
}

/**
 * The best picture that a line of so many bits carries, and none larger than the screen, with the best sound that the whole
 * line carries beside it: sound that is changed for another one later is heard to change. Undefined where pictures come in
 * several codecs: which of them a device decodes best is for the player to find out.
 */
export function firstPlaylists(
  master: string,
  { bps, lineBps, widthPx }: { bps: number; lineBps: number; widthPx: number },
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
  const same = pictures.filter(({ uri }) => uri === chosen.uri);
  const group = (same.find((each) => each.bps <= lineBps) ?? same.at(-1))?.group;
  const sound = lines.find(
    (line) => line.startsWith('#EXT-X-MEDIA:') && attributeOf(line, 'GROUP-ID') === group,
  );
  return { picture: chosen.uri, sound: sound && attributeOf(sound, 'URI') };
}

function attributeOf(line: string, name: string): string | undefined {
  return new RegExp(`[:,]${name}="([^"]*)"`).exec(line)?.[1];
}

function numberOf(line: string, name: string): number {
  return Number(new RegExp(`[:,]${name}=([\\d.]+)`).exec(line)?.[1] ?? 0);
}
