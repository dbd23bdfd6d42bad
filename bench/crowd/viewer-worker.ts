// Viewers of low-latency HLS without a picture: they reload, follow hints and fetch parts, and nothing else.
import { setTimeout as wait } from 'node:timers/promises';
import { type LightHttp, openLightHttp } from './light-http.ts';
import type { Delivery, FromViewers, Problems, ToViewers } from './viewer-messages.ts';

const tell = (message: FromViewers) => process.send?.(message);
const OPENING_MAX = 100;
const PROBLEMS_TOLD = 10;

interface Viewer {
  readonly rendition: string;
  readonly playlist: LightHttp;
  readonly media: LightHttp;
  readonly files: LightHttp;
}

const viewers: Viewer[] = [];
let base = '';
let isFollowing = false;
let isCounting = false;
let deliveries: Delivery[] = [];
let problems: Problems = noProblems();

const now = () => performance.timeOrigin + performance.now();

function problem(words: string): void {
  if (!isFollowing && !isCounting) return;
  const told = problems.words;
  problems = {
    count: problems.count + 1,
    words: told.length < PROBLEMS_TOLD ? [...told, words] : told,
  };
}

function noProblems(): Problems {
  return { count: 0, words: [] };
}

async function connect(told: Extract<ToViewers, { do: 'connect' }>): Promise<void> {
  base = told.base;
  const queue = told.renditions.map((rendition, i) => ({ rendition, i }));
  const lane = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const { rendition, i } = next;
      const to = { localAddress: `127.0.1.${1 + (i % 4)}`, handleBroken: () => problem('broken') };
      const origin = { host: told.host, port: told.port, ...to };
      const [playlist, media, files] = await Promise.all([
        openLightHttp({ ...origin, keepsText: true }),
        openLightHttp({ ...origin, keepsText: false }),
        openLightHttp({ ...told.files, ...to, keepsText: false }),
      ]);
      viewers.push({ rendition, playlist, media, files });
    }
  };
  await Promise.all(Array.from({ length: OPENING_MAX }, lane));
  tell({ is: 'connected' });
}

function follow(viewer: Viewer, query: string): void {
  const { rendition } = viewer;
  viewer.playlist.get(`${base}${rendition}.m3u8${query}`, (status, _bytes, text) => {
    if (!isFollowing) return;
    if (status !== 200) {
      problem(`playlist ${status}: ${text.trim()}`);
      return;
    }
    const at = text.lastIndexOf('#EXT-X-PRELOAD-HINT:TYPE=PART,URI="') + 35;
    const uri = text.slice(at, text.indexOf('"', at));
    const [msn = '', part = ''] = uri.slice(uri.indexOf('/') + 1).split('.');
    take(viewer, { uri, msn: Number(msn), part: Number(part) });
    follow(viewer, `?_HLS_msn=${msn}&_HLS_part=${part}&_HLS_skip=YES`);
  });
}

/** A hint that came while the part before it is still on its way waits for it. */
const busy = new Map<Viewer, { uri: string; msn: number; part: number }[]>();

function take(viewer: Viewer, hint: { uri: string; msn: number; part: number }): void {
  const queue = busy.get(viewer);
  if (queue) {
    queue.push(hint);
    return;
  }
  busy.set(viewer, []);
  fetchPart(viewer, hint);
}

function fetchPart(viewer: Viewer, { uri, msn, part }: { uri: string; msn: number; part: number }): void {
  viewer.media.get(`${base}${uri}`, (status, bytes) => {
    if (!isFollowing) {
      busy.delete(viewer);
      return;
    }
    if (status === 200) {
      deliveries.push({ rendition: viewer.rendition, msn, part, bytes, atMs: now() });
    } else {
      problem(`${uri}: ${status}`);
    }
    const next = busy.get(viewer)?.shift();
    if (next) fetchPart(viewer, next);
    else busy.delete(viewer);
  });
}

async function fetchParts({ from, paths, everyMs, forMs }: Extract<ToViewers, { do: 'fetch' }>) {
  isCounting = true;
  problems = noProblems();
  let parts = 0;
  let mediaBytes = 0;
  /** Who can't keep up asks for the next one when they have the last. */
  const waiting = new Set<Viewer>();
  const startedAtMs = performance.now();
  for (let round = 0; performance.now() - startedAtMs < forMs; round += 1) {
    for (const viewer of viewers) {
      if (waiting.has(viewer) || (from === 'origin' && busy.has(viewer))) continue;
      const its = paths[viewer.rendition] ?? [];
      const path = its[round % its.length] ?? '';
      waiting.add(viewer);
      const connection = from === 'origin' ? viewer.media : viewer.files;
      connection.get(path, (status, bytes) => {
        waiting.delete(viewer);
        parts += 1;
        mediaBytes += bytes;
        if (status !== 200) problem(`${path}: ${status}`);
      });
    }
    await wait(Math.max(0, startedAtMs + (round + 1) * everyMs - performance.now()));
  }
  isCounting = false;
  tell({ is: 'fetched', mediaBytes, parts, problems });
}

process.on('message', (message: ToViewers) => {
  switch (message.do) {
    case 'connect':
      void connect(message);
      return;
    case 'follow':
      isFollowing = true;
      [deliveries, problems] = [[], noProblems()];
      for (const viewer of viewers) follow(viewer, '');
      tell({ is: 'following' });
      return;
    case 'stop-following':
      isFollowing = false;
      tell({ is: 'followed', deliveries, problems });
      return;
    case 'fetch':
      void fetchParts(message);
      return;
  }
});
process.on('disconnect', () => process.exit());
