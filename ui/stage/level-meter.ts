/** How loud a track is, from 0 to 1: so that somebody sees that they are heard before they speak. */
export class LevelMeter {
  /** Closed with it, where nobody else has it. */
  readonly #own: AudioContext | undefined;
  readonly #source: MediaStreamAudioSourceNode;
  readonly #analyser: AnalyserNode;
  readonly #samples: Float32Array<ArrayBuffer>;

  /** `shared`: many are measured at once, and a browser has few contexts to give. */
  constructor(track: MediaStreamTrack, shared?: AudioContext) {
    const context = shared ?? new AudioContext();
    this.#own = shared ? undefined : context;
    this.#analyser = new AnalyserNode(context, { fftSize: 512 });
    this.#samples = new Float32Array(this.#analyser.fftSize);
    this.#source = new MediaStreamAudioSourceNode(context, { mediaStream: new MediaStream([track]) });
    this.#source.connect(this.#analyser);
  }

  read(): number {
    this.#analyser.getFloatTimeDomainData(this.#samples);
    const loudest = this.#samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    // As an ear hears it: a whisper is more than nothing.
    return Math.min(1, Math.sqrt(loudest));
  }

  close(): void {
    this.#source.disconnect();
    // It may be closed already with its page.
    this.#own?.close().catch(() => undefined);
  }
}
