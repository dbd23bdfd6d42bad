import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { type Child, childrenOf, ready, startNode } from '@rostrum/e2e/support';
import * as v from 'valibot';
import { type FfmpegBinary, findFfmpeg } from '../ingest-server/broadcast/ffmpeg-binary.ts';
import type { Bench } from './bench.ts';
import { spawnBareFfmpeg } from './cost/bare-ffmpeg.ts';
import { STREAM_S, encodeAsStudio, programme, sendAsStudio } from './cost/studio-stream.ts';
import { cpuS } from './crowd/process-cost.ts';
import { recordLecture } from './lecture/encodes.ts';

const ports = v.object({ rtp: v.number(), rtcp: v.number() });
const readySchema = v.object({ type: v.literal('ready'), video: ports, audio: ports });
const PLAYABLE_MAX_MS = 30_000;
/** A lecture lasts an hour: what a process does in its first seconds (compiling, shrinking its heap) is not its price. */
const SETTLE_MS = 12_000;

type Part = 'server' | 'worker' | 'ffmpeg' | 'bare';
type Used = Readonly<Record<Part, { pid: number; cpuS: number }>>;

/** CPU so far of each process of the pipeline, and of the bare one beside it. */
function used(pipeline: Child, bare: ChildProcess): Used {
  const { pid } = pipeline.process;
  const of = (found: number | undefined) => ({ pid: found ?? 0, cpuS: cpuS(found ?? 0) });
  const one = (command: string) => {
    const [found, ...more] = childrenOf(pid, command);
    if (found === undefined || more.length > 0) throw new Error(`not one child with ${command}`);
    return of(found);
  };
  return { server: of(pid), worker: one('mediasoup-worker'), ffmpeg: one('-f sdp'), bare: of(bare.pid) };
}

/** A process that took another's place would be charged without what that one used. */
function between(from: Used, until: Used, part: Part): number {
  if (from[part].pid !== until[part].pid) throw new Error(`the ${part} was started anew meanwhile`);
  return until[part].cpuS - from[part].cpuS;
}

/** Side by side, so that whatever else the machine does meets both alike. */
async function sideBySide(ffmpeg: FfmpegBinary, stream: string, folder: string, forMs: number) {
  const pipeline = startNode(new URL('cost/pipeline.ts', import.meta.url).pathname, {});
  const started: ChildProcess[] = [];
  try {
    const heard = v.parse(readySchema, await ready(pipeline, PLAYABLE_MAX_MS));
    const playable = once(pipeline.process, 'message', { signal: AbortSignal.timeout(PLAYABLE_MAX_MS) });
    started.push(sendAsStudio(ffmpeg.path, stream, heard));
    const bare = spawnBareFfmpeg(ffmpeg, stream, folder, true);
    bare.stderr?.resume();
    started.push(bare);
    await playable;
    await wait(SETTLE_MS);
    const [from, fromMs] = [used(pipeline, bare), performance.now()];
    await wait(forMs);
    const [until, untilMs] = [used(pipeline, bare), performance.now()];
    const perS = (part: Part) => (between(from, until, part) * 1000) / (untilMs - fromMs);
    return { server: perS('server'), worker: perS('worker'), ffmpeg: perS('ffmpeg'), bare: perS('bare') };
  } finally {
    for (const child of started) child.kill('SIGKILL');
    await pipeline.stop();
  }
}

/** As fast as it can, with the cores to itself as far as nobody else is there. */
async function unpaced(ffmpeg: FfmpegBinary, stream: string, folder: string): Promise<number> {
  const bare = spawnBareFfmpeg(ffmpeg, stream, folder, false);
  if (!bare.stderr) throw new Error('FFmpeg says nothing');
  const said = await text(bare.stderr);
  const found = /bench: utime=([\d.]+)s stime=([\d.]+)s/.exec(said);
  if (!found) throw new Error(`FFmpeg did not finish: ${said.slice(-500)}`);
  return (Number(found[1]) + Number(found[2])) / STREAM_S;
}

export const bench: Bench = {
  name: 'transcode-cost',
  says: `CPU of server process, media worker and FFmpeg from RTP to the store, for a second of lecture at ${programme.width}×${programme.height}@${programme.framesPerSecond} in two H.264 rungs and sound, against FFmpeg alone making the same ladder from a file, side by side. RTP comes over plain UDP: DTLS, SRTP and WebRTC's feedback are left out.`,
  async run({ quick }) {
    const found = await findFfmpeg(process.env['FFMPEG_PATH']);
    if (found.is === 'missing') throw new Error(found.reason);
    const folder = await mkdtemp(join(tmpdir(), 'rostrum-transcode-cost-'));
    try {
      const [recording, stream] = [join(folder, 'lecture.nut'), join(folder, 'studio.mkv')];
      await recordLecture(found.binary.path, recording);
      await encodeAsStudio(found.binary.path, recording, stream);
      const alone = await unpaced(found.binary, stream, folder);
      const perS = await sideBySide(found.binary, stream, folder, quick ? 16_000 : 40_000);
      const pipeline = perS.server + perS.worker + perS.ffmpeg;
      return {
        ratio: round(pipeline / perS.bare),
        ratio_to_unpaced: round(pipeline / alone),
        pipeline_cpu_s_per_s: round(pipeline),
        bare_cpu_s_per_s: round(perS.bare),
        bare_unpaced_cpu_s_per_s: round(alone),
        server_cpu_s_per_s: round(perS.server),
        worker_cpu_s_per_s: round(perS.worker),
        ffmpeg_cpu_s_per_s: round(perS.ffmpeg),
        load_1min: Math.round((loadavg()[0] ?? 0) * 10) / 10,
      };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
