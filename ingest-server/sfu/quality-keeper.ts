import type { ClassId } from '@rostrum/protocol/room';
import type { types } from 'mediasoup';
import { ProducerWatch } from './producer-watch.ts';
import {
  type Counted,
  QUALITY_SECONDS,
  type Quality,
  type QualitySecond,
  addSecond,
  noQuality,
} from './pure/quality.ts';
import { type Expected, type Trouble, troublesOf } from './pure/troubles.ts';

/** What one class's programme comes in over now. */
export interface Incoming {
  readonly video: types.Producer | undefined;
  readonly audio: types.Producer | undefined;
  readonly transport: types.WebRtcTransport | undefined;
}

const SECOND_MS = 1_000;

export interface QualityOptions {
  incoming: () => Iterable<readonly [ClassId, Incoming]>;
  now: () => number;
  /** Some trouble has begun or ended; all that there are now. */
  handleTroubles(classId: ClassId, troubles: readonly Trouble[], second: QualitySecond): void;
}

/** Asks the workers once a second how each programme comes in, and keeps ten minutes of it, also over a break. */
export class QualityKeeper {
  readonly #options: QualityOptions;
  readonly #kept = new Map<ClassId, Quality>();
  readonly #troubles = new Map<ClassId, readonly Trouble[]>();
  readonly #timer: NodeJS.Timeout;

  constructor(options: QualityOptions) {
    this.#options = options;
    this.#timer = setInterval(() => void this.#ask(), SECOND_MS);
    this.#timer.unref();
  }

  seconds(classId: ClassId): readonly QualitySecond[] {
    return this.#kept.get(classId)?.seconds ?? [];
  }

  close(): void {
    clearInterval(this.#timer);
  }

  async #ask(): Promise<void> {
    const now = this.#options.now();
    for (const [classId, { seconds }] of this.#kept) {
      if (now - (seconds.at(-1)?.at ?? now) <= QUALITY_SECONDS * SECOND_MS) continue;
      this.#kept.delete(classId);
      this.#troubles.delete(classId);
    }
    await Promise.all(
      [...this.#options.incoming()].map(([classId, incoming]) => this.#read(classId, incoming, now)),
    );
  }

  async #read(classId: ClassId, { video, audio, transport }: Incoming, at: number): Promise<void> {
    if (!video && !audio) return;
    const watch = video && ProducerWatch.of(video);
    watch?.handleSecond(at);
    const [counted, availableBps] = await Promise.all([countedOf([video, audio]), availableOn(transport)]);
    const reading = { at, counted, framesPerSecond: watch?.framesPerSecond, availableBps };
    const quality = addSecond(this.#kept.get(classId) ?? noQuality, reading);
    this.#kept.set(classId, quality);
    this.#tellTroubles(classId, quality.seconds, {
      picture: video !== undefined,
      sound: audio !== undefined,
    });
  }

  #tellTroubles(classId: ClassId, seconds: readonly QualitySecond[], expected: Expected): void {
    const troubles = troublesOf(seconds, expected);
    const newest = seconds.at(-1);
    if (!newest || troubles.join() === (this.#troubles.get(classId) ?? []).join()) return;
    this.#troubles.set(classId, troubles);
    this.#options.handleTroubles(classId, troubles, newest);
  }
}

/** What the worker has counted of these until now; nothing of one that is closed. */
export async function countedOf(producers: readonly (types.Producer | undefined)[]): Promise<Counted[]> {
  const counted = await Promise.all(producers.map((producer) => producer && countOne(producer)));
  return counted.filter((one) => one !== undefined);
}

async function countOne(producer: types.Producer): Promise<Counted | undefined> {
  const stat = await statOf(producer);
  const clockRate = producer.rtpParameters.codecs[0]?.clockRate ?? 90_000;
  if (!stat) return undefined;
  return {
    kind: producer.kind,
    bitrateBps: stat.bitrate,
    lossPct: (stat.fractionLost / 256) * 100,
    jitterMs: (stat.jitter / clockRate) * 1000,
    // Zero stands for none: no report has come back yet.
    roundTripMs: stat.roundTripTime ? stat.roundTripTime : undefined,
    nacks: stat.nackPacketCount,
    plis: stat.pliCount,
    firs: stat.firCount,
  };
}

/** The worker's own counts of a producer; none of one that is closed. */
export async function statOf(producer: types.Producer): Promise<types.ProducerStat | undefined> {
  if (producer.closed) return undefined;
  try {
    return (await producer.getStats())[0];
  } catch {
    // Closed between the look and the question: nothing comes in.
    return undefined;
  }
}

async function availableOn(transport: types.WebRtcTransport | undefined): Promise<number | undefined> {
  if (!transport || transport.closed) return undefined;
  try {
    return (await transport.getStats())[0]?.availableIncomingBitrate;
  } catch {
    return undefined;
  }
}
