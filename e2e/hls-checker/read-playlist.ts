/** A playlist as a player understands it: read by the RFC's words, not by those of the code that writes it. */
export interface Playlist {
  readonly lines: readonly string[];
  readonly version: number;
  readonly targetDurationS: number;
  readonly partTargetS: number | undefined;
  readonly control: ReadonlyMap<string, string>;
  readonly type: string | undefined;
  readonly mediaSequence: number;
  readonly discontinuitySequence: number;
  /** How many segments a delta update leaves out. */
  readonly skipped: number;
  readonly segments: readonly Segment[];
  readonly hints: readonly ReadonlyMap<string, string>[];
  readonly reports: readonly ReadonlyMap<string, string>[];
  readonly isEnded: boolean;
}

export interface Segment {
  readonly msn: number;
  /** Counted from the stream's beginning. */
  readonly discontinuity: number;
  readonly map: string | undefined;
  readonly dateMs: number | undefined;
  readonly isGap: boolean;
  readonly parts: readonly Part[];
  /** Both undefined while it is open. */
  readonly durationS: number | undefined;
  readonly uri: string | undefined;
}

export interface Part {
  readonly uri: string;
  readonly durationS: number;
  readonly isIndependent: boolean;
  readonly isGap: boolean;
}

export function readPlaylist(text: string): Playlist {
  const lines = text.split('\n').filter((line) => line !== '');
  const valueOf = (tag: string) => lines.find((line) => line.startsWith(`#${tag}:`))?.slice(tag.length + 2);
  const all = (tag: string) =>
    lines.filter((line) => line.startsWith(`#${tag}:`)).map((line) => attributesIn(line));
  const numberOf = (tag: string) => Number(valueOf(tag) ?? 0);
  const skipped = Number(all('EXT-X-SKIP')[0]?.get('SKIPPED-SEGMENTS') ?? 0);
  const partTarget = all('EXT-X-PART-INF')[0]?.get('PART-TARGET');
  return {
    lines,
    version: numberOf('EXT-X-VERSION'),
    targetDurationS: numberOf('EXT-X-TARGETDURATION'),
    partTargetS: partTarget === undefined ? undefined : Number(partTarget),
    control: all('EXT-X-SERVER-CONTROL')[0] ?? new Map(),
    type: valueOf('EXT-X-PLAYLIST-TYPE'),
    mediaSequence: numberOf('EXT-X-MEDIA-SEQUENCE'),
    discontinuitySequence: numberOf('EXT-X-DISCONTINUITY-SEQUENCE'),
    skipped,
    segments: segmentsIn(
      lines,
      numberOf('EXT-X-MEDIA-SEQUENCE') + skipped,
      numberOf('EXT-X-DISCONTINUITY-SEQUENCE'),
    ),
    hints: all('EXT-X-PRELOAD-HINT'),
    reports: all('EXT-X-RENDITION-REPORT'),
    isEnded: lines.includes('#EXT-X-ENDLIST'),
  };
}

/** `NAME=value` and `NAME="value"`, separated by commas that stand in no quotes. */
export function attributesIn(line: string): ReadonlyMap<string, string> {
  const found = line.slice(line.indexOf(':') + 1).matchAll(/([A-Z0-9-]+)=(?:"([^"]*)"|([^",]*))/g);
  return new Map([...found].map(([, name = '', quoted, plain]) => [name, quoted ?? plain ?? '']));
}

function segmentsIn(lines: readonly string[], firstMsn: number, firstDiscontinuity: number): Segment[] {
  const segments: Segment[] = [];
  let discontinuity = firstDiscontinuity;
  let map: string | undefined;
  let open = emptySegment();
  const close = (uri: string | undefined) => {
    segments.push({ ...open, msn: firstMsn + segments.length, discontinuity, map, uri });
    open = emptySegment();
  };
  for (const line of lines) {
    if (!line.startsWith('#')) close(line);
    else if (line === '#EXT-X-DISCONTINUITY') discontinuity += 1;
    else if (line === '#EXT-X-GAP') open.isGap = true;
    else if (line.startsWith('#EXT-X-MAP:')) map = attributesIn(line).get('URI');
    else if (line.startsWith('#EXTINF:')) open.durationS = Number.parseFloat(line.slice(8));
    else if (line.startsWith('#EXT-X-PROGRAM-DATE-TIME:')) open.dateMs = Date.parse(line.slice(25));
    else if (line.startsWith('#EXT-X-PART:')) open.parts.push(partIn(line));
  }
  if (open.parts.length > 0) close(undefined);
  return segments;
}

function emptySegment() {
  return {
    ...{ isGap: false, parts: [] as Part[] },
    durationS: undefined as number | undefined,
    dateMs: undefined as number | undefined,
  };
}

function partIn(line: string): Part {
  const attributes = attributesIn(line);
  return {
    uri: attributes.get('URI') ?? '',
    durationS: Number(attributes.get('DURATION')),
    isIndependent: attributes.get('INDEPENDENT') === 'YES',
    isGap: attributes.get('GAP') === 'YES',
  };
}
