/** A sound or film file that plays into the mix: a piece of music before class, a recording to talk about. */
export class MediaFile {
  readonly name: string;
  readonly node: MediaElementAudioSourceNode;
  readonly #element: HTMLAudioElement;
  readonly #url: string;
  #isClosed = false;

  /** `onChange`: it plays, stands still, came to its end, or can't be played. */
  constructor(context: AudioContext, file: File, onChange: () => void) {
    this.name = file.name;
    this.#url = URL.createObjectURL(file);
    this.#element = new Audio(this.#url);
    this.node = new MediaElementAudioSourceNode(context, { mediaElement: this.#element });
    for (const told of ['play', 'pause', 'ended', 'error', 'timeupdate', 'durationchange']) {
      this.#element.addEventListener(told, () => {
        if (!this.#isClosed) onChange();
      });
    }
  }

  get state(): 'playing' | 'paused' | 'broken' {
    if (this.#element.error) return 'broken';
    return this.#element.paused ? 'paused' : 'playing';
  }

  get positionMs(): number {
    return this.#element.currentTime * 1000;
  }

  async toggle(): Promise<void> {
    if (!this.#element.paused) {
      this.#element.pause();
      return;
    }
    try {
      await this.#element.play();
    } catch {
      // A file that is no sound, or a browser that refuses: `state` says which, and the person reads it.
    }
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#element.pause();
    this.#element.removeAttribute('src');
    this.node.disconnect();
    URL.revokeObjectURL(this.#url);
  }
}
