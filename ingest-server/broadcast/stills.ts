import type { FfmpegBinary } from './ffmpeg-binary.ts';
import type { Lifeline } from './lifeline.ts';
import { runLowPriorityFfmpeg } from './low-priority-ffmpeg.ts';
import type { Timeline } from './timeline.ts';

export interface Still {
  readonly jpeg: Uint8Array;
  /** Wall clock of what is on it. */
  readonly at: number;
}

export interface StillsOptions {
  readonly ffmpeg: FfmpegBinary;
  readonly lifeline: Lifeline;
  readonly monotonicNow: () => number;
  /** Ends what is being made. */
  readonly signal: AbortSignal;
  handleTrouble(error: unknown): void;
}

const WIDTH_MAX = 320;
const EVERY_MS = 10_000;
const MAKING_MAX_MS = 5_000;

/** One picture that a decoder can begin with. */
interface KeyFrame {
  readonly init: Buffer;
  readonly part: Buffer;
  readonly at: number;
}

/**
 * A small picture of each stream, made of a key frame that is there anyway: only while somebody asks, seldom, and never
 * two at once, for all else on this machine goes first.
 */
export class Stills {
  readonly #options: StillsOptions;
  readonly #newest = new WeakMap<Timeline, Still>();
  readonly #dueAt = new WeakMap<Timeline, number>();
  readonly #waiting = new Set<Timeline>();
  #isMaking = false;

  constructor(options: StillsOptions) {
    this.#options = options;
  }

  newest(timeline: Timeline): Still | undefined {
    return this.#newest.get(timeline);
  }

  /** The newest as well; where it is old, the next is on its way. */
  ask(timeline: Timeline): Still | undefined {
    const isDue = this.#options.monotonicNow() >= (this.#dueAt.get(timeline) ?? 0);
    if (isDue && !timeline.ended) this.#waiting.add(timeline);
    if (!this.#isMaking && this.#waiting.size > 0) void this.#makeAll();
    return this.newest(timeline);
  }

  async #makeAll(): Promise<void> {
    this.#isMaking = true;
    // Those that are asked for meanwhile come after these.
    for (const timeline of this.#waiting) {
      this.#waiting.delete(timeline);
      try {
        await this.#make(timeline);
      } catch (error) {
        if (!this.#options.signal.aborted) this.#options.handleTrouble(error);
      }
    }
    this.#isMaking = false;
  }

  async #make(timeline: Timeline): Promise<void> {
    const { ffmpeg, lifeline, signal, monotonicNow } = this.#options;
    const frame = keyFrameOf(timeline);
    if (!frame || frame.at === this.#newest.get(timeline)?.at) return;
    this.#dueAt.set(timeline, monotonicNow() + EVERY_MS);
    const chunks: Buffer[] = [];
    await runLowPriorityFfmpeg({
      ...{ ffmpeg: ffmpeg.path, lifeline },
      signal: AbortSignal.any([signal, AbortSignal.timeout(MAKING_MAX_MS)]),
      args: [
        ...['-threads', '1', '-skip_frame', 'nokey', '-f', 'mp4', '-i', 'pipe:0', '-frames:v', '1'],
        ...['-vf', `scale='min(${WIDTH_MAX},iw)':-2`, '-c:v', 'mjpeg', '-q:v', '5', '-f', 'mjpeg', 'pipe:1'],
      ],
      input: piecesOf(frame),
      handleOutput: (chunk) => chunks.push(chunk),
    });
    if (chunks.length > 0) this.#newest.set(timeline, { jpeg: Buffer.concat(chunks), at: frame.at });
  }
}

/** The newest of the smallest picture in H.264: not every FFmpeg decodes AV1. */
function keyFrameOf(timeline: Timeline): KeyFrame | undefined {
  const heightOf = (name: string) => {
    const info = timeline.info(name);
    return info?.kind === 'video' && info.codec.startsWith('avc1') ? info.height : 0;
  };
  const found = timeline
    .names()
    .filter((name) => heightOf(name) > 0)
    .sort((a, b) => heightOf(a) - heightOf(b))
    .flatMap((name) => {
      const segment = timeline.rendition(name)?.segments.findLast(({ parts }) => parts[0]?.independent);
      const part = segment && timeline.part(name, { msn: segment.msn, part: 0 });
      const init = segment && timeline.init(name, segment.run);
      return segment && part && init ? { init, part, at: Math.round(segment.wallMs) } : [];
    });
  // A rung that is left out for now shows what was.
  return found.reduce<KeyFrame | undefined>(
    (best, one) => (best && best.at >= one.at ? best : one),
    undefined,
  );
}

async function* piecesOf({ init, part }: KeyFrame): AsyncGenerator<Uint8Array> {
  yield init;
  yield part;
}
