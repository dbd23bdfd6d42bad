import { SILENCE_DB, meterDb, peakDb } from './pure/sound-level.ts';

export type MixerState = 'running' | 'suspended' | 'closed';

export interface MixerInput {
  setMuted(isMuted: boolean): void;
  close(): void;
}

/** The programme's sound: everything that is plugged in, summed, limited and measured. One track, always there. */
export class Mixer {
  /** For what makes sound itself; devices come in as tracks. */
  readonly context: AudioContext;
  readonly track: MediaStreamTrack;
  readonly #sum: GainNode;
  readonly #meter: AnalyserNode;
  readonly #samples: Float32Array<ArrayBuffer>;
  #levelDb = SILENCE_DB;
  #measuredAt = 0;

  constructor(onState: (state: MixerState) => void) {
    this.context = new AudioContext({ latencyHint: 'interactive', sampleRate: 48_000 });
    this.#sum = new GainNode(this.context, { gain: 1 });
    // Stops what would clip, and leaves the rest alone.
    const limiter = new DynamicsCompressorNode(this.context, {
      threshold: -4,
      knee: 0,
      ratio: 20,
      attack: 0.002,
      release: 0.12,
    });
    this.#meter = new AnalyserNode(this.context, { fftSize: 2048 });
    this.#samples = new Float32Array(this.#meter.fftSize);
    const output = new MediaStreamAudioDestinationNode(this.context, { channelCount: 1 });
    this.#sum.connect(limiter);
    limiter.connect(this.#meter);
    limiter.connect(output);
    const [track] = output.stream.getAudioTracks();
    if (!track) throw new Error('the browser mixed no sound');
    this.track = track;
    this.context.addEventListener('statechange', () => onState(this.state));
  }

  /** `suspended` until somebody has touched the page, where the browser wants that. */
  get state(): MixerState {
    switch (this.context.state) {
      case 'running':
        return 'running';
      case 'closed':
        return 'closed';
      default:
        return 'suspended';
    }
  }

  plugTrack(track: MediaStreamTrack): MixerInput {
    return this.plugNode(
      new MediaStreamAudioSourceNode(this.context, { mediaStream: new MediaStream([track]) }),
    );
  }

  plugNode(node: AudioNode): MixerInput {
    const level = new GainNode(this.context, { gain: 1 });
    node.connect(level).connect(this.#sum);
    return {
      // Not at once: a cut in the middle of a wave is heard as a click.
      setMuted: (isMuted) => level.gain.setTargetAtTime(isMuted ? 0 : 1, this.context.currentTime, 0.01),
      close: () => {
        node.disconnect();
        level.disconnect();
      },
    };
  }

  /** How loud the programme is now, for a meter that looks again and again. */
  readLevelDb(): number {
    const now = performance.now();
    this.#meter.getFloatTimeDomainData(this.#samples);
    this.#levelDb = meterDb(this.#levelDb, peakDb(this.#samples), now - this.#measuredAt);
    this.#measuredAt = now;
    return this.#levelDb;
  }

  /** To be called from a click or a key: browsers start sound for nothing less. */
  async resume(): Promise<void> {
    if (this.context.state !== 'running' && this.context.state !== 'closed') await this.context.resume();
  }

  async close(): Promise<void> {
    this.track.stop();
    if (this.context.state !== 'closed') await this.context.close();
  }
}
