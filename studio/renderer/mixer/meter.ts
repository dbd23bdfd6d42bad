import { SILENCE_DB, meterDb, peakDb } from './pure/sound-level.ts';

/** How loud a node is, for a meter that looks again and again. */
export class Meter {
  readonly node: AnalyserNode;
  readonly #samples: Float32Array<ArrayBuffer>;
  #levelDb = SILENCE_DB;
  #measuredAt = 0;

  constructor(context: AudioContext) {
    this.node = new AnalyserNode(context, { fftSize: 2048 });
    this.#samples = new Float32Array(this.node.fftSize);
  }

  readDb(): number {
    const now = performance.now();
    this.node.getFloatTimeDomainData(this.#samples);
    this.#levelDb = meterDb(this.#levelDb, peakDb(this.#samples), now - this.#measuredAt);
    this.#measuredAt = now;
    return this.#levelDb;
  }
}
