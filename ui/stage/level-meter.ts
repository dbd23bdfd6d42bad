/** How loud a track is, from 0 to 1: so that somebody sees that they are heard before they speak. */
export class LevelMeter {
  readonly #context = new AudioContext();
  readonly #analyser: AnalyserNode;
  readonly #samples: Float32Array<ArrayBuffer>;

  constructor(track: MediaStreamTrack) {
    const mediaStream = new MediaStream([track]);
    this.#analyser = new AnalyserNode(this.#context, { fftSize: 512 });
    this.#samples = new Float32Array(this.#analyser.fftSize);
    new MediaStreamAudioSourceNode(this.#context, { mediaStream }).connect(this.#analyser);
  }

  read(): number {
    this.#analyser.getFloatTimeDomainData(this.#samples);
    const loudest = this.#samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    // As an ear hears it: a whisper is more than nothing.
    return Math.min(1, Math.sqrt(loudest));
  }

  close(): void {
    // It may be closed already with its page.
    this.#context.close().catch(() => undefined);
  }
}
