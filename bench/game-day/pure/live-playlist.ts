/** A piece of media that a live playlist lists, by the studio's clock. */
export interface Listed {
  readonly uri: string;
  readonly msn: number;
  /** None: a whole segment. */
  readonly part: number | undefined;
  readonly durationMs: number;
  readonly endsAtMs: number;
  /** Something can be decoded from here on. */
  readonly independent: boolean;
}

export interface LivePlaylist {
  readonly targetMs: number;
  readonly holdBackMs: number | undefined;
  /** In their order; those that are missing on purpose are left out. */
  readonly parts: readonly Listed[];
  readonly segments: readonly Listed[];
  /** What comes next. */
  readonly hint: { readonly uri: string; readonly msn: number; readonly part: number } | undefined;
}

/** As much of RFC 8216bis as our own origin writes: a date on each segment, numbers in each address. */
export function readLivePlaylist(text: string): LivePlaylist {
  const parts: Listed[] = [];
  const segments: Listed[] = [];
  let [targetMs, dateMs, partEndMs, durationMs] = [2_000, Number.NaN, Number.NaN, 0];
  let holdBackMs: number | undefined;
  let hint: LivePlaylist['hint'];
  let isGap = false;
  for (const line of text.split('\n')) {
    if (line === '') continue;
    if (!line.startsWith('#')) {
      const { msn } = numbersIn(line);
      if (!isGap) {
        const endsAtMs = dateMs + durationMs;
        segments.push({ uri: line, msn, part: undefined, durationMs, endsAtMs, independent: true });
      }
      isGap = false;
      continue;
    }
    const [, tag, rest = ''] = /^#([A-Z0-9-]+)(?::(.*))?$/.exec(line) ?? [];
    switch (tag) {
      case 'EXT-X-TARGETDURATION':
        targetMs = Number(rest) * 1_000;
        break;
      case 'EXT-X-SERVER-CONTROL':
        holdBackMs = secondsIn(rest, 'PART-HOLD-BACK') ?? holdBackMs;
        break;
      case 'EXT-X-PROGRAM-DATE-TIME':
        partEndMs = dateMs = Date.parse(rest);
        break;
      case 'EXT-X-GAP':
        isGap = true;
        break;
      case 'EXTINF':
        durationMs = Number.parseFloat(rest) * 1_000;
        break;
      case 'EXT-X-PART': {
        const uri = quotedIn(rest);
        const lasts = secondsIn(rest, 'DURATION') ?? 0;
        partEndMs += lasts;
        const independent = rest.includes('INDEPENDENT=YES');
        if (!rest.includes('GAP=YES'))
          parts.push({ uri, ...numbersIn(uri), durationMs: lasts, endsAtMs: partEndMs, independent });
        break;
      }
      case 'EXT-X-PRELOAD-HINT': {
        const uri = quotedIn(rest);
        const { msn, part } = numbersIn(uri);
        if (part !== undefined) hint = { uri, msn, part };
        break;
      }
      default:
        break;
    }
  }
  return { targetMs, holdBackMs, parts, segments, hint };
}

/** `v360/17.3.m4s` is part 3 of segment 17. */
function numbersIn(uri: string): { msn: number; part: number | undefined } {
  const [, msn, part] = /\/(\d+)(?:\.(\d+))?\.\w+(?:\?|$)/.exec(uri) ?? [];
  return { msn: Number(msn), part: part === undefined ? undefined : Number(part) };
}

function secondsIn(attributes: string, name: string): number | undefined {
  const found = new RegExp(`(?:^|,)${name}=([\\d.]+)`).exec(attributes)?.[1];
  return found === undefined ? undefined : Number(found) * 1_000;
}

function quotedIn(attributes: string): string {
  return /URI="([^"]*)"/.exec(attributes)?.[1] ?? '';
}

/** Whether the one comes behind the other. */
export function isBehind(one: Pick<Listed, 'msn' | 'part'>, other: Pick<Listed, 'msn' | 'part'>): boolean {
  return one.msn > other.msn || (one.msn === other.msn && (one.part ?? 0) > (other.part ?? 0));
}

/** Where a player begins: the nearest place from which something can be decoded, as far from the end as is asked. */
export function beginningOf({ parts, holdBackMs = 0 }: LivePlaylist): readonly Listed[] {
  const endMs = parts.at(-1)?.endsAtMs ?? 0;
  const from = parts.findLastIndex(
    ({ independent, endsAtMs, durationMs }) => independent && endMs - (endsAtMs - durationMs) >= holdBackMs,
  );
  return parts.slice(Math.max(0, from));
}
