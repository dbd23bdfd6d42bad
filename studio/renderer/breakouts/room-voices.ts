import type { PlayThrough } from '../speakers/index.ts';
import type { Voice } from './pure/in-room.ts';

/** The voices of the room that is visited: for the instructor's ears alone, past the mix. */
export class RoomVoices {
  readonly #playThrough: PlayThrough;
  readonly #byId = new Map<
    string,
    { track: MediaStreamTrack; element: HTMLAudioElement; endPlaying: () => void }
  >();

  constructor(playThrough: PlayThrough) {
    this.#playThrough = playThrough;
  }

  /** These and no others. */
  set(voices: readonly Voice<MediaStreamTrack>[]): void {
    for (const [id, { track }] of [...this.#byId])
      if (!voices.some((voice) => voice.id === id && voice.track === track)) this.#remove(id);
    for (const { id, track } of voices) if (!this.#byId.has(id)) this.#add(id, track);
  }

  #add(id: string, track: MediaStreamTrack): void {
    const element = new Audio();
    element.srcObject = new MediaStream([track]);
    const endPlaying = this.#playThrough(element);
    // Before the first click on the page it may not play; the mixer asks for that click too.
    element.play().catch(() => undefined);
    this.#byId.set(id, { track, element, endPlaying });
  }

  #remove(id: string): void {
    const voice = this.#byId.get(id);
    voice?.endPlaying();
    voice?.element.pause();
    if (voice) voice.element.srcObject = null;
    this.#byId.delete(id);
  }
}
