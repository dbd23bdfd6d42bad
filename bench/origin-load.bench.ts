import { loadavg } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { type Child, percentile, ready, startNode } from '@rostrum/e2e/support';
import * as v from 'valibot';
import type { Bench } from './bench.ts';
import { type Nginx, missingNginx, startNginx } from './crowd/nginx.ts';
import { cpuS, rssMb } from './crowd/process-cost.ts';
import type { FromViewers, Problems, ToViewers } from './crowd/viewer-messages.ts';
import { Workers, shareOf } from './crowd/workers.ts';

const CLIENTS = 2_000;
const RENDITIONS = ['v540', 'v360'] as const;
const WORKERS = 2;
/** Everybody is in by then, and the first answers, which come at no part's birth, are over. */
const SETTLE_MS = 4_000;
/** What was born later than this before the end may still be on its way. */
const LAST_MS = 1_000;
/** So many of the newest parts are asked for again, side by side with nginx. */
const COMPARED_PARTS = 40;

const readySchema = v.object({ type: v.literal('ready'), port: v.number(), base: v.string() });
const bornSchema = v.object({ name: v.string(), msn: v.number(), part: v.number(), atMs: v.number() });
const birthsSchema = v.object({ type: v.literal('births'), births: v.array(bornSchema) });
const storedSchema = v.object({
  type: v.literal('stored'),
  root: v.string(),
  counts: v.record(v.string(), v.number()),
});

type Born = v.InferOutput<typeof bornSchema>;
type Crowd = Workers<ToViewers, FromViewers>;

interface Watched {
  readonly delaysMs: readonly number[];
  readonly mediaBytes: number;
  readonly errors: number;
  readonly cpuS: number;
  readonly seconds: number;
  readonly load: number;
  readonly rssMb: number;
  readonly births: readonly Born[];
}

/** The crowd follows for so long; what counts is what was born meanwhile. */
async function watch(server: Child, crowd: Crowd, forMs: number): Promise<Watched> {
  await crowd.all('following', () => ({ do: 'follow' }));
  await wait(SETTLE_MS);
  await told(server, 'births', birthsSchema);
  const pid = server.process.pid!;
  const fromMs = performance.timeOrigin + performance.now();
  const cpuBefore = cpuS(pid);
  await wait(forMs);
  const used = cpuS(pid) - cpuBefore;
  const untilMs = performance.timeOrigin + performance.now();
  const load = loadavg()[0] ?? 0;
  const followed = await crowd.all('followed', () => ({ do: 'stop-following' }));
  const { births } = await told(server, 'births', birthsSchema);

  const bornAt = new Map(births.map((born) => [nameOf(born.name, born), born.atMs]));
  const missing = new Map(
    births
      .filter(({ name, atMs }) => RENDITIONS.some((one) => one === name) && atMs < untilMs - LAST_MS)
      .map((born) => [nameOf(born.name, born), CLIENTS / RENDITIONS.length]),
  );
  const delaysMs: number[] = [];
  let mediaBytes = 0;
  for (const delivery of followed.flatMap(({ deliveries }) => deliveries)) {
    const name = nameOf(delivery.rendition, delivery);
    const born = bornAt.get(name);
    if (delivery.atMs >= fromMs && delivery.atMs < untilMs) mediaBytes += delivery.bytes;
    if (born === undefined) continue;
    delaysMs.push(delivery.atMs - born);
    missing.set(name, (missing.get(name) ?? 0) - 1);
  }
  const problems = countProblems(followed);
  const undelivered = [...missing.values()].reduce((sum, count) => sum + Math.max(0, count), 0);
  return {
    ...{ delaysMs, mediaBytes, cpuS: used, load, births, rssMb: rssMb(pid) },
    errors: problems + undelivered,
    seconds: (untilMs - fromMs) / 1000,
  };
}

/** Bytes of media per second of CPU, of the same parts to the same crowd. */
async function fetchFrom(
  from: 'origin' | 'files',
  pid: number,
  crowd: Crowd,
  paths: Readonly<Record<string, readonly string[]>>,
  forMs: number,
): Promise<{ bytesPerCpuS: number; errors: number }> {
  const before = cpuS(pid);
  const fetched = await crowd.all('fetched', () => ({ do: 'fetch', from, paths, everyMs: 250, forMs }));
  const used = cpuS(pid) - before;
  const bytes = fetched.reduce((sum, one) => sum + one.mediaBytes, 0);
  return { bytesPerCpuS: bytes / used, errors: countProblems(fetched) };
}

export const bench: Bench = {
  name: 'origin-load',
  says: `${CLIENTS} clients on blocking reload behind signed paths, half on each picture of a 960×540@30 programme in two sizes, each fetching every hinted part: from a part's birth to its delivery. Then the same parts to the same clients from us and as files from nginx, by bytes per CPU second. The server is a process with nothing but the origin: no transcoder, no TLS. Crowd and server share the machine.`,
  async run({ quick }) {
    const entry = new URL('../ingest-server/broadcast/test-support/rehearsal.test-entry.ts', import.meta.url);
    const server = startNode(entry.pathname, { REHEARSAL_SIGNED: '1' });
    const crowd: Crowd = new Workers(new URL('crowd/viewer-worker.ts', import.meta.url), WORKERS);
    let nginx: Nginx | undefined;
    try {
      const { port, base } = v.parse(readySchema, await ready(server, 60_000));
      const { root, counts } = await told(server, 'store-files', storedSchema);
      if (missingNginx === undefined) nginx = await startNginx(root);
      const all = Array.from({ length: CLIENTS }, (_, i) => RENDITIONS[i % RENDITIONS.length]!);
      await crowd.all('connected', (i) => ({
        ...{ do: 'connect', host: '127.0.0.1', port, base: new URL(base).pathname },
        files: { host: '127.0.0.1', port: nginx?.port ?? port },
        renditions: shareOf(all, i, WORKERS),
      }));
      const watched = await watch(server, crowd, quick ? 12_000 : 40_000);
      const { delaysMs, seconds } = watched;
      const figures = {
        ...{ clients: CLIENTS, seconds: Math.round(seconds) },
        p50_ms: Math.round(percentile(delaysMs, 0.5)),
        p95_ms: Math.round(percentile(delaysMs, 0.95)),
        max_ms: Math.round(percentile(delaysMs, 1)),
        errors: watched.errors,
        delivered_parts: delaysMs.length,
        mb_per_s: Math.round(watched.mediaBytes / seconds / 1e6),
        server_cores: round2(watched.cpuS / seconds),
        server_rss_mb: watched.rssMb,
        load_average: round2(watched.load),
      };
      if (!nginx) return { ...figures, nginx: missingNginx ?? '' };

      const forMs = quick ? 5_000 : 8_000;
      const newest = (name: string) =>
        watched.births.filter((born) => born.name === name).slice(-COMPARED_PARTS);
      const ofOrigin = Object.fromEntries(
        RENDITIONS.map((name) => [
          name,
          newest(name).map(({ msn, part }) => `${new URL(base).pathname}${name}/${msn}.${part}.m4s?s=st1`),
        ]),
      );
      const ofFiles = Object.fromEntries(
        RENDITIONS.map((name) => [
          name,
          Array.from({ length: counts[name] ?? 0 }, (_, i) => `/${name}/${i}.m4s`).slice(-COMPARED_PARTS),
        ]),
      );
      const ours = await fetchFrom('origin', server.process.pid!, crowd, ofOrigin, forMs);
      const theirs = await fetchFrom('files', nginx.pid, crowd, ofFiles, forMs);
      const live = watched.mediaBytes / watched.cpuS;
      return {
        ...figures,
        errors: figures.errors + ours.errors + theirs.errors,
        ours_mb_per_cpu_s: Math.round(ours.bytesPerCpuS / 1e6),
        nginx_mb_per_cpu_s: Math.round(theirs.bytesPerCpuS / 1e6),
        ratio_vs_nginx: round2(ours.bytesPerCpuS / theirs.bytesPerCpuS),
        // With all the playlists that nginx had not to write, and everything else that the server did meanwhile.
        live_mb_per_cpu_s: Math.round(live / 1e6),
        live_ratio_vs_nginx: round2(live / theirs.bytesPerCpuS),
      };
    } finally {
      crowd.end();
      await nginx?.close();
      await server.stop();
    }
  },
};

/** Tells the words of some, and how many there were. */
function countProblems(answers: readonly { readonly problems: Problems }[]): number {
  for (const words of answers.flatMap(({ problems }) => problems.words)) console.error(words);
  return answers.reduce((sum, { problems }) => sum + problems.count, 0);
}

function nameOf(rendition: string, { msn, part }: { msn: number; part: number }): string {
  return `${rendition}/${msn}.${part}`;
}

function told<T>(child: Child, message: string, schema: v.GenericSchema<unknown, T>): Promise<T> {
  return new Promise((resolve) => {
    const handle = (answer: unknown) => {
      const read = v.safeParse(schema, answer);
      if (!read.success) return;
      child.process.off('message', handle);
      resolve(read.output);
    };
    child.process.on('message', handle);
    child.process.send(message);
  });
}

function round2(value: number): number {
  return Math.round(value * 100) / 100;
}
