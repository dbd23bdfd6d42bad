import type { PlayThrough } from '../speakers/index.ts';

export interface Voice {
  readonly id: string;
  readonly track: MediaStreamTrack;
}

/** The guests' voices: played to the instructor, and summed for the mix. */
export class Voices {
  readonly #context: AudioContext;
  readonly #sum: GainNode;
  readonly #playThrough: PlayThrough;
  readonly #byId = new Map<
    string,
    { track: MediaStreamTrack; source: AudioNode; element: HTMLAudioElement; endPlaying: () => void }
  >();

  constructor(context: AudioContext, playThrough: PlayThrough) {
    this.#context = context;
    this.#playThrough = playThrough;
    this.#sum = new GainNode(context);
  }

  get node(): AudioNode {
    return this.#sum;
  }

  /** These and no others. */
  set(voices: readonly Voice[]): void {
    for (const [id, { track }] of [...this.#byId])
      if (!voices.some((voice) => voice.id === id && voice.track === track)) this.#remove(id);
    for (const { id, track } of voices) if (!this.#byId.has(id)) this.#add(id, track);
  }

  close(): void {
    this.set([]);
  }

  #add(id: string, track: MediaStreamTrack): void {
    const stream = new MediaStream([track]);
    // Through an element, not the context: so the browser's echo canceller knows what comes out of the speakers. And
    // Chromium gives a remote track's sound to Web Audio only while an element plays it.
    const element = new Audio();
    element.srcObject = stream;
    const endPlaying = this.#playThrough(element);
    // Before the first click on the page it may not play; the mixer asks for that click too.
    element.play().catch(() => undefined);
    const source = new MediaStreamAudioSourceNode(this.#context, { mediaStream: stream });
    source.connect(this.#sum);
    this.#byId.set(id, { track, source, element, endPlaying });
  }

  #remove(id: string): void {
    const voice = this.#byId.get(id);
    voice?.source.disconnect();
    voice?.endPlaying();
    voice?.element.pause();
    if (voice) voice.element.srcObject = null;
    this.#byId.delete(id);
  }
}
