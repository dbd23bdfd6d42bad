import { setTimeout as wait } from 'node:timers/promises';
import { type Playlist, type Segment, attributesIn, readPlaylist } from './read-playlist.ts';
import { deltaViolations, isText, lengthOf, violationsBetween, violationsIn } from './rules.ts';

export interface Checked {
  /** What was broken, each said once. */
  readonly wrong: readonly string[];
  /** That it looked at something at all. */
  readonly playlists: number;
  readonly parts: number;
  readonly segments: number;
  /** So many deltas were held against the whole playlist. */
  readonly deltas: number;
}

/** Scheduling on a busy machine, for what must be answered at once, and for what must come with a part. */
const AT_ONCE_MS = 1_000;
const LATE_MS = 1_500;
/** What comes with a part must come at once as a rule; of fewer answers there is no rule. */
const MEDIAN_LATE_MS = 150;
const MEDIAN_OF_MIN = 4;
/** A BANDWIDTH may be exceeded by a tenth (4.4.6.2). */
const BANDWIDTH_SLACK = 1.1;

/** Follows every rendition that a multivariant playlist names for so long, as players do, and checks what it is told. */
export async function checkStream(multivariantUrl: string, forMs: number): Promise<Checked> {
  const answer = await get(multivariantUrl);
  const lines = answer.text.split('\n');
  const wrong = multivariantViolations(answer, lines);
  const variants = lines.flatMap((line, i) =>
    line.startsWith('#EXT-X-STREAM-INF:')
      ? [{ attributes: attributesIn(line), uri: lines[i + 1] ?? '' }]
      : [],
  );
  const groups = lines.filter((line) => line.startsWith('#EXT-X-MEDIA:')).map((line) => attributesIn(line));
  const uris = new Set([
    ...variants.map(({ uri }) => uri),
    ...groups.flatMap((group) => group.get('URI') ?? []),
  ]);
  const followed = await Promise.all(
    [...uris].map(async (uri) => [uri, await follow(new URL(uri, multivariantUrl).href, forMs)] as const),
  );
  const peaks = new Map(followed.map(([uri, { peakBps }]) => [uri, peakBps]));
  for (const { attributes, uri } of variants) {
    const sound = groups.find((group) => group.get('GROUP-ID') === attributes.get('AUDIO'))?.get('URI');
    const peak = (peaks.get(uri) ?? 0) + (sound === undefined || sound === uri ? 0 : (peaks.get(sound) ?? 0));
    if (peak > Number(attributes.get('BANDWIDTH')) * BANDWIDTH_SLACK) {
      wrong.push(
        `4.4.6.2: ${uri} needed ${Math.round(peak)} bit/s, BANDWIDTH is ${attributes.get('BANDWIDTH')}`,
      );
    }
  }
  const all = followed.map(([, one]) => one);
  const sum = (of: (one: Followed) => number) => all.reduce((total, one) => total + of(one), 0);
  return {
    wrong: [...new Set([...wrong, ...all.flatMap((one) => one.wrong)])],
    playlists: sum(({ playlists }) => playlists),
    parts: sum(({ parts }) => parts),
    segments: sum(({ segments }) => segments),
    deltas: sum(({ deltas }) => deltas),
  };
}

type Say = (words: readonly string[]) => void;

interface Followed {
  wrong: string[];
  playlists: number;
  parts: number;
  segments: number;
  deltas: number;
  peakBps: number;
  /** How long each part was waited for that came within one run. */
  waitsMs: number[];
}

async function follow(url: string, forMs: number): Promise<Followed> {
  const counts = { playlists: 0, parts: 0, segments: 0, deltas: 0, peakBps: 0 };
  const its: Followed = { wrong: [], ...counts, waitsMs: [] };
  const name = new URL(url).pathname.split('/').at(-1) ?? '';
  const say = (words: readonly string[]) => its.wrong.push(...words.map((one) => `${name}: ${one}`));
  try {
    await followUntil(url, Date.now() + forMs, its, say);
  } catch (error) {
    say([error instanceof Error ? error.message : String(error)]);
  }
  return its;
}

async function followUntil(url: string, untilMs: number, its: Followed, say: Say): Promise<void> {
  let before: Playlist | undefined;
  let playlist = await load(url, say);
  say(await refusals(url, playlist));
  const done = new Set(playlist.segments.slice(0, -1).map(({ msn }) => msn));
  while (!playlist.isEnded && Date.now() < untilMs) {
    its.playlists += 1;
    say(violationsIn(playlist));
    if (before) say(violationsBetween(before, playlist));
    if (its.playlists % 8 === 0) await checkDelta(url, its, say);
    for (const segment of playlist.segments) {
      if (segment.uri === undefined || segment.isGap || done.has(segment.msn)) continue;
      done.add(segment.msn);
      its.segments += 1;
      const bits = await checkSegment(url, segment, say);
      if (lengthOf(segment) >= playlist.targetDurationS / 2)
        its.peakBps = Math.max(its.peakBps, bits / lengthOf(segment));
    }
    before = playlist;
    playlist = await next(url, playlist, its, say);
    its.parts += 1;
  }
  say(lateByRule(its.waitsMs, (playlist.partTargetS ?? 0) * 1000));
}

/** The next playlist with the hinted part in it, and the hint itself asked for beside it. */
async function next(url: string, playlist: Playlist, its: Followed, say: Say): Promise<Playlist> {
  const hint = playlist.hints.find((one) => one.get('TYPE') === 'PART')?.get('URI');
  const last = playlist.segments.at(-1);
  if (hint === undefined || !last) {
    await wait(200);
    return load(url, say);
  }
  const wanted =
    last.uri === undefined ? { msn: last.msn, part: last.parts.length } : { msn: last.msn + 1, part: 0 };
  const askedAtMs = Date.now();
  const [after, part] = await Promise.all([
    load(withQuery(url, `_HLS_msn=${wanted.msn}&_HLS_part=${wanted.part}`), say),
    get(new URL(hint, url).href),
  ]);
  const waitedMs = Date.now() - askedAtMs;
  const segment = after.segments.find(({ msn }) => msn === wanted.msn);
  const isThere = segment
    ? segment.parts.length > wanted.part
    : (after.segments.at(-1)?.msn ?? 0) > wanted.msn;
  const isBeyond = after.segments.some(({ msn }) => msn > wanted.msn);
  if (!isThere && !isBeyond && !after.isEnded) {
    say([`6.2.5.2: asked for ${wanted.msn}.${wanted.part}, was answered without it`]);
  }
  const listed = segment?.parts[wanted.part];
  if (listed && listed.uri === hint && part.status !== 200)
    say([`6.2.2: the hinted ${hint} was answered with ${part.status}`]);
  if (listed && part.status === 200 && !isFragment(part.body)) say([`3.1.2: ${hint} is no fragment`]);
  // A slate or a new run may take its time; within one run a part follows a part.
  const isSameRun = last.discontinuity === segment?.discontinuity;
  if (isSameRun) its.waitsMs.push(waitedMs);
  if (isSameRun && waitedMs > (playlist.partTargetS ?? 0) * 1000 + LATE_MS) {
    say([`6.2.5.2: ${wanted.msn}.${wanted.part} came only after ${waitedMs} ms`]);
  }
  return after;
}

/** A whole segment is its parts, one after the other. Answers with its bits. */
async function checkSegment(url: string, segment: Segment, say: Say): Promise<number> {
  const whole = await get(new URL(segment.uri ?? '', url).href);
  if (whole.status !== 200) {
    say([`6.2.1: segment ${segment.msn} is listed and answered with ${whole.status}`]);
    return 0;
  }
  if (isText(segment)) {
    if (!whole.text.startsWith('WEBVTT\nX-TIMESTAMP-MAP='))
      say([`3.1.4: segment ${segment.msn} is no WebVTT`]);
    return whole.body.length * 8;
  }
  if (!/immutable|max-age=\d{4,}/.test(whole.cache))
    say([`B.1: segment ${segment.msn} may be kept as '${whole.cache}'`]);
  const parts = await Promise.all(segment.parts.map(({ uri }) => get(new URL(uri, url).href)));
  if (parts.length > 0 && !Buffer.concat(parts.map(({ body }) => body)).equals(whole.body)) {
    say([`3.1.2: segment ${segment.msn} is not what its parts are`]);
  }
  const map = segment.map === undefined ? undefined : await get(new URL(segment.map, url).href);
  if (map && (map.status !== 200 || map.body.toString('latin1', 4, 8) !== 'ftyp')) {
    say([`3.1.2: the init segment ${segment.map} is none`]);
  }
  return whole.body.length * 8;
}

function lateByRule(waitsMs: readonly number[], partTargetMs: number): string[] {
  if (waitsMs.length < MEDIAN_OF_MIN) return [];
  const median = waitsMs.toSorted((a, b) => a - b)[Math.floor(waitsMs.length / 2)] ?? 0;
  return median > partTargetMs + MEDIAN_LATE_MS
    ? [`6.2.5.2: half of the parts came only after ${median} ms, the part target is ${partTargetMs} ms`]
    : [];
}

async function checkDelta(url: string, its: Followed, say: Say): Promise<void> {
  const [delta, whole] = await Promise.all([load(withQuery(url, '_HLS_skip=YES'), say), load(url, say)]);
  // A part that came between them is no fault.
  const isSame =
    delta.lines.at(-1) === whole.lines.at(-1) && delta.hints[0]?.get('URI') === whole.hints[0]?.get('URI');
  if (!isSame) return;
  its.deltas += 1;
  say(deltaViolations(delta, whole));
}

/** What must be refused, and what must be answered at once. */
async function refusals(url: string, playlist: Playlist): Promise<string[]> {
  const last = playlist.segments.at(-1)?.msn ?? 0;
  const questions = [
    { query: `_HLS_msn=${last + 6}`, status: 400, section: '6.2.5.2' },
    { query: `_HLS_msn=${last + 1_000_000}`, status: 400, section: '6.2.5.2' },
    { query: '_HLS_part=1', status: 400, section: '6.2.5.2' },
    { query: `_HLS_msn=${Math.max(0, last - 2)}&_HLS_part=0`, status: 200, section: '6.2.5.2' },
  ];
  if (playlist.isEnded) return [];
  return (
    await Promise.all(
      questions.map(async ({ query, status, section }) => {
        const askedAtMs = Date.now();
        const answer = await get(withQuery(url, query));
        if (answer.status !== status) return [`${section}: ${query} was answered with ${answer.status}`];
        return Date.now() - askedAtMs > AT_ONCE_MS ? [`${section}: ${query} was not answered at once`] : [];
      }),
    )
  ).flat();
}

function multivariantViolations(answer: Answer, lines: readonly string[]): string[] {
  if (answer.status !== 200)
    return [`the multivariant playlist was answered with ${answer.status}: ${answer.text}`];
  const wrong: string[] = [];
  const variants = lines
    .filter((line) => line.startsWith('#EXT-X-STREAM-INF:'))
    .map((line) => attributesIn(line));
  if (variants.length === 0) wrong.push('4.4.6.2: no variant');
  for (const variant of variants) {
    if (!variant.has('BANDWIDTH')) wrong.push('4.4.6.2: a variant without BANDWIDTH');
    if (!/^[a-z0-9.]+(,[a-z0-9.]+)*$/i.test(variant.get('CODECS') ?? ''))
      wrong.push('4.4.6.2: a variant without CODECS');
    if (Number(variant.get('AVERAGE-BANDWIDTH')) > Number(variant.get('BANDWIDTH'))) {
      wrong.push('4.4.6.2: more on average than at its peak');
    }
  }
  const scored = variants.filter((variant) => variant.has('SCORE')).length;
  if (scored > 0 && scored < variants.length) wrong.push('4.4.6.2: SCORE on some variants only');
  return wrong;
}

async function load(url: string, say: Say): Promise<Playlist> {
  const answer = await get(url);
  if (answer.status !== 200) throw new Error(`${url} was answered with ${answer.status}: ${answer.text}`);
  if (!/^(application\/vnd\.apple\.mpegurl|audio\/mpegurl)/i.test(answer.type))
    say([`4: its type is '${answer.type}'`]);
  return readPlaylist(answer.text);
}

interface Answer {
  status: number;
  body: Buffer;
  text: string;
  type: string;
  cache: string;
}

async function get(url: string): Promise<Answer> {
  const response = await fetch(url);
  const body = Buffer.from(await response.arrayBuffer());
  const header = (name: string) => response.headers.get(name) ?? '';
  return {
    status: response.status,
    body,
    text: body.toString(),
    type: header('content-type'),
    cache: header('cache-control'),
  };
}

function isFragment(bytes: Buffer): boolean {
  return ['moof', 'styp', 'prft', 'emsg'].includes(bytes.toString('latin1', 4, 8));
}

function withQuery(url: string, query: string): string {
  return `${url}${url.includes('?') ? '&' : '?'}${query}`;
}
