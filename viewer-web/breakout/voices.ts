import { LevelMeter } from '@rostrum/ui/level-meter';
import { loudAt, speakersOf } from './pure/speaking.ts';

const EVERY_MS = 120;

interface Voice {
  readonly track: MediaStreamTrack;
  readonly meter: LevelMeter;
}

/** Who in the room speaks, as this page hears it: the class's own word for it knows only one speaker. */
export class Voices {
  readonly #handleSpeakers: (speakers: readonly string[]) => void;
  #speakers: readonly string[] = [];
  #context: AudioContext | undefined;
  readonly #voices = new Map<string, Voice>();
  readonly #listening: ReturnType<typeof setInterval>;
  #loud: ReadonlyMap<string, number> = new Map();

  constructor(handleSpeakers: (speakers: readonly string[]) => void) {
    this.#handleSpeakers = handleSpeakers;
    this.#listening = setInterval(() => this.#listen(), EVERY_MS);
  }

  follow(tracks: ReadonlyMap<string, MediaStreamTrack>): void {
    for (const [personId, { track, meter }] of this.#voices) {
      if (tracks.get(personId) === track) continue;
      meter.close();
      this.#voices.delete(personId);
    }
    for (const [personId, track] of tracks) {
      if (this.#voices.has(personId)) continue;
      this.#context ??= new AudioContext();
      this.#voices.set(personId, { track, meter: new LevelMeter(track, this.#context) });
    }
  }

  close(): void {
    clearInterval(this.#listening);
    this.follow(new Map());
    // It may be closed already with its page.
    this.#context?.close().catch(() => undefined);
  }

  #listen(): void {
    // A page that was loaded anew has had no press yet, without which a browser measures nothing.
    if (this.#context?.state === 'suspended' && hasPressed()) void this.#resume();
    const levels = new Map([...this.#voices].map(([personId, { meter }]) => [personId, meter.read()]));
    const nowMs = performance.now();
    this.#loud = loudAt(this.#loud, levels, nowMs);
    const speakers = speakersOf(this.#loud, nowMs);
    if (speakers.join() === this.#speakers.join()) return;
    this.#speakers = speakers;
    this.#handleSpeakers(speakers);
  }

  async #resume(): Promise<void> {
    // Closed meanwhile, there is nothing to measure.
    await this.#context?.resume().catch(() => undefined);
  }
}

function hasPressed(): boolean {
  const activation = navigator.userActivation as UserActivation | undefined;
  return activation?.hasBeenActive ?? true;
}
