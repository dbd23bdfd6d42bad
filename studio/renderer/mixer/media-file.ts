/**
 * A sound or film file that plays into the mix: a piece of music before class, a recording to talk about. Whoever plays
 * it hears it too, from this computer: what goes into the mix alone is heard by everybody else.
 */
export class MediaFile {
  readonly name: string;
  readonly node: MediaElementAudioSourceNode;
  readonly #element: HTMLAudioElement;
  readonly #url: string;
  readonly #endHearing: () => void;
  #isClosed = false;

  /**
   * `hear`: by the instructor.
   * `onChange`: it plays, stands still, came to its end, or can't be played.
   */
  constructor(
    context: AudioContext,
    file: File,
    hear: (node: AudioNode) => () => void,
    onChange: () => void,
  ) {
    this.name = file.name;
    this.#url = URL.createObjectURL(file);
    this.#element = new Audio(this.#url);
    this.node = new MediaElementAudioSourceNode(context, { mediaElement: this.#element });
    this.#endHearing = hear(this.node);
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
    this.#endHearing();
    this.node.disconnect();
    URL.revokeObjectURL(this.#url);
  }
}
