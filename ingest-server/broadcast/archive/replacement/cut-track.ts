import { createReadStream } from 'node:fs';
import type { Blobs } from '../../../storage/index.ts';
import { createCmafReader } from '../../cmaf-reader.ts';
import { moveFragment, readFragment } from '../../pure/fragment.ts';
import { type TrackInfo, readInitSegment } from '../../pure/init-segment.ts';
import { SEGMENT_MS } from '../../pure/rendition.ts';
import { type StreamKeys, initKey, segmentKey } from '../pure/keys.ts';
import type { CutSegment, FragmentFacts } from './pure/cut.ts';

/** One rung as a fragmented MP4 on this disk. */
export interface Track {
  readonly path: string;
  readonly info: TrackInfo;
  readonly init: Buffer;
  readonly fragments: readonly FragmentFacts[];
}

/** What the track is made of is nothing that a playlist has a name for. */
export class UnknownCodecError extends Error {}

/** A store far away has its answer's way to go for each. */
const TOGETHER = 8;

/** Reads what the fragments say of themselves, and lets go of their bytes. Throws where it is torn. */
export async function readTrack(path: string, signal: AbortSignal): Promise<Track> {
  let known: { info: TrackInfo; init: Buffer } | undefined;
  const fragments: FragmentFacts[] = [];
  const rates: number[] = [];
  const read = createCmafReader({
    handleInit: (init) => (known = { info: infoOf(init), init }),
    handleFragment(bytes) {
      if (!known) throw new Error('a fragment came before its init segment');
      const { startTicks, shownAfterTicks, durationTicks, samples, independent } = readFragment(bytes);
      const toMs = 1000 / known.info.timescale;
      const startMs = (startTicks + shownAfterTicks) * toMs;
      fragments.push({
        ...{ startMs, endMs: startMs + durationTicks * toMs, independent },
        bytes: bytes.length,
      });
      rates.push((samples * known.info.timescale) / durationTicks);
    },
  });
  for await (const chunk of createReadStream(path, { signal })) read(chunk as Buffer);
  if (!known) throw new Error('no init segment came');
  return { path, ...known, info: withRate(known.info, rates), fragments };
}

/** How long the very last frame stands is not in every file. */
function withRate(info: TrackInfo, rates: readonly number[]): TrackInfo {
  const most = rates.slice(0, -1).reduce((max, rate) => Math.max(max, rate), 0);
  if (info.kind === 'audio' || !(most > 0 && Number.isFinite(most))) return info;
  return { ...info, framesPerSecond: Math.round(most * 1000) / 1000 };
}

function infoOf(init: Buffer): TrackInfo {
  try {
    return readInitSegment(init);
  } catch (cause) {
    throw new UnknownCodecError('the track is none that is known', { cause });
  }
}

export interface StoredTrack {
  readonly stream: StreamKeys;
  readonly rung: string;
  readonly track: Track;
  readonly segments: readonly CutSegment[];
}

export interface StoreOptions {
  readonly blobs: Blobs;
  readonly signal: AbortSignal;
  /** Told with every segment that the store has. */
  handleBytes(bytes: number): void;
}

/** Brings a rung's segments to the store, each under its own number; done again, the same is stored again. */
export async function storeTrack({ stream, rung, track, segments }: StoredTrack, options: StoreOptions) {
  const { blobs, signal, handleBytes } = options;
  const [first] = segments;
  if (!first) return;
  await blobs.put(initKey(stream, rung, first.run), track.init);
  const { timescale } = track.info;
  // Numbers and places on the timeline keep their distance, as on every other recording.
  const placeTicks = Math.round((first.msn * SEGMENT_MS * timescale) / 1000);
  let under: Promise<void>[] = [];
  for await (const { segment, parts } of segmentsOf(track, segments, placeTicks, signal)) {
    signal.throwIfAborted();
    const put = blobs.put(segmentKey(stream, rung, segment.msn), Buffer.concat(parts));
    const stored = put.then(() => handleBytes(segment.bytes));
    // One that fails is told below, together with those that were sent with it.
    stored.catch(() => undefined);
    under.push(stored);
    if (under.length < TOGETHER) continue;
    await Promise.all(under);
    under = [];
  }
  await Promise.all(under);
}

async function* segmentsOf(
  { path }: Track,
  segments: readonly CutSegment[],
  placeTicks: number,
  signal: AbortSignal,
): AsyncGenerator<{ segment: CutSegment; parts: Buffer[] }> {
  const filled = segments.filter(({ is }) => is === 'complete');
  let at = 0;
  let next = 0;
  let parts: Buffer[] = [];
  const whole: { segment: CutSegment; parts: Buffer[] }[] = [];
  const read = createCmafReader({
    handleInit: () => undefined,
    handleFragment(bytes) {
      const segment = filled[next];
      if (!segment) return;
      moveFragment(bytes, readFragment(bytes).startTicks + placeTicks);
      parts.push(bytes);
      at += 1;
      if (at < segment.to) return;
      whole.push({ segment, parts });
      parts = [];
      next += 1;
    },
  });
  for await (const chunk of createReadStream(path, { signal })) {
    read(chunk as Buffer);
    yield* whole.splice(0);
  }
}
