export interface ListedPart {
  uri: string;
  durationS: number;
  independent: boolean;
}

export interface ListedSegment {
  msn: number;
  discontinuity: number;
  mapUri: string;
  wallMs: number;
  parts: ListedPart[];
  /** Undefined while it is open. */
  durationS: number | undefined;
  uri: string | undefined;
  gap: boolean;
}

export interface ListedPlaylist {
  text: string;
  mediaSequence: number;
  targetDurationS: number;
  partTargetS: number;
  segments: ListedSegment[];
  hint: string | undefined;
  ended: boolean;
}

/** A playlist as a player understands it: written against the RFC, not against the code that renders it. */
export function readPlaylist(text: string): ListedPlaylist {
  const value = (tag: string) => new RegExp(`^#${tag}:(.*)$`, 'm').exec(text)?.[1];
  const mediaSequence = Number(value('EXT-X-MEDIA-SEQUENCE'));
  const segments: ListedSegment[] = [];
  let discontinuity = Number(value('EXT-X-DISCONTINUITY-SEQUENCE') ?? 0);
  let mapUri = '';
  let wallMs = Number.NaN;
  let durationS: number | undefined;
  let gap = false;
  let parts: ListedPart[] = [];
  const close = (uri: string | undefined) => {
    const msn = mediaSequence + segments.length;
    segments.push({ msn, discontinuity, mapUri, wallMs, parts, durationS, uri, gap });
    [parts, durationS, gap, wallMs] = [[], undefined, false, Number.NaN];
  };
  for (const line of text.split('\n')) {
    const [, tag, rest = ''] = /^#([A-Z0-9-]+):?(.*)$/.exec(line) ?? [];
    if (tag === 'EXT-X-DISCONTINUITY') discontinuity += 1;
    if (tag === 'EXT-X-MAP') mapUri = attribute(rest, 'URI') ?? '';
    if (tag === 'EXT-X-PROGRAM-DATE-TIME') wallMs = Date.parse(rest);
    if (tag === 'EXT-X-GAP') gap = true;
    if (tag === 'EXTINF') durationS = Number.parseFloat(rest);
    if (tag === 'EXT-X-PART') parts.push(readPart(rest));
    if (line !== '' && !line.startsWith('#')) close(line);
  }
  if (parts.length > 0) close(undefined);
  return {
    text,
    mediaSequence,
    targetDurationS: Number(value('EXT-X-TARGETDURATION')),
    partTargetS: Number(attribute(value('EXT-X-PART-INF') ?? '', 'PART-TARGET')),
    segments,
    hint: attribute(value('EXT-X-PRELOAD-HINT') ?? '', 'URI'),
    ended: text.includes('#EXT-X-ENDLIST'),
  };
}

function readPart(attributes: string): ListedPart {
  return {
    uri: attribute(attributes, 'URI') ?? '',
    durationS: Number(attribute(attributes, 'DURATION')),
    independent: attribute(attributes, 'INDEPENDENT') === 'YES',
  };
}

function attribute(list: string, name: string): string | undefined {
  return new RegExp(`(?:^|,)${name}="?([^",]*)"?`).exec(list)?.[1];
}
