import { Meter } from './meter.ts';
import { type ChannelSettings, DELAY_MAX_MS, gainOfDb, plainChannel, withinLimits } from './pure/channel.ts';

export type MixerState = 'running' | 'suspended' | 'closed';

export interface MixerInput {
  set(settings: ChannelSettings): void;
  /** What of it comes into the mix; before its mute, so that a muted microphone can still be seen to work. */
  readLevelDb(): number;
  /** Out of the mix, for whoever else is spoken to. */
  setAside(isAside: boolean): void;
  close(): void;
}

/** Not at once: a cut in the middle of a wave is heard as a click. */
const SMOOTH_S = 0.01;

/**
 * What of the programme it is. A voice is to be had on its own too; guests are heard on the stage without us, and would
 * hear themselves in what we send there.
 */
export type MixerPart = 'voice' | 'guests' | 'other';

/** The programme's sound: everything that is plugged in, summed, limited and measured. Its tracks are always there. */
export class Mixer {
  /** For what makes sound itself; devices come in as tracks. */
  readonly context: AudioContext;
  readonly track: MediaStreamTrack;
  /** The same without the guests. */
  readonly stageTrack: MediaStreamTrack;
  /** The voices alone, as they go into the mix: muted, nothing of them is in there either. */
  readonly voiceTrack: MediaStreamTrack;
  readonly #sum: GainNode;
  readonly #stageSum: GainNode;
  readonly #voiceSum: GainNode;
  readonly #asideSum: GainNode;
  #asideTrack: MediaStreamTrack | undefined;
  readonly #meter: Meter;

  constructor(onState: (state: MixerState) => void) {
    this.context = new AudioContext({ latencyHint: 'interactive', sampleRate: 48_000 });
    this.#sum = new GainNode(this.context, { gain: 1 });
    this.#stageSum = new GainNode(this.context, { gain: 1 });
    this.#voiceSum = new GainNode(this.context, { gain: 1 });
    this.#asideSum = new GainNode(this.context, { gain: 1 });
    this.#meter = new Meter(this.context);
    const limited = this.#limit(this.#sum);
    limited.connect(this.#meter.node);
    this.track = this.#trackOf(limited);
    this.stageTrack = this.#trackOf(this.#limit(this.#stageSum));
    // Two microphones that hear the same voice add up.
    this.voiceTrack = this.#trackOf(this.#limit(this.#voiceSum));
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

  /** The voices behind their mutes, in the mix or not. Most lectures need it never. */
  get asideTrack(): MediaStreamTrack {
    return (this.#asideTrack ??= this.#trackOf(this.#limit(this.#asideSum)));
  }

  plugTrack(
    track: MediaStreamTrack,
    settings: ChannelSettings = plainChannel,
    part: MixerPart = 'other',
  ): MixerInput {
    const mediaStream = new MediaStream([track]);
    return this.plugNode(new MediaStreamAudioSourceNode(this.context, { mediaStream }), settings, part);
  }

  plugNode(node: AudioNode, settings: ChannelSettings = plainChannel, part: MixerPart = 'other'): MixerInput {
    const delay = new DelayNode(this.context, { maxDelayTime: DELAY_MAX_MS / 1000 });
    const gain = new GainNode(this.context, { gain: 0 });
    const fader = new GainNode(this.context, { gain: 0 });
    const door = new GainNode(this.context, { gain: 1 });
    const meter = new Meter(this.context);
    node.connect(delay).connect(gain).connect(fader).connect(door).connect(this.#sum);
    if (part !== 'guests') door.connect(this.#stageSum);
    if (part === 'voice') {
      door.connect(this.#voiceSum);
      fader.connect(this.#asideSum);
    }
    gain.connect(meter.node);
    const set = (wanted: ChannelSettings) => {
      const { gainDb, muted, delayMs } = withinLimits(wanted);
      const { currentTime } = this.context;
      delay.delayTime.setTargetAtTime(delayMs / 1000, currentTime, SMOOTH_S);
      gain.gain.setTargetAtTime(gainOfDb(gainDb), currentTime, SMOOTH_S);
      fader.gain.setTargetAtTime(muted ? 0 : 1, currentTime, SMOOTH_S);
    };
    set(settings);
    return {
      set,
      readLevelDb: () => meter.readDb(),
      setAside(isAside) {
        door.gain.setTargetAtTime(isAside ? 0 : 1, door.context.currentTime, SMOOTH_S);
      },
      close: () => {
        for (const each of [node, delay, gain, fader, door]) each.disconnect();
      },
    };
  }

  /** How loud the programme is now. */
  readLevelDb(): number {
    return this.#meter.readDb();
  }

  /** To be called from a click or a key: browsers start sound for nothing less. */
  async resume(): Promise<void> {
    if (this.context.state !== 'running' && this.context.state !== 'closed') await this.context.resume();
  }

  async close(): Promise<void> {
    this.track.stop();
    this.stageTrack.stop();
    this.voiceTrack.stop();
    this.#asideTrack?.stop();
    if (this.context.state !== 'closed') await this.context.close();
  }

  /** Stops what would clip, and leaves the rest alone. */
  #limit(sum: AudioNode): AudioNode {
    const limiter = new DynamicsCompressorNode(this.context, {
      threshold: -4,
      knee: 0,
      ratio: 20,
      attack: 0.002,
      release: 0.12,
    });
    return sum.connect(limiter);
  }

  #trackOf(node: AudioNode): MediaStreamTrack {
    const output = new MediaStreamAudioDestinationNode(this.context, { channelCount: 1 });
    node.connect(output);
    const [track] = output.stream.getAudioTracks();
    if (!track) throw new Error('the browser mixed no sound');
    return track;
  }
}
