import { createWriteStream } from 'node:fs';
import { stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { readFragment } from '../pure/fragment.ts';
import type { KeptStream } from './archive.ts';
import type { KeptSegment } from './pure/kept.ts';

/** One track of a recording on this disk: a file for each stretch of runs that share their init segment. */
export interface Gathered {
  readonly files: readonly { path: string; placeMs: number }[];
}

export interface GatherOptions {
  readonly folder: string;
  readonly signal: AbortSignal;
  /** Told with every segment. */
  handleBytes(bytes: number): void;
}

interface Stretch {
  readonly init: Uint8Array;
  readonly segments: KeptSegment[];
}

/** Brings a track's segments here, one behind the other; what an earlier try brought stays. */
export async function gather(stream: KeptStream, rung: string, options: GatherOptions): Promise<Gathered> {
  const timescale = stream.info(rung)?.timescale ?? 1;
  const files: { path: string; placeMs: number }[] = [];
  for (const [i, stretch] of (await stretchesOf(stream, rung)).entries()) {
    const path = join(options.folder, `${rung}-${i}.mp4`);
    await bring(stream, rung, stretch, { ...options, path });
    const first = await readSegment(stream, rung, stretch.segments[0]!.msn);
    files.push({ path, placeMs: (readFragment(first).startTicks / timescale) * 1000 });
  }
  return { files };
}

async function stretchesOf(stream: KeptStream, rung: string): Promise<Stretch[]> {
  const stretches: Stretch[] = [];
  const inits = new Map<number, Uint8Array | undefined>();
  for (const segment of stream.segments(rung)) {
    if (segment.is === 'gap') continue;
    if (!inits.has(segment.run)) inits.set(segment.run, await stream.init(rung, segment.run));
    const init = inits.get(segment.run);
    if (!init) continue;
    const last = stretches.at(-1);
    if (last && Buffer.compare(last.init, init) === 0) last.segments.push(segment);
    else stretches.push({ init, segments: [segment] });
  }
  return stretches;
}

async function bring(
  stream: KeptStream,
  rung: string,
  { init, segments }: Stretch,
  { path, signal, handleBytes }: GatherOptions & { path: string },
): Promise<void> {
  const there = await sizeOf(path);
  let end = init.length;
  if (there < end) await writeFile(path, init);
  let have = 0;
  for (; have < segments.length && end + segments[have]!.bytes <= there; have += 1) {
    end += segments[have]!.bytes;
    handleBytes(segments[have]!.bytes);
  }
  // A kill may have left a part of the next one.
  await truncate(path, end);
  for (const { msn, bytes } of segments.slice(have)) {
    signal.throwIfAborted();
    const found = await stream.open(rung, msn);
    if (found?.bytes !== bytes) {
      found?.stream.destroy();
      throw new Error(`segment ${msn} of ${rung} is not there as it was kept`);
    }
    await pipeline(found.stream, createWriteStream(path, { flags: 'a' }), { signal });
    handleBytes(bytes);
  }
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return -1;
    throw error;
  }
}

async function readSegment(stream: KeptStream, rung: string, msn: number): Promise<Buffer> {
  const found = await stream.open(rung, msn);
  if (!found) throw new Error(`segment ${msn} of ${rung} is not there`);
  return Buffer.concat((await found.stream.toArray()) as Buffer[]);
}
