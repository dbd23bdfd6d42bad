import { isLate, unwatched, withReading } from './pure/lag.ts';

const LOOK_EVERY_MS = 100;
/** From the old sound to the new: a cut in the middle of a wave is heard as a click. */
const CROSS_S = 0.02;

/** A track as a sound node that never stays behind its track: what has piled up before a late context is thrown away. */
export class TrackSource {
  readonly node: GainNode;
  readonly #context: AudioContext;
  readonly #stream: MediaStream;
  readonly #timer: ReturnType<typeof setInterval>;
  #watch = unwatched;
  #plug: { source: AudioNode; fader: GainNode };

  constructor(context: AudioContext, track: MediaStreamTrack) {
    this.#context = context;
    this.node = new GainNode(context);
    this.#stream = new MediaStream([track]);
    this.#plug = this.#plugIn(1);
    this.#timer = setInterval(() => this.#look(), LOOK_EVERY_MS);
  }

  close(): void {
    clearInterval(this.#timer);
    for (const part of [this.#plug.source, this.#plug.fader, this.node]) part.disconnect();
  }

  #look(): void {
    const context = this.#context;
    if (context.state !== 'running') return;
    this.#watch = withReading(this.#watch, performance.now() - context.currentTime * 1000);
    if (!isLate(this.#watch)) return;
    this.#watch = unwatched;
    const old = this.#plug;
    this.#plug = this.#plugIn(0);
    fade(this.#plug.fader, 1);
    fade(old.fader, 0);
    setTimeout(() => {
      old.source.disconnect();
      old.fader.disconnect();
    }, 10_000 * CROSS_S);
  }

  #plugIn(gain: number): { source: AudioNode; fader: GainNode } {
    const context = this.#context;
    const source = new MediaStreamAudioSourceNode(context, { mediaStream: this.#stream });
    const fader = new GainNode(context, { gain });
    source.connect(fader).connect(this.node);
    return { source, fader };
  }
}

function fade({ gain, context: { currentTime } }: GainNode, to: number): void {
  gain.setValueAtTime(1 - to, currentTime);
  gain.linearRampToValueAtTime(to, currentTime + CROSS_S);
}
